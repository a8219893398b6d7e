// Our SIP layer (main/sip as the app uses it: transactions, timeouts, guards, registration) against the leanest WebSocket
// clients, which write the frame as one string, wait for the answer with the same branch, and keep no state. Kamailio with the
// production configuration between them; each end is a process of its own. `sip-rate` then checks what our layer said of
// each message against what the receiver got.
import { runKamailio } from "../server/kamailio/run-kamailio";
import { percentile } from "../scripts/runs/percentile";
import { runBenchmark, type Effort } from "./lib/benchmark";
import type { Growth } from "./lib/growth";
import { figure, type Figure } from "./lib/row";
import { serveSipEnd } from "./lib/sip-end";
import { pairUsers, startPair, type SipPair } from "./lib/sip-pair";
import { passwordOf } from "./lib/sip-words";

const RATE = 2500;
const IN_FLIGHT = 8;
const WATCHED = Array.from({ length: 100 }, (_, index) => `watched-${String(index)}`);

async function withServer<Result>(use: (pair: { readonly ours: SipPair; readonly raw: SipPair }) => Promise<Result>): Promise<Result> {
  const users = [...pairUsers("ours"), ...pairUsers("raw"), ...WATCHED];
  const server = await runKamailio({ accounts: users.map((user) => ({ user, password: passwordOf(user) })) });
  const pairs: SipPair[] = [];
  try {
    const [ours, raw] = [await startPair("ours", server), await startPair("raw", server)];
    pairs.push(ours, raw);
    return await use({ ours, raw });
  } finally {
    for (const pair of pairs) pair.end();
    await server.stop();
  }
}

async function figures({ quick }: Effort): Promise<readonly Figure[]> {
  return withServer(async ({ ours, raw }) => [await oneAtATime(ours, raw, quick ? 8 : 30), ...(await manyInFlight(ours, quick ? 3000 : 50_000))]);
}

async function oneAtATime(ours: SipPair, raw: SipPair, rounds: number): Promise<Figure> {
  const EACH = 200;
  const [own, bare, ratios]: [number[], number[], number[]] = [[], [], []];
  for (const pair of [raw, ours, raw, ours]) await pair.send(EACH);
  for (let round = 0; round < rounds; round += 1) {
    // Who comes second finds the server warm.
    const order = round % 2 === 0 ? [raw, ours] : [ours, raw];
    const delays = new Map<SipPair, readonly number[]>();
    for (const pair of order) delays.set(pair, (await pair.send(EACH)).delays);
    const [mine, theirs] = [delays.get(ours) ?? [], delays.get(raw) ?? []];
    own.push(...mine);
    bare.push(...theirs);
    ratios.push(percentile(mine, 50) / percentile(theirs, 50));
  }
  const p50 = percentile(own, 50);
  return figure({
    ...{ name: "sip-p50", metric: "p50 ms", value: p50, limit: percentile(bare, 50), ratio: percentile(ratios, 50), target: 2 },
    ...{ against: "raw", p50, p99: percentile(own, 99) },
  });
}

async function manyInFlight(ours: SipPair, count: number): Promise<readonly Figure[]> {
  await ours.received();
  const sent = await ours.send(count, { inFlight: IN_FLIGHT });
  const got = await ours.received();
  const p50 = percentile(sent.delays, 50);
  return [
    figure({
      ...{ name: "sip-rate", metric: "messages/s", value: count / sent.seconds, limit: RATE, target: 1, against: "clock" },
      ...{ p50, p99: percentile(sent.delays, 99) },
    }),
    figure({ name: "sip-rate", metric: "wrong outcomes", value: wrongOutcomes(sent, got, count), limit: 0, target: 0, against: "count" }),
  ];
}

/** Said to be there and not there once, said not to be there and there, or not as it was sent. */
function wrongOutcomes(sent: { readonly first: number; readonly notSent: readonly number[] }, got: { readonly numbers: readonly number[]; readonly changed: number }, count: number): number {
  const times = new Map<number, number>();
  for (const number of got.numbers) times.set(number, (times.get(number) ?? 0) + 1);
  const failed = new Set(sent.notSent);
  const numbers = Array.from({ length: count }, (_, index) => sent.first + index);
  return got.changed + numbers.filter((number) => (times.get(number) ?? 0) !== (failed.has(number) ? 0 : 1)).length;
}

async function growth({ quick }: Effort): Promise<readonly Growth[]> {
  const count = quick ? 200 : 1000;
  return withServer(async ({ ours }) => {
    /** The best of three, which other work on the machine disturbed least. */
    const one = async (options: Parameters<SipPair["send"]>[1]): Promise<number> => {
      const seconds = [];
      for (let turn = 0; turn < 3; turn += 1) seconds.push((await ours.send(count, options)).seconds);
      return (Math.min(...seconds) * 1000) / count;
    };
    await one({});
    const grown = async (of: string, steps: readonly number[], cost: (data: number) => Promise<number>): Promise<Growth> => {
      const points: { data: number; value: number }[] = [];
      for (const data of steps) points.push({ data, value: await cost(data) });
      return { name: "sip", of, cost: "operation", unit: "ms", points };
    };
    const watching = async (contacts: number): Promise<number> => {
      await ours.watch(WATCHED.slice(0, contacts));
      return one({});
    };
    return [
      await grown("characters of the body", [90, 900, 9000], (length) => one({ length })),
      await grown("messages in flight", [1, 10, 100], (inFlight) => one({ inFlight })),
      await grown("contacts watched", [1, 10, 100], watching),
    ];
  });
}

if (process.argv[2] === "end") serveSipEnd();
else runBenchmark({ name: "sip", figures, growth });
