// The proxies that tests connect through: tinyproxy (HTTP CONNECT) and microsocks (SOCKS5), as people run them, each on
// a free port of the loopback address. `stop` ends them.
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface TestProxy {
  /** Without credentials. */
  readonly url: string;
  readonly port: number;
  stop(): Promise<void>;
}

export interface ProxyCredentials {
  readonly user: string;
  readonly password: string;
}

/** With credentials it asks for them. */
export async function startHttpProxy(credentials?: ProxyCredentials): Promise<TestProxy> {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), "stamp-proxy-"));
  const file = join(folder, "tinyproxy.conf");
  const auth = credentials === undefined ? [] : [`BasicAuth ${credentials.user} ${credentials.password}`];
  const lines = [`Port ${port}`, "Listen 127.0.0.1", "Timeout 600", "MaxClients 50", `LogFile "${join(folder, "log")}"`, ...auth];
  writeFileSync(file, `${lines.join("\n")}\n`);
  const proxy = await started(spawn("tinyproxy", ["-d", "-c", file], { stdio: "ignore" }), port);
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    stop: async () => {
      await proxy.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** With credentials it asks for them. */
export async function startSocksProxy(credentials?: ProxyCredentials): Promise<TestProxy> {
  const port = await freePort();
  const auth = credentials === undefined ? [] : ["-u", credentials.user, "-P", credentials.password];
  const process = spawn("microsocks", ["-i", "127.0.0.1", "-p", String(port), ...auth], { stdio: "ignore" });
  return { url: `socks5://127.0.0.1:${port}`, port, ...(await started(process, port)) };
}

async function started(program: ChildProcess, port: number): Promise<Pick<TestProxy, "stop">> {
  const failed = new Promise<never>((_, reject) => {
    program.once("error", reject);
    program.once("exit", (code) => {
      reject(new Error(`the proxy ended with ${String(code)}`));
    });
  });
  await Promise.race([answering(port), failed]);
  failed.catch(() => undefined);
  return {
    stop: async () => {
      if (program.exitCode !== null || program.signalCode !== null) return;
      program.kill("SIGKILL");
      await once(program, "exit");
    },
  };
}

/** Free a moment ago; the programs cannot choose one themselves. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

async function answering(port: number): Promise<void> {
  for (;;) {
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect(port, "127.0.0.1", () => {
        socket.destroy();
        resolve(true);
      });
      socket.once("error", () => {
        resolve(false);
      });
    });
    if (open) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
