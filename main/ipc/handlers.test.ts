import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { LARGEST_CERTIFICATE_FILE } from "../../shared/certificate";
import { LARGEST_CARD } from "../../shared/contact-card";
import { ipcContract, type RequestInput, type RequestName } from "../../shared/ipc/schema";
import type { MessageId } from "../../shared/ids";
import { createDiagnostics } from "../account/diagnostics";
import { createConnectionHistory } from "../messaging/connection-history";
import { fastClock } from "../messaging/testing/fast-clock";
import { openSeat, type Seat } from "../messaging/testing/seat";
import { seededRandom } from "../messaging/testing/seeded-random";
import { createSipNetwork } from "../messaging/testing/sip-network";
import { writeCard, writeShortCard } from "../contacts/contact-card";
import { toBase64 } from "../crypto/base64";
import { makeAuthority } from "../crypto/testing/test-authority";
import { createTrustKeeper } from "../contacts/trust";
import { createStore } from "../db/store";
import { alice, bob, mallory } from "../protocol/testing/people";
import { silentLog } from "../platform/log";
import { runtimeVersions } from "../platform/runtime-versions";
import { tempFolder } from "../platform/testing/temp-folder";
import { sessionHandlers, type SessionHandlers } from "./handlers";

type Name = keyof SessionHandlers;

async function newHandlers() {
  const clock = fastClock(40);
  const random = seededRandom(5);
  const network = createSipNetwork(clock, random);
  network.setReachable(alice.address, false);
  const seat = await openSeat({ who: alice, network, clock, random });
  const saved: { name: string; content: string }[] = [];
  const exports: string[] = [];
  const accountExport = {
    save: (passphrase: string) => Promise.resolve(exports.push(passphrase) > 1),
    cancel: () => exports.push("canceled"),
  };
  const logFile = join(tempFolder(), "stamp.log");
  const diagnostics = createDiagnostics({
    history: createConnectionHistory(clock),
    versions: runtimeVersions("1.2.3"),
    backup: () => ({}),
    folder: dirname(logFile),
    logFile,
    clock,
    log: silentLog,
  });
  const saveFile = (file: { name: string; content: string }) => {
    saved.push(file);
    return Promise.resolve(file.name.startsWith(bob.address));
  };
  const handlers = sessionHandlers({ ...seat.session, accountExport }, saveFile, diagnostics);
  /** As the request comes from the window: through the schema of the contract. */
  const ask = async <Asked extends Name>(name: Asked, params: RequestInput<Asked>): Promise<unknown> => {
    const handler = handlers[name] as (params: unknown) => unknown;
    return handler(ipcContract.requests[name].params.parse(params));
  };
  return { seat, handlers, ask, network, saved, exports };
}

const statusOf = (seat: Seat, id: unknown) => seat.session.commands.details((id as { messageId: MessageId }).messageId).message.delivery.status;

