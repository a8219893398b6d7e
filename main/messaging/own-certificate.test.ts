import { describe, expect, it } from "vitest";
import type { Address } from "../../shared/ids";
import { parseAuthority, signerOf } from "../crypto/authority";
import { toBase64 } from "../crypto/base64";
import { parseCertificate, type Certificate } from "../crypto/certificate";
import { createIdentity, loadIdentity, type Identity } from "../crypto/identity";
import { makeAuthority, type TestAuthority } from "../crypto/testing/test-authority";
import { readAccount } from "../db/account-repository";
import type { LogFacts } from "../platform/log";
import { alice, bob, mallory } from "../protocol/testing/people";
import { createOwnCertificate } from "./own-certificate";
import { openDesk } from "./testing/desk";
import { fastClock } from "./testing/fast-clock";
import { handClock } from "./testing/hand-clock";
import { openSeat, type Seat, type SeatOptions } from "./testing/seat";
import { seededRandom } from "./testing/seeded-random";
import { createSipNetwork } from "./testing/sip-network";

const DAY = 24 * 3600 * 1000;
const ANNA = "anna@example.com" as Address;
const END = Date.UTC(2032, 5, 1);
/** Made by ourselves; its certificate ends at END. */
const anna = await loadIdentity(await createIdentity(ANNA, Date.UTC(2027, 5, 1)));

function newNetwork() {
  const clock = fastClock(40);
  const random = seededRandom(9);
  const network = createSipNetwork(clock, random);
  return { clock, seat: (who: typeof alice, options: Partial<SeatOptions> = {}) => openSeat({ who, network, clock, random, ...options }) };
}

const keyOf = (seat: Seat) => {
  const trust = seat.session.snapshot().contacts[0]?.trust;
  return trust?.status === "pinned" || trust?.status === "verified" ? { status: trust.status, ...trust.key } : undefined;
};
const notesIn = (seat: Seat, who: typeof alice) => seat.history(who).filter(({ kind }) => kind === "note");

/** Alice and Bob, who know each other's keys; Bob's certificate is not one that he made himself. */
async function acquainted() {
  const { clock, seat } = newNetwork();
  const a = await seat(alice);
  const b = await seat(bob);
  a.add(bob);
  b.add(alice);
  await Promise.all([a, b].map((one) => one.until(() => keyOf(one) !== undefined)));
  return { a, b, clock };
}

async function talk(a: Seat, b: Seat, word: string): Promise<void> {
  const [there, back] = [a.say(bob, `${word} there`), b.say(alice, `${word} back`)];
  await a.until(() => a.status(there) === "delivered" && a.heard(bob).includes(`${word} back`));
  await b.until(() => b.status(back) === "delivered" && b.heard(alice).includes(`${word} there`));
}

