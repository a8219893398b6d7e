// Every cell of the table that the contact panel speaks from, by doing: messages are forged, passed on, dated anew and
// read with a stolen key.
import { describe, expect, it } from "vitest";
import { LEVEL_CAPABILITY, OWN_CAPABILITIES, PROTOCOL_LEVELS, type ProtocolLevel } from "../../shared/capability";
import { PROTECTION, type Protection } from "../../shared/protection";
import { present } from "../../shared/assert";
import { fromBase64 } from "../crypto/base64";
import { openMessage } from "./open-message";
import { chooseProtocol } from "./protocol-choice";
import { sealMessage } from "./seal-message";
import type { StpRef } from "./stp-codec";
import { passOn, withTime } from "./testing/meddling";
import { bobReads, codeOf, fromAlice } from "./testing/messages";
import { alice, bob, loadPerson, mallory } from "./testing/people";
import { encodeUtf8 } from "./utf8";

const TEXT = "Meet me at the old bridge at six.";
const amp = { type: 1, version: 1, payload: encodeUtf8(TEXT) };

function choiceOf(level: ProtocolLevel) {
  const peer = level === "1.0" ? [] : [LEVEL_CAPABILITY[level]];
  const choice = chooseProtocol(OWN_CAPABILITIES, peer, undefined, { minimum: "allow-1.0" });
  if (choice.type === "hold") throw new Error(`${level} is not chosen`);
  return choice;
}

const cases = PROTOCOL_LEVELS.flatMap((level): readonly (readonly [string, StpRef, Protection])[] => {
  const { stp, auth } = choiceOf(level);
  const { text, receipts } = PROTECTION[level];
  const carriers = auth === undefined ? [] : ([[`a receipt of ${level}`, auth, present(receipts, "receipts")]] as const);
  return [[`a text of ${level}`, stp, text], ...carriers];
});

const seal = async (stp: StpRef): Promise<string> => (await sealMessage(fromAlice(stp, amp))).body;

it("only 1.0 has no receipts", () => {
  const without = PROTOCOL_LEVELS.filter((level) => PROTECTION[level].receipts === undefined);
  expect(without).toEqual(PROTOCOL_LEVELS.filter((level) => choiceOf(level).auth === undefined));
  expect(without).toEqual(["1.0"]);
});

describe.each(cases)("%s", (_, stp, protection) => {
  it("says of itself what the table says of it", async () => {
    const { encrypted, recipientBound, timeAuthenticated } = await openMessage(await seal(stp), bobReads);
    expect({ encrypted, recipientBound, timeAuthenticated }).toEqual({
      encrypted: protection.confidential,
      recipientBound: protection.recipientBound,
      timeAuthenticated: protection.timeAuthenticated,
    });
  });

  it("is readable on its way, or only for its recipient, as the table says", async () => {
    const body = await seal(stp);
    const onTheWire = Buffer.from(present(fromBase64(body), "bytes"));
    expect(onTheWire.includes(TEXT)).toBe(!protection.confidential);
    const stranger = await codeOf(body, { identity: mallory.identity });
    expect(stranger === undefined).toBe(!protection.confidential);
  });

  it("cannot be made up by somebody without its sender's key", async () => {
    const { body } = await sealMessage({ ...fromAlice(stp, amp), identity: mallory.identity });
    expect((await codeOf(body)) !== undefined).toBe(protection.signed);
    expect(await codeOf(body, { senderKeys: [mallory.identity.certificate.publicKey] })).toBeUndefined();
  });

  it("can or cannot be passed on as if it were for somebody else, as the table says", async () => {
    const body = await seal(stp);
    const malloryReads = { ownAddress: mallory.address, identity: mallory.identity };
    const unchanged = await codeOf(await passOn(body, bob, mallory, bob.address), malloryReads);
    const renamed = await codeOf(await passOn(body, bob, mallory, mallory.address), malloryReads);
    const bound = protection.recipientBound;
    expect([unchanged, renamed]).toEqual(bound ? ["not-for-me", "bad-signature"] : [undefined, undefined]);
  });

  it("has a time that can or cannot be changed, as the table says", async () => {
    const body = await seal(stp);
    const { sentAt } = fromAlice(stp);
    const dated = await withTime(body, bob, sentAt + 60_000, { source: alice.address, date: sentAt, nonce: 0, text: TEXT });
    const code = await codeOf(dated);
    if (protection.timeAuthenticated) expect(code).toMatch(/bad-signature$/);
    else expect((await openMessage(dated, bobReads)).sentAt).toBe(sentAt + 60_000);
  });

  it("opens years later with nothing but the long-term key, if that is stolen", async () => {
    const recorded = await seal(stp);
    const { identity } = await loadPerson("bob");
    const stolen = await codeOf(recorded, { identity });
    expect(stolen === undefined).toBe(!protection.forwardSecrecy);
  });
});
