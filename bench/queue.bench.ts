// A text's way through the queue: written down with its row, its attempt, its answer and the row's removal, through the
// product's commands and queue worker, beside bare SQLite (lib/bare-queue.ts) in as many durable transactions.
import { encodeText } from "../main/protocol/amp-text";
import { withAccountFiles, type AccountFiles } from "./lib/account-files";
import { BARE_TRANSACTIONS, bareQueue } from "./lib/bare-queue";
import { runBenchmark, type Effort } from "./lib/benchmark";
import { durableTransactions } from "./lib/durable-transactions";
import type { Growth } from "./lib/growth";
import { addHistory, addWaiting } from "./lib/growing-queue";
import { interleave } from "./lib/interleave";
import { outgoingDesk, type OutgoingDesk } from "./lib/outgoing-desk";
import { figure, type Figure } from "./lib/row";
import { seal, twoPeople } from "./lib/two-people";

const TEXT = "See you at the gate at half past seven, and bring the tickets, please!";
/** Enough to tell a transaction that is not always made. */
const COUNTED = 50;
/** Texts of one point of a growth. */
const SAMPLES = 200;

const sealed = async (): Promise<string> =>
  seal({ type: 2, version: 3 }, { amp: encodeText(TEXT, 0x7fff_ffff), sequenceNumber: 1000, sentAt: Date.now() }, await twoPeople());

async function sendOne(desk: OutgoingDesk): Promise<void> {
  const sent = desk.sent(1);
  desk.enqueue(TEXT);
  await sent;
}

async function figures({ quick }: Effort): Promise<readonly Figure[]> {
  const people = await twoPeople();
  const body = await sealed();
  return withAccountFiles(async (files) => {
    const database = files.create();
    const desk = outgoingDesk(database, people, body);
    const bare = bareQueue(files.create(), people, body);
    desk.connect();
    const commits = await durableTransactions(database, async () => {
      for (let count = 0; count < COUNTED; count += 1) await sendOne(desk);
    });
    const rounds = quick ? { rounds: 40, each: 15 } : { rounds: 100, each: 40 };
    const measured = await interleave(() => sendOne(desk), () => { bare(TEXT); }, rounds);
    return [
      figure({ name: "queue", metric: "operations/s", value: measured.ours, limit: measured.raw, target: 0.8, against: "raw", ...measured }),
      figure({ name: "queue", metric: "transactions", value: commits / COUNTED, limit: BARE_TRANSACTIONS, target: 1, against: "count" }),
    ];
  });
}

/** Milliseconds of processor time: what the disk takes does not grow, and would hide what does. */
async function processorTime(work: () => Promise<void>): Promise<number> {
  const used = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(used);
  return (user + system) / 1000;
}

async function growth(): Promise<readonly Growth[]> {
  const people = await twoPeople();
  const body = await sealed();

  async function points(amounts: readonly number[], cost: (files: AccountFiles, amount: number) => Promise<number>) {
    const values: { readonly data: number; readonly value: number }[] = [];
    for (const data of amounts) values.push({ data, value: await withAccountFiles((files) => cost(files, data)) });
    return values;
  }
  const oneText = async (desk: OutgoingDesk): Promise<number> => {
    desk.connect();
    const all = await processorTime(async () => {
      for (let count = 0; count < SAMPLES; count += 1) await sendOne(desk);
    });
    return all / SAMPLES;
  };

  // What the first texts of a process cost more is not of the amount.
  await points([1], (files) => oneText(outgoingDesk(files.create(), people, body)));
  const inHistory = await points([1000, 10_000, 100_000], (files, messages) => {
    const desk = outgoingDesk(files.create(), people, body);
    addHistory(desk.store, messages);
    return oneText(desk);
  });
  const besideOthers = await points([10, 100, 1000], (files, contacts) => {
    const desk = outgoingDesk(files.create(), people, body);
    addWaiting(desk.store, people.alice.address, contacts);
    return oneText(desk);
  });
  const waiting = await points([10, 100, 1000], async (files, texts) => {
    const desk = outgoingDesk(files.create(), people, body);
    for (let count = 0; count < texts; count += 1) desk.enqueue(TEXT);
    return processorTime(async () => {
      const sent = desk.sent(texts);
      desk.connect();
      await sent;
    });
  });
  return [
    { name: "queue", of: "messages in the conversation (processor time)", cost: "operation", unit: "ms", points: inHistory },
    { name: "queue", of: "conversations, each with a text that waits (processor time)", cost: "operation", unit: "ms", points: besideOthers },
    { name: "queue", of: "texts that wait for one contact (processor time)", cost: "all", unit: "ms", points: waiting },
  ];
}

runBenchmark({ name: "queue", figures, growth });
