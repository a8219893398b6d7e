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
    expect(trust.offer(id, renewed, 6)).toBe("same-key");
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

  it("is compared in the key that counts, and in the offered one while there is one", () => {
    const { trust, id } = newTrust();
    expect(trust.toCompare(id)).toBeUndefined();
    trust.offer(id, first, 5);
    expect(trust.toCompare(id)?.publicKey.spkiSha256).toBe(first.publicKey.spkiSha256);
    trust.offer(id, second, 6);
    expect(trust.toCompare(id)?.publicKey.spkiSha256).toBe(second.publicKey.spkiSha256);
    trust.decide(id, first.publicKey.spkiSha256, 7);
    expect(trust.toCompare(id)?.publicKey.spkiSha256).toBe(first.publicKey.spkiSha256);
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

  it("once verified is lost with the key, and remembered as lost", () => {
    const store = tempStore();
    const trust = createTrustKeeper(store.keys);
    const id = insertContact(store, bob.address);
    trust.offer(id, first, 5);
    store.db.prepare("UPDATE contact_keys SET verified_at = 9").run();
    expect(trust.of(id)).toMatchObject({ status: "verified", at: 9 });
    trust.offer(id, second, 10);
    expect(trust.of(id)).toMatchObject({ status: "changed", wasVerified: true });
    trust.decide(id, second.publicKey.spkiSha256, 11);
    expect(trust.of(id).status).toBe("pinned");
  });
});
