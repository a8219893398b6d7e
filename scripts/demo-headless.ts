// `npm run demo -- --headless`: two complete main-process stacks and the built-in server in one terminal. Prints the
// conversation with every state change, protocol, size and time, over each protocol in turn. Exit 0 only if every
// text was shown exactly once, and delivered and read where the protocol has receipts.
import { constants } from "node:os";
import { join } from "node:path";
import { LEVEL_CAPABILITY, PROTOCOL_LEVELS, RECEIPTS_CAPABILITY, type ProtocolLevel } from "../shared/capability";
import type { DeliveryStatus } from "../shared/delivery";
import { startEmbeddedServer } from "../server/embedded/server";
import { demoFolder } from "./demo/folder";
import { DEMO_DOMAIN, demoPerson, writeDemoAccount } from "./demo/people";
import { openDemoSeat, type DemoSeat } from "./demo/seat";

/** What both apps announce, and how far a text comes: 1.0 is announced by silence and has no receipts. */
function settingOf(level: ProtocolLevel): { readonly capabilities: readonly string[]; readonly reached: DeliveryStatus } {
  if (level === "1.0") return { capabilities: [], reached: "sent" };
  return { capabilities: [LEVEL_CAPABILITY[level], RECEIPTS_CAPABILITY], reached: "read" };
}

const CONVERSATION: readonly (readonly [speaker: "alice" | "bob", text: string])[] = [
  ["alice", "Hello Bob, are we alone here?"],
  ["bob", "The server carries it, but only you can read it."],
  ["alice", "Žltý kôň 🐎 úpěl ďábelské ódy."],
  ["bob", "A longer one: ".padEnd(3000, "stamp ")],
  ["alice", "Good. See you on Monday."],
];

const LIMIT_MS = 60_000;

async function main(): Promise<number> {
  // Their folders go at the exit.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => process.exit(128 + constants.signals[signal]));
  }
  const failures: string[] = [];
  for (const level of PROTOCOL_LEVELS) failures.push(...(await runLevel(level)));
  for (const failure of failures) console.error(`✗ ${failure}`);
  const levels = PROTOCOL_LEVELS.length;
  if (failures.length === 0) {
    const texts = `${String(levels * CONVERSATION.length)} texts over ${String(levels)} protocols`;
    console.log(`✓ ${texts}: shown exactly once, and delivered and read where the protocol has receipts.`);
  }
  return failures.length === 0 ? 0 : 1;
}

async function runLevel(level: ProtocolLevel): Promise<readonly string[]> {
  const { capabilities, reached } = settingOf(level);
  console.log(`\nProtocol ${level} (${capabilities[0] ?? "nothing announced"})`);
  const root = demoFolder();
  const nativeBinding = process.env["STAMP_SQLITE_BINDING"];
  const people = { alice: demoPerson("alice"), bob: demoPerson("bob") };
  const server = await startEmbeddedServer({ domain: DEMO_DOMAIN, storeFile: join(root, "server.db"), nativeBinding });
  const seats: DemoSeat[] = [];
  try {
    for (const [person, friend] of [[people.alice, people.bob], [people.bob, people.alice]] as const) {
      server.addAccount(person.name, person.password);
      const folder = join(root, person.name);
      const account = await writeDemoAccount({ folder, person, friend, serverUrl: server.url, nativeBinding });
      seats.push(await openDemoSeat(person.name, account, { capabilities, nativeBinding }));
    }
    return await talk(seats as [DemoSeat, DemoSeat], level, reached);
  } finally {
    for (const seat of seats) await seat.close();
    await server.stop();
  }
}

async function talk(
  [alice, bob]: readonly [DemoSeat, DemoSeat],
  level: ProtocolLevel,
  reached: DeliveryStatus,
): Promise<readonly string[]> {
  const limit = AbortSignal.timeout(LIMIT_MS);
  await Promise.all([alice.friendReady(limit), bob.friendReady(limit)]);
  for (const [speaker, text] of CONVERSATION) {
    const [from, to] = speaker === "alice" ? [alice, bob] : [bob, alice];
    await from.say(text, limit);
    await to.hears(text, limit);
  }
  await Promise.all([alice.allReach(reached, limit), bob.allReach(reached, limit)]);
  return [...problemsOf(alice, bob, level), ...problemsOf(bob, alice, level)];
}

/** What is wrong with the texts that `from` wrote, in its own history and in the other's. */
function problemsOf(from: DemoSeat, to: DemoSeat, level: ProtocolLevel): readonly string[] {
  const problems: string[] = [];
  for (const { text, usedLevel } of from.ownTexts()) {
    const shown = to.peerTexts().filter((other) => other === text).length;
    const name = `${level} ${from.name}: ${JSON.stringify(text.slice(0, 30))}`;
    if (shown !== 1) problems.push(`${name} is shown ${String(shown)} times at ${to.name}`);
    if (usedLevel !== level) problems.push(`${name} went with ${String(usedLevel)}`);
  }
  return problems;
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error("✗ The demonstration did not end:", error);
    process.exitCode = 1;
  },
);
