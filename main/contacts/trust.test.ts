import { describe, expect, it } from "vitest";
import type { ContactId } from "../../shared/ids";
import { parseCertificate } from "../crypto/certificate";
import { certificateOf, testKeyPair } from "../crypto/testing/keys";
import { insertContact } from "../db/testing/rows";
import { tempStore } from "../db/testing/temp-database";
import { bob, mallory } from "../protocol/testing/people";
import { createTrustKeeper, FORMER_KEY_GRACE, type TrustKeeper } from "./trust";

const first = bob.identity.certificate;
const second = mallory.identity.certificate;
const nameOfBob = [{ CN: [bob.address] }];
const third = parseCertificate(await certificateOf(testKeyPair, nameOfBob));
/** The same key in another certificate. */
const renewed = parseCertificate(
  await certificateOf({ publicKey: first.publicKey.key, privateKey: bob.identity.privateKey.signing }, nameOfBob),
);

function newTrust(): { trust: TrustKeeper; id: ContactId; signers: (now: number) => string[] } {
  const store = tempStore();
  const trust = createTrustKeeper(store.keys);
  const id = insertContact(store, bob.address);
  return { trust, id, signers: (now) => trust.signers(id, now).map(({ publicKey }) => publicKey.spkiSha256) };
}

describe("trust in a contact's key", () => {
  it("is pinned at first sight", () => {
    const { trust, id, signers } = newTrust();
    expect([trust.of(id), trust.recipient(id), signers(0)]).toEqual([{ status: "unknown" }, undefined, []]);
    expect(trust.offer(id, first, 5)).toBe("pinned");
    expect(trust.of(id)).toEqual({
      status: "pinned",
      key: { fingerprint: first.publicKey.spkiSha256, notBefore: first.notBefore, notAfter: first.notAfter, firstSeen: 5 },
    });
    expect(trust.recipient(id)?.publicKey.spkiSha256).toBe(first.publicKey.spkiSha256);
    expect(signers(5)).toEqual([first.publicKey.spkiSha256]);
  });

  it("is in the key: a renewed certificate for it is silent and counts from then on", () => {
    const { trust, id } = newTrust();
    trust.offer(id, first, 5);
    expect(trust.of(id)).toMatchObject({ key: { notAfter: first.notAfter } });
    expect(trust.offer(id, renewed, 6)).toBe("renewed");
    expect(trust.offer(id, renewed, 7)).toBe("same-key");
    expect(trust.of(id)).toMatchObject({ status: "pinned", key: { notAfter: renewed.notAfter, firstSeen: 5 } });
    expect([...trust.recipient(id)!.der]).toEqual([...renewed.der]);
  });

  it("is changed by another key: it is offered, and counts for nothing", () => {
    const { trust, id, signers } = newTrust();
    trust.offer(id, first, 5);
    expect(trust.offer(id, second, 6)).toBe("offered");
    expect(trust.offer(id, second, 7)).toBe("already-offered");
    expect(trust.of(id)).toMatchObject({
      status: "changed",
      key: { fingerprint: first.publicKey.spkiSha256 },
      offered: { fingerprint: second.publicKey.spkiSha256, firstSeen: 6 },
      wasVerified: false,
    });
    expect(signers(7)).toEqual([first.publicKey.spkiSha256]);
    expect(trust.offer(id, third, 8)).toBe("offered-instead");
    expect(trust.of(id)).toMatchObject({ offered: { fingerprint: third.publicKey.spkiSha256 } });
  });

  it("has a number to compare for the key that counts and for the offered one, and for no other", () => {
    const { trust, id } = newTrust();
    const number = (of: typeof first) => trust.certificate(id, of.publicKey.spkiSha256).publicKey.spkiSha256;
    expect(() => number(first)).toThrow("not-allowed-now");
    trust.offer(id, first, 5);
    trust.offer(id, second, 6);
    expect([number(first), number(second)]).toEqual([first.publicKey.spkiSha256, second.publicKey.spkiSha256]);
    trust.decide(id, second.publicKey.spkiSha256, 7);
    expect(number(second)).toBe(second.publicKey.spkiSha256);
    expect(() => number(first)).toThrow("not-allowed-now");
  });

  it("stays changed when the old key shows up again, until the user decides", () => {
    const { trust, id } = newTrust();
    trust.offer(id, first, 5);
    trust.offer(id, second, 6);
    expect(trust.offer(id, first, 7)).toBe("same-key");
    expect(trust.of(id).status).toBe("changed");
    expect(trust.decide(id, first.publicKey.spkiSha256, 8)).toBe("kept");
    expect(trust.of(id)).toMatchObject({ status: "pinned", key: { fingerprint: first.publicKey.spkiSha256 } });
  });

  it("moves to the new key when the user accepts it; the old one opens for seven days", () => {
    const { trust, id, signers } = newTrust();
    trust.offer(id, first, 5);
    trust.offer(id, second, 6);
    expect(trust.decide(id, second.publicKey.spkiSha256, 100)).toBe("accepted");
    expect(trust.of(id)).toMatchObject({ status: "pinned", key: { fingerprint: second.publicKey.spkiSha256 } });
    expect(signers(100 + FORMER_KEY_GRACE - 1)).toEqual([second.publicKey.spkiSha256, first.publicKey.spkiSha256]);
    expect(signers(100 + FORMER_KEY_GRACE)).toEqual([second.publicKey.spkiSha256]);
    expect(FORMER_KEY_GRACE).toBe(7 * 24 * 3600 * 1000);
  });

  it("does not return to a former key by itself", () => {
    const { trust, id, signers } = newTrust();
    trust.offer(id, first, 5);
    trust.offer(id, second, 6);
    trust.decide(id, second.publicKey.spkiSha256, 7);
    expect(trust.offer(id, first, 8)).toBe("offered");
    expect(trust.of(id)).toMatchObject({ status: "changed", offered: { fingerprint: first.publicKey.spkiSha256 } });
    expect(signers(8)).toEqual([second.publicKey.spkiSha256]);
  });

  it("leaves a former key its seven days when it is offered again and turned down", () => {
    const { trust, id, signers } = newTrust();
    trust.offer(id, first, 5);
    trust.offer(id, second, 6);
    trust.decide(id, second.publicKey.spkiSha256, 100);
    trust.offer(id, first, 200);
    trust.decide(id, second.publicKey.spkiSha256, 300);
    expect(signers(100 + FORMER_KEY_GRACE - 1)).toEqual([second.publicKey.spkiSha256, first.publicKey.spkiSha256]);
    expect(signers(100 + FORMER_KEY_GRACE)).toEqual([second.publicKey.spkiSha256]);
    trust.offer(id, first, 400);
    trust.offer(id, third, 500);
    expect(signers(500)).toEqual([second.publicKey.spkiSha256, first.publicKey.spkiSha256]);
  });

  it("is not decided about a key that nobody offers", () => {
    const { trust, id } = newTrust();
    trust.offer(id, first, 5);
    expect(() => trust.decide(id, first.publicKey.spkiSha256, 6)).toThrow("not-allowed-now");
    trust.offer(id, second, 7);
    expect(() => trust.decide(id, third.publicKey.spkiSha256, 8)).toThrow("not-allowed-now");
    expect(trust.of(id).status).toBe("changed");
  });
});