describe("renewing the own certificate", () => {
  it.each(["pinned", "verified"])("is silent for a contact that has the key %s: the chat goes on, with the new certificate", async (status) => {
    const { a, b, clock } = await acquainted();
    const { fingerprint, notAfter } = keyOf(a)!;
    if (status === "verified") a.session.commands.setCompared(a.contactOf(bob), fingerprint, true);
    await talk(a, b, "before");
    await b.session.own.certificate.renew();
    await a.until(() => keyOf(a)?.notAfter !== notAfter);
    expect(keyOf(a)).toMatchObject({ status, fingerprint });
    expect(keyOf(a)!.notAfter).toBeGreaterThan(clock.now() + 4 * 365 * DAY);
    await talk(a, b, "after");
    expect([...notesIn(a, bob), ...notesIn(b, alice)]).toEqual([]);
  });

  it("stores it and tells the window", async () => {
    const { b } = await acquainted();
    const before = b.session.snapshot().account;
    expect(before.certificateIssuer).toBe("phone-x test CA");
    await b.session.own.certificate.renew();
    await b.until(() => b.events.some(({ type }) => type === "account-changed"));
    const { account } = b.session.snapshot();
    expect(b.events.find(({ type }) => type === "account-changed")).toEqual({ type: "account-changed", account });
    expect(account).not.toHaveProperty("certificateIssuer");
    expect(account.fingerprint).toBe(before.fingerprint);
    const stored = readAccount(b.database)!;
    expect(parseCertificate(stored.certificate).notAfter).toBe(account.certificateValidUntil);
    const restarted = await b.restartAfterPowerCut();
    expect(restarted.session.snapshot().account).toEqual(account);
  });

  it("changes nothing when the file cannot take it", async () => {
    const { a, b } = await acquainted();
    const before = b.session.snapshot().account;
    b.database.exec("CREATE TRIGGER full BEFORE UPDATE OF certificate ON account BEGIN SELECT RAISE(ABORT, 'full'); END");
    await expect(b.session.own.certificate.renew()).rejects.toThrow("full");
    expect(b.session.snapshot().account).toEqual(before);
    await talk(a, b, "still");
    expect(keyOf(a)?.notAfter).toBe(before.certificateValidUntil);
    b.database.exec("DROP TRIGGER full");
    await b.session.own.certificate.renew();
    await a.until(() => keyOf(a)?.notAfter !== before.certificateValidUntil);
  });

  it("is waited for when the session stops", async () => {
    const { b } = await acquainted();
    const renewing = b.session.own.certificate.renew();
    await b.stop();
    expect(parseCertificate(readAccount(b.database)!.certificate).notAfter).not.toBe(bob.identity.certificate.notAfter);
    await renewing;
  });
});

/** The own certificate of a person at a moment, without a network. */
function standing(now: number, start: Identity = anna) {
  const clock = handClock(now);
  const desk = openDesk({ own: { address: ANNA, identity: start }, clock });
  let identity = start;
  const used: Certificate[] = [];
  const own = {
    ...desk.context.own,
    get identity() {
      return identity;
    },
  };
  let authority: TestAuthority | undefined;
  const certificate = createOwnCertificate({ ...desk.context, own }, {
    signerOf: (asked) => (authority === undefined ? undefined : signerOf(asked, [parseAuthority(authority.der)])),
    use(renewed) {
      used.push(renewed);
      identity = { ...identity, certificate: renewed };
    },
  });
  return {
    certificate,
    clock,
    used,
    desk,
    choose: (chosen: TestAuthority) => {
      authority = chosen;
    },
    events: (): readonly string[] => desk.logged.map(({ event }: LogFacts & { event: string }) => event),
  };
}

