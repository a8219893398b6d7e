// The file of an account is damaged or its disk fails while a real session is open on it (spec 2.5): said, repaired, and
// the chat goes on.
import { closeSync, fstatSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { AccountGate } from "./account/gate";
import { createPreparation } from "./account/preparation";
import { memoryVault } from "./account/testing/memory-vault";
import { ALICE, PASSPHRASE } from "./account/testing/profile";
import { TryHere } from "./account/try-here";
import { runUpkeepJob } from "./account/upkeep-job";
import type { Database } from "./db/open";
import { fastClock } from "./messaging/testing/fast-clock";
import { openSeat } from "./messaging/testing/seat";
import { seededRandom } from "./messaging/testing/seeded-random";
import { createSipNetwork } from "./messaging/testing/sip-network";
import { silentLog } from "./platform/log";
import { tempFolder } from "./platform/testing/temp-folder";
import { bob } from "./protocol/testing/people";
import { openSession } from "./session";
import type { Session } from "./session-contract";

const nativeBinding = process.env["STAMP_SQLITE_BINDING"];
const alice = { address: ALICE.address };
const PATIENT = { timeout: 60_000, interval: 20 };

/** Alice as the app has her, from the gate to the network in memory, and Bob. */
async function aliceAndBob() {
  const base = tempFolder();
  const folder = join(base, "account");
  const [clock, random, vault] = [fastClock(40), seededRandom(5), memoryVault()];
  const network = createSipNetwork(clock, random);
  const tryHere = new TryHere({
    folder: join(base, "try-server"),
    startServer: () => Promise.reject(new Error("no server in this test")),
    openSession: () => Promise.reject(new Error("no echo in this test")),
    nativeBinding,
    log: silentLog,
  });
  let database: Database | undefined;
  const gate = new AccountGate<Session>({
    profile: "default",
    folder,
    vault,
    openSession: (db) => {
      database = db;
      return openSession({
        database: db, log: silentLog, loopbackOnly: false, clock, random, createSip: network.createSip,
        onStoreFailure: (error) => { gate.noticeFailure(error); },
      });
    },
    tryHere,
    invitation: () => undefined,
    clock,
    runUpkeep: (job, tell) => new Promise((resolve) => { resolve(runUpkeepJob(job, tell)); }),
    nativeBinding,
    log: silentLog,
  });
  onTestFinished(() => gate.stop());
  const preparation = createPreparation({ profile: "default", folder, vault, report: () => undefined, nativeBinding });
  await gate.start();
  await preparation.prepare(ALICE, PASSPHRASE);
  await gate.openNew(() => preparation.finish());
  const b = await openSeat({ who: bob, network, clock, random });
  gate.session.commands.addContact(bob.address);
  b.add(alice);
  const toBob = () => gate.session.snapshot().contacts.find(({ address }) => address === bob.address)!.id;
  const say = (text: string) => gate.session.commands.sendText(toBob(), text);
  const heard = (text: string) => b.until(() => b.heard(alice).includes(text));
  const opened = (): Database => database!;
  const textsFrom = (kind: "own" | "peer") =>
    gate.session.commands.page(toBob(), undefined, 200).messages.flatMap((message) => (message.kind === kind ? [message.text] : []));
  return { gate, b, say, heard, opened, textsFrom };
}

/** All but the first page, which SQLite may have read before, and what it remembers of the others. */
function damage(db: Database): void {
  db.pragma("wal_checkpoint(TRUNCATE)");
  const file = openSync(db.name, "r+");
  for (let at = 4096; at < fstatSync(file).size; at += 4096) writeSync(file, "damage", at + 100);
  closeSync(file);
  db.pragma("shrink_memory");
}

describe("an open account", () => {
  it("whose file turns out to be damaged is closed, repaired with its backup, and chats on", { timeout: 60_000 }, async () => {
    const { gate, b, say, heard, opened, textsFrom } = await aliceAndBob();
    say("before the backup");
    await heard("before the backup");
    await gate.backup.now();
    const blocked = new Promise<void>((resolve) => {
      gate.onChange(() => {
        if (gate.phase.phase === "blocked") resolve();
      });
    });
    damage(opened());
    // The server keeps what is not stored here.
    b.say(alice, "meanwhile");
    await blocked;
    expect(gate.phase).toMatchObject({ phase: "blocked", problem: "database-damaged", repair: { backups: [expect.any(Number)] } });
    await gate.repair(() => undefined);
    expect(gate.session.snapshot().repair).toMatchObject({ mayMiss: true });
    expect(textsFrom("own")).toEqual(["before the backup"]);
    say("after the repair");
    await heard("after the repair");
    await expect.poll(() => textsFrom("peer"), PATIENT).toEqual(["meanwhile"]);
    expect(b.heard(alice)).toEqual(["before the backup", "after the repair"]);
  });

  it("on a disk that is full keeps its history, says so to who writes, and goes on when there is room", { timeout: 60_000 }, async () => {
    const { gate, b, say, heard, opened, textsFrom } = await aliceAndBob();
    say("first");
    await heard("first");
    const db = opened();
    const pages = Number(db.pragma("page_count", { simple: true }));
    db.pragma(`max_page_count = ${String(pages)}`);
    const long = "x".repeat(9000);
    let written = 0;
    expect(() => {
      for (; written < 200; written += 1) say(`${String(written)} ${long}`);
    }).toThrow(expect.objectContaining({ code: "SQLITE_FULL" }));
    expect(gate.phase.phase).toBe("ready");
    b.say(alice, `kept by the server ${long}`);
    db.pragma("max_page_count = 1073741823");
    say("last");
    await heard("last");
    await expect.poll(() => textsFrom("peer"), PATIENT).toHaveLength(1);
    expect(b.heard(alice)).toHaveLength(written + 2);
    expect(db.pragma("integrity_check(1)", { simple: true })).toBe("ok");
  });
});
