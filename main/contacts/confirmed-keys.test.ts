import { describe, expect, it } from "vitest";
import type { ContactId } from "../../shared/ids";
import { parseAuthority } from "../crypto/authority";
import { parseCertificate, type Certificate } from "../crypto/certificate";
import { certificateOf, rsaKeyPair, testKeyPair } from "../crypto/testing/keys";
import { makeAuthority, type TestAuthority } from "../crypto/testing/test-authority";
import { insertContact } from "../db/testing/rows";
import { tempStore } from "../db/testing/temp-database";
import { createAuthorityKeeper } from "./authorities";
import { createTrustKeeper, FORMER_KEY_GRACE, type TrustKeeper } from "./trust";

const NAME = "bob@example.org";
const NOW = Date.UTC(2030, 0, 1);
const keys = { first: testKeyPair, second: rsaKeyPair(2048), third: rsaKeyPair(2048) };
const selfSigned = {
  first: parseCertificate(await certificateOf(keys.first, [{ CN: [NAME] }])),
  second: parseCertificate(await certificateOf(keys.second, [{ CN: [NAME] }])),
  third: parseCertificate(await certificateOf(keys.third, [{ CN: [NAME] }])),
};
type KeyName = keyof typeof keys;

interface Scene {
  readonly trust: TrustKeeper;
  readonly id: ContactId;
  readonly authority: TestAuthority;
  readonly certify: (key: KeyName, from?: string, until?: string) => Certificate;
  /** Short for the state of trust. */
  readonly state: () => { status: string; key?: string; confirmedBy?: string };
  readonly forgetAuthorities: () => void;
}

/** `chosen` is false for an authority that the user did not choose. */
function scene({ chosen = true, ...options }: Parameters<typeof makeAuthority>[0] & { chosen?: boolean } = {}): Scene {
  const store = tempStore();
  const authority = makeAuthority(options);
  const { certificateSha256 } = parseAuthority(authority.der);
  if (chosen) store.authorities.put(certificateSha256, authority.der, 1);
  const keeper = createAuthorityKeeper(store.authorities);
  const trust = createTrustKeeper(store.keys, keeper.signerOf);
  const id = insertContact(store, NAME);
  const nameOf = (fingerprint: string): string | undefined =>
    Object.entries(selfSigned).find(([, { publicKey }]) => publicKey.spkiSha256 === fingerprint)?.[0];
  const certify: Scene["certify"] = (key, from, until) =>
    parseCertificate(
      authority.certify({ key: keys[key].privateKey, name: NAME }, { ...(from && { from }), ...(until && { until }) }),
    );
  return {
    trust,
    id,
    authority,
    certify,
    state() {
      const state = trust.of(id);
      if (state.status !== "pinned" && state.status !== "verified" && state.status !== "changed") return { status: state.status };
      const { fingerprint, confirmedBy } = state.key;
      const key = nameOf(fingerprint);
      return { status: state.status, ...(key && { key }), ...(confirmedBy && { confirmedBy: confirmedBy.authority }) };
    },
    forgetAuthorities() {
      store.authorities.remove(certificateSha256);
      keeper.reload();
    },
  };
}