describe("a comparison", () => {
  const key = (of: typeof first) => of.publicKey.spkiSha256;

  it("marks the key that was compared, and can be taken back", () => {
    const { trust, id } = newTrust();
    trust.offer(id, first, 5);
    expect(trust.verify(id, key(first), 9)).toBe("verified");
    expect(trust.of(id)).toMatchObject({ status: "verified", at: 9, key: { fingerprint: key(first) } });
    trust.unverify(id, key(first));
    expect(trust.of(id)).toMatchObject({ status: "pinned", key: { fingerprint: key(first) } });
  });

  it("counts for no other key than the one that was seen", () => {
    const { trust, id } = newTrust();
    expect(() => trust.verify(id, key(first), 5)).toThrow("not-allowed-now");
    trust.offer(id, first, 5);
    expect(() => trust.verify(id, key(second), 6)).toThrow("not-allowed-now");
    trust.offer(id, second, 7);
    // The number was that of the key before, while another one came.
    expect(() => trust.verify(id, key(first), 8)).toThrow("not-allowed-now");
    expect(trust.of(id)).toMatchObject({ status: "changed", wasVerified: false });
  });

  it("of an offered key accepts that key in the same step", () => {
    const { trust, id, signers } = newTrust();
    trust.offer(id, first, 5);
    trust.offer(id, second, 6);
    expect(trust.verify(id, key(second), 100)).toBe("accepted");
    expect(trust.of(id)).toMatchObject({ status: "verified", at: 100, key: { fingerprint: key(second) } });
    expect(signers(101)).toEqual([key(second), key(first)]);
  });

  it("stays through a renewed certificate, a restart and the contact's removal", () => {
    const store = tempStore();
    const id = insertContact(store, bob.address);
    const trust = createTrustKeeper(store.keys);
    trust.offer(id, first, 5);
    trust.verify(id, key(first), 9);
    trust.offer(id, renewed, 10);
    store.contacts.setRelation(id, "none");
    const afterRestart = createTrustKeeper(store.keys);
    expect(afterRestart.of(id)).toMatchObject({ status: "verified", at: 9, key: { notAfter: renewed.notAfter } });
    afterRestart.unverify(id, key(first));
    expect(createTrustKeeper(store.keys).of(id).status).toBe("pinned");
  });

  it("is not the new key's when the user accepts a change without comparing, and comes back with the old key", () => {
    const { trust, id } = newTrust();
    trust.offer(id, first, 5);
    trust.verify(id, key(first), 6);
    trust.offer(id, second, 7);
    expect(trust.of(id)).toMatchObject({ status: "changed", wasVerified: true });
    expect(() => {
      trust.unverify(id, key(first));
    }).toThrow("not-allowed-now");
    trust.decide(id, key(first), 8);
    expect(trust.of(id)).toMatchObject({ status: "verified", at: 6 });
    trust.offer(id, second, 9);
    trust.decide(id, key(second), 10);
    expect(trust.of(id).status).toBe("pinned");
    expect(() => {
      trust.unverify(id, key(second));
    }).toThrow("not-allowed-now");
    trust.offer(id, first, 11);
    trust.decide(id, key(first), 12);
    expect(trust.of(id).status).toBe("pinned");
  });
});

