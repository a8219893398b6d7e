// Two complete accounts on the production server with a low limit of messages (server/kamailio/routes/flood.cfg): its 503
// with Retry-After costs time and nothing else (spec 2.3, step 4).
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import type { MessageId } from "../shared/ids";
import { kamailioProblem, runKamailio, type Kamailio } from "../server/kamailio/run-kamailio";
import { createAccount } from "./db/account-repository";
import { openTestDatabase } from "./db/testing/temp-database";
import { silentLog } from "./platform/log";
import { tempFolder } from "./platform/testing/temp-folder";
import { alice, bob } from "./protocol/testing/people";
import { openSession } from "./session";
import type { Session } from "./session-contract";

const LIMIT = 3;

async function signedIn(who: typeof alice, kamailio: Kamailio): Promise<Session> {
  const [user = ""] = who.address.split("@");
  kamailio.addAccount(user, "secret");
  const database = openTestDatabase(join(tempFolder(), "stamp.db"));
  createAccount(database, {
    ...{ address: who.address, serverUrl: kamailio.url, password: "secret", createdAt: Date.now(), tryHere: false },
    privateKey: who.identity.privateKey.signing.export({ type: "pkcs8", format: "der" }),
    certificate: who.identity.certificate.der,
  });
  const session = await openSession({ database, log: silentLog, loopbackOnly: true });
  onTestFinished(() => session.stop());
  session.start();
  return session;
}

/** Resolves when the condition holds, now or after some batch of events. */
function until(session: Session, condition: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const stop = session.feed.subscribe(() => check());
    const check = (): void => {
      if (!condition()) return;
      stop();
      resolve();
    };
    check();
  });
}

describe.runIf(kamailioProblem() === undefined)("an app that the server finds too fast", () => {
  it("waits as long as it is told, and every text arrives once and in order", async () => {
    const domain = alice.address.slice(alice.address.indexOf("@") + 1);
    const settings = ["--message-rate", "1", "--window", String(LIMIT)];
    const kamailio = await runKamailio({ accounts: [], domain, settings });
    onTestFinished(() => kamailio.stop());
    const [from, to] = [await signedIn(alice, kamailio), await signedIn(bob, kamailio)];
    const contact = from.commands.addContact(bob.address);
    const back = to.commands.addContact(alice.address);
    await until(from, () => from.snapshot().contacts[0]?.presence.status === "online");
    const texts = Array.from({ length: LIMIT + 1 }, (_, index) => `text ${index}`);
    const ids: readonly MessageId[] = texts.map((text) => from.commands.sendText(contact, text));
    const heard = (): readonly string[] =>
      to.commands.page(back, undefined, 50).messages.flatMap((message) => (message.kind === "peer" ? [message.text] : []));
    await until(to, () => heard().length === texts.length);
    expect(heard()).toEqual(texts);
    const attempts = ids.map((id) => from.commands.details(id).message.attempts);
    // One more for who was refused: it came back when it was time, not before.
    expect(Math.max(...attempts)).toBe(2);
    expect(attempts.filter((count) => count === 1)).not.toEqual([]);
  });
});
