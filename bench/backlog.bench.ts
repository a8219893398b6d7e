// What a long time offline costs: the server hands over thousands of texts at once, which are written down, answered, opened,
// stored, acknowledged in batches and told to the window, all of it with the session of the app on its encrypted file.
import { withAccountFiles } from "./lib/account-files";
import { runBenchmark, type Effort } from "./lib/benchmark";
import type { Growth } from "./lib/growth";
import { incomingAccount, receiveAll, type IncomingAccount, type Letter } from "./lib/incoming-account";
import { watchLoop } from "./lib/loop-delay";
import { figure, type Figure } from "./lib/row";

const TEXTS = 5000;
const SENDERS = 4;
const PER_SECOND = 1000;
const LOOP_DELAY_MS = 50;
/** Of all threads: with two cores this is what leaves room for so many a second. */
const PROCESSOR_MS = 2;

interface Received {
  readonly milliseconds: number;
  /** Of all threads, in ms. */
  readonly processor: number;
  readonly loopDelay: number;
}

/** In a new file. */
function receive(account: IncomingAccount, letters: readonly Letter[]): Promise<Received> {
  return withAccountFiles(async (files) => {
    const database = files.create();
    account.fill(database);
    const used = process.cpuUsage();
    const delay = watchLoop();
    const milliseconds = await receiveAll(database, letters);
    const loopDelay = delay();
    const { user, system } = process.cpuUsage(used);
    return { milliseconds, processor: (user + system) / 1000, loopDelay };
  });
}

async function figures({ quick }: Effort): Promise<readonly Figure[]> {
  const texts = quick ? TEXTS / 5 : TEXTS;
  const account = await incomingAccount(SENDERS);
  const { milliseconds, processor, loopDelay } = await receive(account, await account.seal(texts));
  const backlog = { name: "backlog", target: 1, against: "clock" } as const;
  return [
    figure({ ...backlog, metric: "messages/s", value: (texts * 1000) / milliseconds, limit: PER_SECOND }),
    figure({ ...backlog, metric: "loop delay p99 ms", value: loopDelay, limit: LOOP_DELAY_MS }),
    figure({ ...backlog, metric: "processor ms", value: processor / texts, limit: PROCESSOR_MS }),
  ];
}

async function growth(): Promise<readonly Growth[]> {
  const account = await incomingAccount(SENDERS);
  const letters = await account.seal(TEXTS);
  // What the first messages of a process cost more is not of the amount.
  await receive(account, letters.slice(0, TEXTS / 10));
  const points: { readonly data: number; readonly value: number }[] = [];
  for (const data of [TEXTS / 100, TEXTS / 10, TEXTS]) points.push({ data, value: (await receive(account, letters.slice(0, data))).processor });
  return [{ name: "backlog", of: "texts that come at once (processor time)", cost: "all", unit: "ms", points }];
}

runBenchmark({ name: "backlog", figures, growth });
