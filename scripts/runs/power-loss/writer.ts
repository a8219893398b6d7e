// The process whose disk is recorded: a complete main-process stack that receives and writes texts, and that notes in a file
// of its own what it has acknowledged. What it needs comes over standard input, the keys with it.
import { openSync, readFileSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { closeDatabase, openDatabase } from "../../../main/db/open";
import type { SipHandlers } from "../../../main/messaging/ports";
import { silentLog } from "../../../main/platform/log";
import { openSession } from "../../../main/session";
import { OWN_CAPABILITIES } from "../../../shared/capability";
import type { Address } from "../../../shared/ids";
import { MESSAGE_CONTENT_TYPE } from "../../../shared/wire";
import { kindNetwork } from "../kind-network";
import { MARKS } from "./recording";

export interface WriterInput {
  readonly file: string;
  /** 64 hex digits. */
  readonly key: string;
  readonly friend: Address;
  /** DER in base64. */
  readonly friendCertificate: string;
  /** Bodies as the friend sealed them. */
  readonly letters: readonly string[];
  /** The log is moved into the file after so many pages. */
  readonly checkpointEvery: number;
  /** Waits for the disk as the app does, or never. */
  readonly syncs: boolean;
}

async function main(): Promise<void> {
  const input = JSON.parse(readFileSync(0, "utf8")) as WriterInput;
  const database = openDatabase({
    file: input.file,
    key: Buffer.from(input.key, "hex"),
    nativeBinding: process.env["STAMP_SQLITE_BINDING"],
  });
  database.pragma(`wal_autocheckpoint = ${String(input.checkpointEvery)}`);
  if (!input.syncs) database.pragma("synchronous = OFF");
  const marks = openSync(join(dirname(input.file), MARKS), "w", 0o600);

  let network: SipHandlers | undefined;
  const session = await openSession({
    database,
    log: silentLog,
    loopbackOnly: true,
    createSip: (_options, handlers) => {
      network = handlers;
      return kindNetwork(handlers);
    },
  });
  const contact = session.commands.addContact(input.friend);
  session.start();
  network?.onPresence({
    address: input.friend,
    status: "online",
    capabilities: OWN_CAPABILITIES,
    certificate: Buffer.from(input.friendCertificate, "base64"),
  });
  for (const [index, body] of input.letters.entries()) {
    const message = { from: input.friend, contentType: MESSAGE_CONTENT_TYPE, stored: false, requestId: `request ${String(index)}`, body };
    if ((await network?.onMessage(message)) === 200) writeSync(marks, `got ${String(index)}`);
    session.commands.sendText(contact, `own ${String(index)}`);
    writeSync(marks, `wrote ${String(index)}`);
    // What was stored is opened and sent meanwhile, or is not yet.
    for (let turn = index % 4; turn > 0; turn -= 1) await nextTurn();
  }
  await session.stop();
  closeDatabase(database);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