describe("a certificate that we signed ourselves", () => {
  it("is renewed by itself when fewer than 30 days are left, once", async () => {
    const { certificate, clock, used, events } = standing(END - 30 * DAY);
    certificate.renewIfDue();
    await certificate.idle();
    expect(used).toEqual([]);
    clock.advance(1);
    certificate.renewIfDue();
    await certificate.idle();
    expect(used.map(({ publicKey }) => publicKey.spkiSha256)).toEqual([anna.certificate.publicKey.spkiSha256]);
    expect(new Date(used[0]!.notAfter).getUTCFullYear()).toBe(2037);
    expect(events()).toEqual(["certificate-renewed"]);
    certificate.renewIfDue();
    await certificate.idle();
    expect(used).toHaveLength(1);
  });

  it("is renewed also after it has ended, and not while the clock says that it has not begun", async () => {
    for (const [now, times] of [[END + 400 * DAY, 1], [Date.UTC(2020, 0, 1), 0]] as const) {
      const { certificate, used } = standing(now);
      certificate.renewIfDue();
      await certificate.idle();
      expect(used).toHaveLength(times);
    }
  });

  it("is left for tomorrow when the file cannot take it, with a line in the log", async () => {
    const { certificate, used, desk, events } = standing(END - DAY);
    desk.store.db.exec("DROP TABLE account");
    certificate.renewIfDue();
    await certificate.idle();
    expect(used).toEqual([]);
    expect(events()).toEqual(["certificate-not-renewed"]);
  });

  it("is renewed when the account opens", async () => {
    const { clock, seat } = newNetwork();
    const old = await loadIdentity(await createIdentity(ANNA, clock.now() - 5 * 365 * DAY));
    const a = await seat({ address: ANNA, identity: old });
    await a.until(() => a.session.snapshot().account.certificateValidUntil > clock.now() + 4 * 365 * DAY);
  });

  it("is not put over one that came while it was made", async () => {
    const { certificate, used } = standing(END - DAY);
    // They are signed in other threads, so either may be the first.
    const ends = await Promise.allSettled([certificate.renew(), certificate.renew()]);
    expect(ends.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(ends.find(({ status }) => status === "rejected")).toMatchObject({ reason: { code: "not-allowed-now" } });
    expect(used).toHaveLength(1);
  });
});

describe("a certificate that an authority signed", () => {
  const signedFor = async (own: ReturnType<typeof standing>, authority: TestAuthority, how = {}): Promise<string> => {
    const { name, content } = await own.certificate.request();
    expect(name).toBe("anna@example.com.csr");
    return authority.signRequest(content, how);
  };
  const file = (content: string | Uint8Array): string => toBase64(typeof content === "string" ? new TextEncoder().encode(content) : content);

  it("for our request is used from then on, and named as such", async () => {
    const own = standing(Date.UTC(2028, 0, 1));
    const authority = makeAuthority({ name: "Example Org" });
    own.choose(authority);
    own.certificate.useSigned(file(await signedFor(own, authority, { until: "2029-01-01" })));
    expect(own.used).toHaveLength(1);
    expect(own.certificate.view()).toMatchObject({ certificateIssuer: "Example Org", certificateValidUntil: Date.UTC(2029, 0, 1) });
  });

  it("is not renewed by us, not even when it has ended; only when the user wants it", async () => {
    const own = standing(Date.UTC(2028, 0, 1));
    const authority = makeAuthority();
    own.choose(authority);
    own.certificate.useSigned(file(await signedFor(own, authority, { until: "2028-01-20" })));
    own.certificate.renewIfDue();
    own.clock.advance(30 * DAY);
    own.certificate.renewIfDue();
    await own.certificate.idle();
    expect(own.used).toHaveLength(1);
    await own.certificate.renew();
    expect(own.certificate.view()).not.toHaveProperty("certificateIssuer");
  });

  it("is refused when it is not what we asked for", async () => {
    const own = standing(Date.UTC(2028, 0, 1));
    const [authority, foreign] = [makeAuthority(), makeAuthority()];
    own.choose(authority);
    const key = anna.privateKey.signing;
    const refusals: readonly (readonly [string, string | Uint8Array])[] = [
      ["certificate-unreadable", "hello"],
      ["certificate-unreadable", (await own.certificate.request()).content],
      ["certificate-other-key", authority.certify({ key: mallory.identity.privateKey.signing, name: ANNA })],
      ["certificate-other-key", authority.pem],
      ["certificate-other-name", authority.certify({ key, name: "bob@example.com" })],
      ["certificate-other-name", authority.certify({ key, name: "Anna" })],
      ["certificate-not-signed", await signedFor(own, foreign)],
      ["certificate-not-signed", anna.certificate.der],
      ["certificate-not-valid-now", await signedFor(own, authority, { until: "2027-12-31" })],
      ["certificate-not-valid-now", await signedFor(own, authority, { from: "2028-01-02" })],
    ];
    for (const [code, content] of refusals) expect(() => { own.certificate.useSigned(file(content)); }, code).toThrow(code);
    expect(own.used).toEqual([]);
  });

  it("is refused when the authority itself is not valid any more", async () => {
    const own = standing(Date.UTC(2028, 0, 1));
    const authority = makeAuthority({ until: "2027-12-31" });
    own.choose(authority);
    const signed = await signedFor(own, authority);
    expect(() => { own.certificate.useSigned(file(signed)); }).toThrow("certificate-not-valid-now");
  });
});