describe("a key that a card named", () => {
  const key = (of: typeof first) => of.publicKey.spkiSha256;

  it("is pinned when its certificate comes, and forgotten as a name", () => {
    const { trust, id } = newTrust();
    trust.announce(id, key(first), 3);
    expect(trust.of(id)).toEqual({ status: "unknown", announced: { fingerprint: key(first), announcedAt: 3 } });
    expect(trust.recipient(id)).toBeUndefined();
    expect(trust.offer(id, first, 5)).toBe("pinned");
    expect(trust.offer(id, second, 6)).toBe("offered");
    expect(trust.of(id)).toMatchObject({ status: "changed", key: { fingerprint: key(first) } });
  });

  it("keeps another first key from being pinned by itself", () => {
    const { trust, id, signers } = newTrust();
    trust.announce(id, key(first), 3);
    expect(trust.offer(id, second, 5)).toBe("offered");
    expect(trust.of(id)).toMatchObject({
      status: "unlike-card",
      announced: { fingerprint: key(first) },
      offered: { fingerprint: key(second) },
    });
    expect([trust.recipient(id), signers(6)]).toEqual([undefined, []]);
    expect(trust.offer(id, second, 6)).toBe("already-offered");
    expect(trust.offer(id, third, 7)).toBe("offered-instead");
    // What the card named comes after all.
    expect(trust.offer(id, first, 8)).toBe("pinned");
    expect(trust.of(id)).toMatchObject({ status: "pinned", key: { fingerprint: key(first) } });
  });

  it("is kept, given up, or proved wrong by a comparison, as the user decides", () => {
    for (const [decide, expected] of [
      [(trust: TrustKeeper, id: ContactId) => trust.decide(id, key(first), 6), { status: "unknown", announced: { fingerprint: key(first) } }],
      [(trust: TrustKeeper, id: ContactId) => trust.decide(id, key(second), 6), { status: "pinned", key: { fingerprint: key(second) } }],
      [(trust: TrustKeeper, id: ContactId) => trust.verify(id, key(second), 6), { status: "verified", key: { fingerprint: key(second) } }],
    ] as const) {
      const { trust, id } = newTrust();
      trust.announce(id, key(first), 3);
      trust.offer(id, second, 5);
      decide(trust, id);
      expect(trust.of(id)).toMatchObject(expected);
    }
  });

  it("changes nothing once a key is known, offered or named", () => {
    const { trust, id } = newTrust();
    trust.announce(id, key(first), 3);
    trust.announce(id, key(second), 4);
    expect(trust.of(id)).toMatchObject({ announced: { fingerprint: key(first) } });
    trust.offer(id, first, 5);
    trust.announce(id, key(second), 6);
    expect(trust.of(id)).toMatchObject({ status: "pinned", key: { fingerprint: key(first) } });
  });
});
