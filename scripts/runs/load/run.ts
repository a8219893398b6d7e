// The load run: the real Kamailio, and clients in processes of their own. First all register, then messages go between
// clients chosen at random. Measures what the server takes, and what share of the machine the clients themselves took,
// which an own machine for each would give to the server.
import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { availableParallelism } from "node:os";
import { setTimeout as pause } from "node:timers/promises";
import { present } from "../../../shared/assert";
import { runKamailio } from "../../../server/kamailio/run-kamailio";
import { memoryByType, processorSeconds, processTree } from "../process-memory";
import { makeBodies } from "./bodies";
import { percentile } from "../percentile";
import { addAnswers, clientName, clientPassword, type Done, type Order, type Report, type WorkerPlan } from "./words";

export interface LoadOptions {
  readonly clients: number;
  readonly rate: number;
  readonly seconds: number;
  readonly seed: number;
  readonly workers: number;
  /** Starts the program in the role of a worker: its arguments. */
  readonly program: readonly [file: string, ...args: string[]];
  /** MB of shared memory that the server may use. */
  readonly memory: number;
}

/** Messages that were answered may still be on their way to the reports. */
const LAST_ARRIVALS_MS = 300;

export async function runLoad(options: LoadOptions) {
  const { clients, rate, seconds, seed, workers: count, memory } = options;
  const accounts = Array.from({ length: clients }, (_, number) => ({ user: clientName(number), password: clientPassword(number) }));
  const server = await runKamailio({ accounts, settings: ["--memory", String(memory)] });
  const pid = present(server.pid(), "the server's process");
  const children: ChildProcess[] = [];
  try {
    const bodies = await makeBodies(server.domain);
    for (let index = 0; index < count; index += 1) children.push(startWorker(options.program));
    const empty = memoryOf(pid);

    const registering = measure(pid, children);
    const registered = await ask(children, (index) => {
      const [first, next] = [index, index + 1].map((at) => Math.round((clients * at) / count));
      const plan: WorkerPlan = {
        ...{ url: server.url, domain: server.domain, clients, rate: rate / count, seconds, bodies, seed },
        ...{ first: first ?? 0, count: (next ?? 0) - (first ?? 0) },
      };
      return { order: "register", plan };
    });
    const registrations = addAnswers(registered.map((done) => (done.done === "register" ? done.answers : {})));
    const online = registrations[200] ?? 0;
    const registration = registering();
    const idle = memoryOf(pid);

    const sending = measure(pid, children);
    await ask(children, () => ({ order: "send" }));
    const sent = sending();
    const busy = memoryOf(pid);
    await pause(LAST_ARRIVALS_MS);
    const reports = (await ask(children, () => ({ order: "report" }))).filter((done): done is Report => done.done === "report");
    const sum = (of: (report: Report) => number): number => reports.reduce((total, report) => total + of(report), 0);
    const answers = addAnswers(reports.map((report) => report.answers));
    const delays = reports.flatMap((report) => [...report.delays]);
    const messages = sum((report) => report.sent);
    const good = (answers[200] ?? 0) + (answers[202] ?? 0);
    return {
      ...{ clients, rate, seconds, seed, workers: count, cores: availableParallelism(), bodyCharacters: percentile(bodies.map((body) => body.length), 50) },
      registration: {
        answers: registrations,
        perSecond: round(online / registration.seconds),
        serverMillisEach: round((registration.serverSeconds * 1000) / Math.max(1, online)),
        ...registration,
      },
      messages: {
        sent: messages,
        answers,
        perSecond: round(good / sent.seconds),
        serverMillisEach: round((sent.serverSeconds * 1000) / Math.max(1, good)),
        arrived: sum((report) => report.arrived),
        p50: round(percentile(delays, 50)),
        p99: round(percentile(delays, 99)),
        ...sent,
      },
      lostConnections: sum((report) => report.lost),
      server: { emptyMb: empty, idleMb: idle, busyMb: busy, kbPerConnection: round(((idle.pss - empty.pss) * 1024) / Math.max(1, online)) },
      ok: online === clients && good === messages && sum((report) => report.lost) === 0,
    };
  } finally {
    for (const child of children) child.kill("SIGKILL");
    await server.stop();
  }
}

function startWorker([file, ...args]: LoadOptions["program"]): ChildProcess {
  const child = fork(file, args, { serialization: "advanced", stdio: ["ignore", "inherit", "inherit", "ipc"] });
  process.once("exit", () => child.kill("SIGKILL"));
  return child;
}

/** Gives each worker its order and waits for all of them. */
function ask(children: readonly ChildProcess[], orderOf: (index: number) => Order): Promise<readonly Done[]> {
  return Promise.all(
    children.map(async (child, index) => {
      const ended = new AbortController();
      const end = once(child, "exit", { signal: ended.signal }).then(() => {
        throw new Error("a worker ended");
      });
      const done = once(child, "message", { signal: ended.signal }).then(([message]) => message as Done);
      child.send(orderOf(index));
      return Promise.race([done, end]).finally(() => {
        end.catch(() => undefined);
        ended.abort();
      });
    }),
  );
}

/** Time from now until it is called, and how much of the processors' time the server and the clients took meanwhile. */
function measure(serverPid: number, children: readonly ChildProcess[]) {
  const start = performance.now();
  const generator = (): number => processorSeconds([process.pid, ...children.flatMap(({ pid }) => pid ?? [])]);
  const server = (): number => processorSeconds(processTree(serverPid));
  const [before, serverBefore] = [generator(), server()];
  return () => {
    const seconds = (performance.now() - start) / 1000;
    return { seconds: round(seconds), serverSeconds: round(server() - serverBefore), generatorSeconds: round(generator() - before) };
  };
}

/** MB of all processes together: proportional, and of it what they share (Kamailio's shared memory as far as it is used). */
function memoryOf(pid: number): { readonly pss: number; readonly shared: number } {
  const all = memoryByType(pid);
  return { pss: round(all.reduce((sum, { pssMb }) => sum + pssMb, 0)), shared: round(all.reduce((sum, { sharedMb }) => sum + sharedMb, 0)) };
}

const round = (value: number): number => Math.round(value * 100) / 100;