describe("a key that an authority signed", () => {
  it("is pinned at first sight like any other, and told as confirmed while the authority is chosen", () => {
    const { trust, id, certify, state, forgetAuthorities } = scene({ name: "Example Org" });
    expect(trust.offer(id, certify("first"), NOW)).toBe("pinned");
    expect(state()).toEqual({ status: "pinned", key: "first", confirmedBy: "Example Org" });
    forgetAuthorities();
    expect(state()).toEqual({ status: "pinned", key: "first" });
  });

  it("is not confirmed by an authority that this version cannot read, and that stops nothing", () => {
    const store = tempStore();
    const authority = makeAuthority();
    store.authorities.put("a", Uint8Array.of(1, 2, 3), 1);
    store.authorities.put("b", authority.der, 2);
    const keeper = createAuthorityKeeper(store.authorities);
    expect(keeper.list()).toHaveLength(1);
    const signed = parseCertificate(authority.certify({ key: testKeyPair.privateKey, name: NAME }));
    expect(keeper.signerOf(signed)).toBe(keeper.list()[0]);
    expect(keeper.signerOf(selfSigned.first)).toBeUndefined();
  });

  it("takes the place of a pinned one by itself; the old one opens for seven days", () => {
    const { trust, id, certify, state } = scene({ name: "Example Org" });
    trust.offer(id, selfSigned.first, NOW - 1);
    expect(trust.offer(id, certify("second"), NOW)).toBe("confirmed");
    expect(state()).toEqual({ status: "pinned", key: "second", confirmedBy: "Example Org" });
    expect(trust.signers(id, NOW + FORMER_KEY_GRACE - 1)).toHaveLength(2);
    expect(trust.signers(id, NOW + FORMER_KEY_GRACE)).toHaveLength(1);
    expect(trust.offer(id, certify("second"), NOW)).toBe("renewed");
  });

  it("takes the place of a pinned one also when another key, or this one unsigned, was offered before", () => {
    for (const offered of [selfSigned.second, selfSigned.third]) {
      const { trust, id, certify, state } = scene();
      trust.offer(id, selfSigned.first, NOW);
      expect(trust.offer(id, offered, NOW)).toBe("offered");
      expect(trust.offer(id, certify("second"), NOW)).toBe("confirmed");
      expect(state()).toMatchObject({ status: "pinned", key: "second" });
      // Nothing is left to decide.
      expect(() => trust.decide(id, offered.publicKey.spkiSha256, NOW)).toThrow("not-allowed-now");
    }
  });

  it("is offered like any other when the user compared the current one", () => {
    const { trust, id, certify, state } = scene();
    trust.offer(id, selfSigned.first, NOW);
    trust.verify(id, selfSigned.first.publicKey.spkiSha256, NOW);
    expect(trust.offer(id, certify("second"), NOW)).toBe("offered");
    expect(state()).toMatchObject({ status: "changed", key: "first" });
  });

  it("is offered like any other when the authority is not the user's", () => {
    const { trust, id, certify } = scene({ chosen: false });
    trust.offer(id, selfSigned.first, NOW);
    expect(trust.offer(id, certify("second"), NOW)).toBe("offered");
  });

  it.each([
    ["has ended", "2024-01-01", "2029-12-31"],
    ["has not begun", "2030-01-02", "2035-01-01"],
  ])("is offered like any other when its certificate %s", (_what, from, until) => {
    const { trust, id, certify } = scene();
    trust.offer(id, selfSigned.first, NOW);
    expect(trust.offer(id, certify("second", from, until), NOW)).toBe("offered");
  });

  it("is offered like any other when the authority has ended", () => {
    const { trust, id, certify } = scene({ until: "2029-12-31" });
    trust.offer(id, selfSigned.first, NOW);
    expect(trust.offer(id, certify("second"), NOW)).toBe("offered");
  });
});

describe("the word of an authority", () => {
  it.each([
    ["the certificate", "2031-05-01", "2045-01-01"],
    ["the authority", "2045-01-01", "2031-05-01"],
  ])("counts until %s ends", (_what, certificateEnds, authorityEnds) => {
    const { trust, id, certify } = scene({ until: authorityEnds });
    trust.offer(id, certify("first", "2026-01-01", certificateEnds), NOW);
    expect(trust.of(id)).toMatchObject({ key: { confirmedBy: { until: Date.UTC(2031, 4, 1) } } });
  });
});

describe("an old certificate of an authority, kept by somebody with its key,", () => {
  it("does not move a contact back to a key that was replaced, even when the authority signs that anew", () => {
    const { trust, id, certify, state } = scene();
    trust.offer(id, certify("first", "2026-01-01"), NOW);
    expect(trust.offer(id, certify("second", "2027-01-01"), NOW)).toBe("confirmed");
    expect(trust.offer(id, certify("first", "2026-01-01"), NOW)).toBe("offered");
    trust.decide(id, certify("second").publicKey.spkiSha256, NOW);
    expect(trust.offer(id, certify("first", "2028-01-01"), NOW)).toBe("offered");
    expect(state()).toMatchObject({ status: "changed", key: "second" });
  });

  it.each([
    ["older", "2025-12-31", "offered"],
    ["as old", "2026-01-01", "offered"],
    ["newer", "2026-01-02", "confirmed"],
  ])("does not move a contact to a key never seen before when it is %s than the current one: %s", (_what, from, outcome) => {
    const { trust, id, certify } = scene();
    trust.offer(id, certify("first", "2026-01-01"), NOW);
    expect(trust.offer(id, certify("second", from), NOW)).toBe(outcome);
  });

  it("is not made newer by showing the current key in a certificate that nobody signed", () => {
    const { trust, id, certify } = scene();
    trust.offer(id, certify("first", "2026-01-01"), NOW);
    expect(trust.offer(id, selfSigned.first, NOW)).toBe("renewed");
    expect(trust.offer(id, certify("second", "2025-01-01"), NOW)).toBe("offered");
  });

  it("is compared with what was there before the user chose the authority, too", () => {
    const store = tempStore();
    const authority = makeAuthority();
    const keeper = createAuthorityKeeper(store.authorities);
    const trust = createTrustKeeper(store.keys, keeper.signerOf);
    const id = insertContact(store, NAME);
    const certify = (key: KeyName, from: string) => parseCertificate(authority.certify({ key: keys[key].privateKey, name: NAME }, { from }));
    trust.offer(id, certify("first", "2026-01-01"), NOW);
    store.authorities.put("a", authority.der, NOW);
    keeper.reload();
    trust.offer(id, selfSigned.first, NOW);
    expect(trust.offer(id, certify("second", "2025-01-01"), NOW)).toBe("offered");
  });
});
