// Whatever arrives in whatever order, only the user, a first contact or an authority of the user's changes which key
// counts, and only a comparison marks it as compared. The model here knows the rules, not how they are kept.
import fc from "fast-check";
import { expect, it } from "vitest";
import type { ContactId } from "../../shared/ids";
import { parseAuthority } from "../crypto/authority";
import { parseCertificate, type Certificate } from "../crypto/certificate";
import { certificateOf, rsaKeyPair, testKeyPair } from "../crypto/testing/keys";
import { makeAuthority } from "../crypto/testing/test-authority";
import { insertContact } from "../db/testing/rows";
import { tempStore } from "../db/testing/temp-database";
import { createAuthorityKeeper } from "./authorities";
import { createTrustKeeper, type TrustKeeper } from "./trust";

const NAME = "bob@example.org";
const NOW = Date.UTC(2030, 0, 1);
const pairs = [testKeyPair, rsaKeyPair(2048), rsaKeyPair(2048)];
const selfSigned = await Promise.all(pairs.map(async (pair) => parseCertificate(await certificateOf(pair, [{ CN: [NAME] }]))));
const fingerprints = selfSigned.map(({ publicKey }) => publicKey.spkiSha256);
const BEGINS = ["2026-01-01", "2027-01-01"];

interface Offer {
  readonly key: number;
  /** Index of its begin, for one that the authority signed. */
  readonly signed: number | undefined;
}

type Step =
  | ({ readonly do: "offer" } & Offer)
  | { readonly do: "decide" | "verify" | "unverify" | "announce"; readonly key: number }
  | { readonly do: "choose" | "forget" };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant("offer" as const), key: fc.nat(2), signed: fc.constantFrom(undefined, 0, 1) }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constantFrom("decide" as const, "verify" as const, "unverify" as const, "announce" as const), key: fc.nat(2) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom("choose" as const, "forget" as const) }) },
);

interface Model {
  counting: string | undefined;
  compared: string | undefined;
  announced: string | undefined;
  isChosen: boolean;
  /** Keys that another one took the place of. */
  readonly replaced: Set<string>;
}

function attempt(work: () => void): boolean {
  try {
    work();
    return true;
  } catch (error) {
    expect(error).toMatchObject({ code: "not-allowed-now" });
    return false;
  }
}

/** Whether the step may have made `now` count in place of what the model has. */
function mayCount({ counting, compared, announced, isChosen, replaced }: Model, taken: Step, now: string | undefined): boolean {
  if (now === undefined) return false;
  if (!("key" in taken) || fingerprints[taken.key] !== now) return false;
  if (taken.do !== "offer") return taken.do === "decide" || taken.do === "verify";
  if (counting === undefined) return announced === undefined || announced === now;
  return isChosen && taken.signed !== undefined && compared !== counting && !replaced.has(now);
}

function check(trust: TrustKeeper, id: ContactId, model: Model): void {
  const state = trust.of(id);
  const isCompared = state.status === "verified" || (state.status === "changed" && state.wasVerified);
  expect(isCompared).toBe(model.compared !== undefined && model.compared === model.counting);
  expect("key" in state ? state.key.fingerprint : undefined).toBe(model.counting);
  const signers = trust.signers(id, NOW).map(({ publicKey }) => publicKey.spkiSha256);
  expect(signers.filter((one) => one !== model.counting && !model.replaced.has(one))).toEqual([]);
}

it("only the user, a first contact or an authority changes which key counts, and only a comparison marks it", () => {
  const store = tempStore();
  const authority = makeAuthority();
  const { certificateSha256: authorityId } = parseAuthority(authority.der);
  const certified = pairs.map(({ privateKey: key }) =>
    BEGINS.map((from) => parseCertificate(authority.certify({ key, name: NAME }, { from }))),
  );
  const certificateOfOffer = ({ key, signed }: Offer): Certificate => (signed === undefined ? selfSigned[key] : certified[key]?.[signed])!;
  const keeper = createAuthorityKeeper(store.authorities);
  const trust = createTrustKeeper(store.keys, keeper.signerOf);
  let contacts = 0;
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40, size: "max" }), (steps) => {
      store.authorities.remove(authorityId);
      keeper.reload();
      const id = insertContact(store, `bob${++contacts}@example.org`);
      const model: Model = { counting: undefined, compared: undefined, announced: undefined, isChosen: false, replaced: new Set() };
      for (const taken of steps) {
        const worked = attempt(() => {
          if (taken.do === "offer") trust.offer(id, certificateOfOffer(taken), NOW);
          else if (taken.do === "choose") store.authorities.put(authorityId, authority.der, NOW);
          else if (taken.do === "forget") store.authorities.remove(authorityId);
          else if (taken.do === "unverify") trust.unverify(id, fingerprints[taken.key]!);
          else if ("key" in taken) trust[taken.do](id, fingerprints[taken.key]!, NOW);
        });
        keeper.reload();
        const counts = trust.recipient(id)?.publicKey.spkiSha256;
        if (counts !== model.counting) {
          expect(mayCount(model, taken, counts), JSON.stringify({ taken, steps })).toBe(true);
          if (model.counting !== undefined) model.replaced.add(model.counting);
          model.counting = counts;
          model.compared = undefined;
        }
        if (worked && taken.do === "verify") model.compared = fingerprints[taken.key];
        if (worked && taken.do === "unverify") model.compared = undefined;
        if (worked && taken.do === "announce" && model.counting === undefined) model.announced ??= fingerprints[taken.key];
        if (taken.do === "choose" || taken.do === "forget") model.isChosen = taken.do === "choose";
        check(trust, id, model);
      }
    }),
    { numRuns: 150 },
  );
});