describe("the session's requests", () => {
  it("are all there, by the names of the contract", async () => {
    const { handlers } = await newHandlers();
    const ofSession = (Object.keys(ipcContract.requests) as RequestName[]).filter(
      (name) =>
        /^(contacts|cards|conversations|messages|settings|connection|diagnostics|search|certificate|authorities)\./.test(name) ||
        ["account.signIn", "account.export", "account.cancelExport", "recovery.dismissReport"].includes(name),
    );
    expect(Object.keys(handlers).sort()).toEqual(ofSession.sort());
  });

  it("about an export tell whether something was saved", async () => {
    const { ask, exports } = await newHandlers();
    expect(await ask("account.export", { passphrase: "four words" })).toEqual({ saved: false });
    expect(await ask("account.export", { passphrase: "four words" })).toEqual({ saved: true });
    expect(await ask("account.cancelExport", {})).toBeUndefined();
    expect(exports).toEqual(["four words", "four words", "canceled"]);
  });

  it("about contacts answer in the shapes of the contract", async () => {
    const { ask, seat } = await newHandlers();
    const answer = await ask("contacts.add", { address: "sip:bob@PHONE-X.net", localName: "Bob" });
    const contactId = seat.contactOf(bob);
    expect(answer).toEqual({ contactId });
    expect(await ask("contacts.rename", { contactId, localName: "" })).toBeUndefined();
    expect(seat.session.snapshot().contacts[0]).not.toHaveProperty("localName");
    expect(await ask("contacts.capabilityHistory", { contactId })).toEqual([]);

    const store = createStore(seat.database);
    const trust = createTrustKeeper(store.keys);
    trust.offer(contactId, bob.identity.certificate, 1);
    store.capabilities.insert(contactId, { strings: ["3.1.2"], carrier: "presence", since: 7 });
    store.contacts.setPin(contactId, { level: "2.2", since: 8, by: "proved" });
    expect(await ask("contacts.capabilityHistory", { contactId })).toEqual([{ at: 7, carrier: "presence", strings: ["3.1.2"] }]);
    const first = bob.identity.certificate.publicKey.spkiSha256;
    const digits = { digits: expect.stringMatching(/^\d{60}$/) as string };
    expect(await ask("contacts.safetyNumber", { contactId, fingerprint: first })).toEqual(digits);
    expect(await ask("contacts.setCompared", { contactId, fingerprint: first, compared: true })).toBeUndefined();
    expect(seat.session.snapshot().contacts[0]).toMatchObject({ trust: { status: "verified", key: { fingerprint: first } } });
    expect(await ask("contacts.setCompared", { contactId, fingerprint: first, compared: false })).toBeUndefined();
    expect(seat.session.snapshot().contacts[0]).toMatchObject({ trust: { status: "pinned" } });
    expect(await ask("contacts.allowProtocol", { contactId, level: "2.0" })).toBeUndefined();
    trust.offer(contactId, mallory.identity.certificate, 2);
    const fingerprint = mallory.identity.certificate.publicKey.spkiSha256;
    expect(await ask("contacts.acceptKey", { contactId, fingerprint })).toBeUndefined();
    expect(seat.session.snapshot().contacts[0]).toMatchObject({ pin: { level: "2.0" }, trust: { key: { fingerprint } } });

    expect(await ask("contacts.block", { contactId })).toBeUndefined();
    expect(seat.session.snapshot().contacts[0]?.relation).toBe("blocked");
    expect(await ask("contacts.unblock", { contactId })).toBeUndefined();
    expect(await ask("contacts.accept", { contactId })).toBeUndefined();
    expect(seat.session.snapshot().contacts[0]?.relation).toBe("accepted");
    expect(await ask("contacts.remove", { contactId })).toBeUndefined();
    expect(seat.session.snapshot().contacts).toEqual([]);
  });

  it("about contact cards answer in the shapes of the contract", async () => {
    const { ask, seat, saved } = await newHandlers();
    const text = writeCard(bob.address, bob.identity.certificate);
    const { spkiSha256: fingerprint } = bob.identity.certificate.publicKey;
    expect(await ask("cards.preview", { text })).toEqual({
      address: bob.address,
      key: { type: "first", fingerprint, validUntil: bob.identity.certificate.notAfter },
    });
    expect(seat.session.snapshot().contacts).toEqual([]);
    const answer = await ask("cards.import", { text, localName: "Bob" });
    const contactId = seat.contactOf(bob);
    expect(answer).toEqual({ contactId });
    expect(await ask("cards.show", { contactId })).toEqual({
      address: bob.address,
      text,
      code: writeShortCard(bob.address, fingerprint),
    });
    expect(await ask("cards.show", {})).toMatchObject({ address: alice.address });
    expect(await ask("cards.save", { contactId })).toEqual({ saved: true });
    expect(await ask("cards.save", {})).toEqual({ saved: false });
    expect(saved).toEqual([
      { name: `${bob.address}.vcf`, content: text },
      { name: `${alice.address}.vcf`, content: writeCard(alice.address, alice.identity.certificate) },
    ]);
  });

  it("about the own certificate and authorities answer in the shapes of the contract", async () => {
    const { ask, seat, saved } = await newHandlers();
    const account = () => seat.session.snapshot().account;
    const authority = makeAuthority({ name: "Example Org" });
    const preview = await ask("authorities.preview", { file: toBase64(authority.der) });
    expect(account().authorities).toEqual([]);
    expect(await ask("authorities.add", { file: toBase64(authority.der) })).toBeUndefined();
    expect(account().authorities).toEqual([preview]);
    const [shown] = account().authorities;
    expect(shown).toMatchObject({ name: "Example Org" });

    expect(await ask("certificate.renew", {})).toBeUndefined();
    expect(account()).not.toHaveProperty("certificateIssuer");
    expect(await ask("certificate.saveRequest", {})).toEqual({ saved: false });
    const [{ name, content }] = saved as [{ name: string; content: string }];
    expect(name).toBe(`${alice.address}.csr`);
    const signed = new TextEncoder().encode(authority.signRequest(content));
    expect(await ask("certificate.useSigned", { file: toBase64(signed) })).toBeUndefined();
    expect(account()).toMatchObject({ certificateIssuer: "Example Org" });
    expect(await ask("authorities.remove", { fingerprint: shown!.fingerprint })).toBeUndefined();
    expect(account()).toMatchObject({ certificateIssuer: "Example Org", authorities: [] });
    for (const name of ["certificate.useSigned", "authorities.preview", "authorities.add"] as const) {
      await expect(ask(name, { file: toBase64(new Uint8Array(LARGEST_CERTIFICATE_FILE + 1)) })).rejects.toMatchObject({ code: "certificate-too-large" });
      await expect(ask(name, { file: toBase64(new Uint8Array(LARGEST_CERTIFICATE_FILE + 4)) })).rejects.toThrow("too_big");
    }
    await expect(ask("authorities.remove", { fingerprint: "A" })).rejects.toThrow("invalid");
  });

  it("about messages answer in the shapes of the contract", async () => {
    const { ask, seat } = await newHandlers();
    const contactId = seat.add(bob);
    const sent = await ask("messages.sendText", { contactId, text: "hello" });
    expect(sent).toEqual({ messageId: expect.any(Number) as number });
    const { messageId } = sent as { messageId: MessageId };
    const newest = { contactId, place: { type: "newest" }, limit: 50 } as const;
    const page = await ask("messages.page", newest);
    expect(page).toEqual({ messages: [seat.session.commands.details(messageId).message], older: false, newer: false });
    expect(await ask("messages.details", { messageId })).toEqual({
      message: expect.objectContaining({ id: messageId, text: "hello" }) as object,
      attempts: [],
      textBytes: 5,
      receiptsExpected: false,
      sendAgainOffered: false,
    });
    expect(await ask("messages.resend", { messageId })).toBeUndefined();
    expect(await ask("messages.sendNow", { messageId })).toBeUndefined();
    expect(await ask("messages.resendAllFailed", { contactId })).toBeUndefined();
    expect(statusOf(seat, sent)).toBe("queued");
    expect(await ask("conversations.setDraft", { contactId, draft: "unfinished" })).toBeUndefined();
    expect(await ask("conversations.markRead", { contactId, messageId })).toBeUndefined();
    expect(seat.session.snapshot().conversations[0]).toMatchObject({ contactId, draft: "unfinished" });
    expect(await ask("messages.takeBack", { messageId })).toEqual({ text: "hello" });
    const other = (await ask("messages.sendText", { contactId, text: "other" })) as { messageId: MessageId };
    expect(await ask("messages.remove", other)).toBeUndefined();
    expect(await ask("messages.page", newest)).toEqual({ messages: [], older: false, newer: false });
  });

  it("page through a conversation without holes", async () => {
    const { ask, seat } = await newHandlers();
    const contactId = seat.add(bob);
    for (let n = 1; n <= 5; n += 1) seat.say(bob, String(n));
    const texts: string[] = [];
    let before: number | undefined;
    for (let more = true; more; ) {
      const place = before === undefined ? ({ type: "newest" } as const) : ({ type: "before", position: before } as const);
      const page = (await ask("messages.page", { contactId, place, limit: 2 })) as {
        messages: { position: number; text: string }[];
        older: boolean;
      };
      texts.unshift(...page.messages.map(({ text }) => text));
      more = page.older;
      before = page.messages[0]?.position;
    }
    expect(texts).toEqual(["1", "2", "3", "4", "5"]);
  });

  it("about settings change what was given and tell it", async () => {
    const { ask, seat } = await newHandlers();
    seat.add(bob);
    expect(await ask("settings.update", { theme: "dark", minimumProtocol: "2.2" })).toBeUndefined();
    expect(await ask("settings.update", { readReceipts: undefined, notifications: "none" })).toBeUndefined();
    expect(seat.session.snapshot().settings).toMatchObject({
      minimumProtocol: "2.2",
      readReceipts: true,
      theme: "dark",
      notifications: "none",
    });
    await seat.until(() => seat.events.filter(({ type }) => type === "settings-changed").length === 2);
  });

  it("about the connection connect, with another password too", async () => {
    const { ask, seat, network } = await newHandlers();
    await seat.until(() => seat.session.snapshot().connection.status === "offline");
    network.setReachable(alice.address, true);
    await seat.until(() => seat.session.snapshot().connection.status === "online");
    expect(await ask("connection.tryNow", {})).toBeUndefined();
    expect(await ask("account.signIn", { password: "another" })).toBeUndefined();
    await seat.until(() => seat.session.snapshot().connection.status === "online");
    expect(seat.database.prepare("SELECT password FROM account").pluck().get()).toBe("another");
  });

  it("about what is not there fail with a code", async () => {
    const { ask } = await newHandlers();
    const contactId = 99;
    const messageId = 99;
    const failures: readonly [Name, object, string][] = [
      ["contacts.rename", { contactId, localName: "x" }, "unknown-contact"],
      ["contacts.accept", { contactId }, "unknown-contact"],
      ["contacts.block", { contactId }, "unknown-contact"],
      ["contacts.remove", { contactId }, "unknown-contact"],
      ["contacts.allowProtocol", { contactId, level: "2.0" }, "unknown-contact"],
      ["contacts.safetyNumber", { contactId, fingerprint: "ab".repeat(32) }, "unknown-contact"],
      ["contacts.setCompared", { contactId, fingerprint: "ab".repeat(32), compared: true }, "not-allowed-now"],
      ["contacts.setCompared", { contactId, fingerprint: "ab".repeat(32), compared: false }, "not-allowed-now"],
      ["cards.show", { contactId }, "unknown-contact"],
      ["cards.save", { contactId }, "unknown-contact"],
      ["cards.preview", { text: "nonsense" }, "card-malformed"],
      ["cards.preview", { text: "x".repeat(LARGEST_CARD + 1) }, "card-too-large"],
      ["cards.import", { text: writeCard(alice.address, alice.identity.certificate) }, "own-address"],
      ["messages.sendText", { contactId, text: "x" }, "unknown-contact"],
      ["messages.resend", { messageId }, "unknown-message"],
      ["messages.sendNow", { messageId }, "unknown-message"],
      ["messages.remove", { messageId }, "unknown-message"],
      ["messages.takeBack", { messageId }, "unknown-message"],
      ["messages.details", { messageId }, "unknown-message"],
      ["contacts.add", { address: "nonsense" }, "invalid-address"],
      ["contacts.add", { address: alice.address }, "own-address"],
    ];
    for (const [name, params, code] of failures) {
      await expect(ask(name, params as RequestInput<Name>), name).rejects.toMatchObject({ name: "StampError", code });
    }
  });
});
