// A built-in server in a temporary folder, and devices for it; ended by stop().
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbeddedServer } from "../embedded/server";
import type { EmbeddedServer, EmbeddedServerOptions } from "../embedded/server";
import { SENDER_SHARE, type ServerUnderTest } from "./agreement/world";
import { status } from "./sip-text";
import { connectDevice } from "./test-device";
import type { DeviceOptions, TestDevice } from "./test-device";

export interface TestServer {
  readonly current: EmbeddedServer;
  readonly storeFile: string;
  /** What it logged. */
  readonly lines: readonly string[];
  connect(user: string, options?: Partial<DeviceOptions>): Promise<TestDevice>;
  /** Connects and registers. */
  signIn(user: string, options?: Partial<DeviceOptions>): Promise<TestDevice>;
  /** Stops it and starts it again on the same port and file. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** Accounts alice, bob and carol with the password "password of NAME". */
export async function startTestServer(given: Partial<EmbeddedServerOptions> = {}): Promise<TestServer> {
  const directory = mkdtempSync(join(tmpdir(), "stamp-embedded-"));
  const lines: string[] = [];
  const devices: TestDevice[] = [];
  const options: EmbeddedServerOptions = {
    domain: "stamp.test",
    storeFile: join(directory, "server.sqlite"),
    nativeBinding: process.env["STAMP_SQLITE_BINDING"],
    accounts: ["alice", "bob", "carol"].map((user) => ({ user, password: `password of ${user}` })),
    log: (line) => lines.push(line),
    ...given,
  };
  let current = await startEmbeddedServer(options);

  async function connect(user: string, more: Partial<DeviceOptions> = {}): Promise<TestDevice> {
    const { url, domain } = current;
    const device = await connectDevice({ url, domain, user, password: `password of ${user}`, ...more });
    devices.push(device);
    return device;
  }

  return {
    get current() {
      return current;
    },
    storeFile: options.storeFile,
    lines,
    connect,
    async signIn(user, more) {
      const device = await connect(user, more);
      const answer = await device.register();
      if (status(answer) !== 200) throw new Error(`${user} cannot register: ${answer.startLine}`);
      return device;
    },
    async restart() {
      await current.stop();
      current = await startEmbeddedServer({ ...options, port: current.port });
    },
    async stop() {
      for (const device of devices) device.socket.terminate();
      await current.stop();
      rmSync(directory, { recursive: true });
    },
  };
}

/** The same as what tests of both servers want to see of it. */
export async function startEmbeddedUnderTest(): Promise<ServerUnderTest> {
  const server = await startTestServer({ limits: { maxStoredPerSender: SENDER_SHARE } });
  return {
    url: server.current.url,
    domain: server.current.domain,
    addAccount: (user, password) => server.current.addAccount(user, password),
    storedMessages: (user) => server.current.storedMessages(user),
    restart: () => server.restart(),
    stop: () => server.stop(),
  };
}
