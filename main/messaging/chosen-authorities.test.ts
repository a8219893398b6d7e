import { describe, expect, it } from "vitest";
import type { Address } from "../../shared/ids";
import { parseAuthority } from "../crypto/authority";
import { toBase64 } from "../crypto/base64";
import { parseCertificate } from "../crypto/certificate";
import type { Identity } from "../crypto/identity";
import { makeAuthority, type TestAuthority } from "../crypto/testing/test-authority";
import { alice, bob, mallory } from "../protocol/testing/people";
import type { Friend } from "./testing/desk";
import { fastClock } from "./testing/fast-clock";
import { openSeat, type Seat } from "./testing/seat";
import { seededRandom } from "./testing/seeded-random";
import { createSipNetwork } from "./testing/sip-network";

const fileOf = ({ der }: TestAuthority): string => toBase64(der);

function newNetwork() {
  const clock = fastClock(40);
  const random = seededRandom(4);
  const network = createSipNetwork(clock, random);
  return { network, seat: (who: Friend) => openSeat({ who, network, clock, random }) };
}

/** Bob's address with the key of `who`, in a certificate of this authority. */
function bobWith(who: { readonly identity: Identity }, authority: TestAuthority, from: string): Friend {
  const { privateKey } = who.identity;
  const certificate = parseCertificate(authority.certify({ key: privateKey.signing, name: bob.address }, { from }));
  return { address: bob.address, identity: { privateKey, certificate } };
}

const trustIn = (seat: Seat) => seat.session.snapshot().contacts[0]?.trust;
const statusIn = (seat: Seat) => trustIn(seat)?.status;
/** The lines about keys; those about what could not be opened meanwhile are not of interest here. */
const notesIn = (seat: Seat, who: { readonly address: Address }) =>
  seat.history(who).flatMap((message) => (message.kind === "note" && message.note.type.startsWith("key-") ? [message.note] : []));

describe("the authorities of the user", () => {
  it("are added, shown and removed, and outlive a restart", async () => {
    const { seat } = newNetwork();
    const a = await seat(alice);
    const [first, second] = [makeAuthority({ name: "First" }), makeAuthority({ name: "Second" })];
    a.session.own.authorities.add(fileOf(first));
    a.session.own.authorities.add(fileOf(second));
    a.session.own.authorities.add(fileOf(first));
    await a.until(() => a.events.some(({ type }) => type === "account-changed"));
    const shown = a.session.snapshot().account.authorities;
    expect(shown.map(({ name }) => name).sort()).toEqual(["First", "Second"]);
    expect(a.events.find(({ type }) => type === "account-changed")).toMatchObject({ account: { authorities: shown } });
    const restarted = await a.restartAfterPowerCut();
    expect(restarted.session.snapshot().account.authorities).toEqual(shown);
    restarted.session.own.authorities.remove(parseAuthority(first.der).certificateSha256);
    expect(restarted.session.snapshot().account.authorities.map(({ name }) => name)).toEqual(["Second"]);
  });

  it("are not taken from a file that holds none, one that has ended, or beyond twenty", async () => {
    const { seat } = newNetwork();
    const { own, snapshot } = (await seat(alice)).session;
    const refusals = [
      ["certificate-unreadable", toBase64(new TextEncoder().encode("hello"))],
      ["not-an-authority", toBase64(bob.identity.certificate.der)],
      ["certificate-not-valid-now", fileOf(makeAuthority({ until: "2025-01-01" }))],
    ] as const;
    const expectRefused = (code: string, file: string): void => {
      expect(() => own.authorities.preview(file)).toThrow(code);
      expect(() => { own.authorities.add(file); }).toThrow(code);
    };
    for (const [code, file] of refusals) expectRefused(code, file);
    expect(snapshot().account.authorities).toEqual([]);
    for (let n = 0; n < 20; n += 1) own.authorities.add(fileOf(makeAuthority()));
    expectRefused("too-many-authorities", fileOf(makeAuthority()));
    expect(snapshot().account.authorities).toHaveLength(20);
  });

  it("are as they were when the file cannot take another", async () => {
    const { seat } = newNetwork();
    const a = await seat(alice);
    a.database.exec("CREATE TRIGGER full BEFORE INSERT ON authorities BEGIN SELECT RAISE(ABORT, 'full'); END");
    expect(() => { a.session.own.authorities.add(fileOf(makeAuthority())); }).toThrow("full");
    expect(a.session.snapshot().account.authorities).toEqual([]);
  });

  it("confirm the keys of contacts as long as they are chosen, and each contact is told anew", async () => {
    const { seat } = newNetwork();
    const authority = makeAuthority({ name: "Example Org" });
    const a = await seat(alice);
    a.add(bob);
    await seat(bobWith(bob, authority, "2026-01-01"));
    await a.until(() => statusIn(a) === "pinned");
    const told = () => a.events.flatMap((event) => (event.type === "contact-changed" && "key" in event.contact.trust ? [event.contact.trust.key.confirmedBy?.authority] : [])).at(-1);
    expect(told()).toBeUndefined();
    a.session.own.authorities.add(fileOf(authority));
    await a.until(() => told() === "Example Org");
    a.session.own.authorities.remove(parseAuthority(authority.der).certificateSha256);
    await a.until(() => told() === undefined);
  });
});

describe("a contact with another key that an authority of the user signed", () => {
  it("is written to and read at once, with a line that says why", async () => {
    const { network, seat } = newNetwork();
    const authority = makeAuthority({ name: "Example Org" });
    const a = await seat(alice);
    a.session.own.authorities.add(fileOf(authority));
    a.add(bob);
    const old = await seat(bobWith(bob, authority, "2025-01-01"));
    old.add(alice);
    await a.until(() => statusIn(a) === "pinned");
    const first = a.say(bob, "to the old key");
    await a.until(() => a.status(first) === "delivered");
    network.kill(bob.address);

    const moved = await seat(bobWith(mallory, authority, "2026-01-01"));
    moved.add(alice);
    const there = moved.say(alice, "from the new key");
    await a.until(() => a.heard(bob).includes("from the new key"));
    await moved.until(() => moved.status(there) === "delivered");
    expect(trustIn(a)).toMatchObject({
      status: "pinned",
      key: { fingerprint: mallory.identity.certificate.publicKey.spkiSha256, confirmedBy: { authority: "Example Org" } },
    });
    const back = a.say(bob, "to the new key");
    await a.until(() => a.status(back) === "delivered");
    expect(moved.heard(alice)).toEqual(["to the new key"]);
    expect(notesIn(a, bob)).toEqual([{ type: "key-confirmed", authority: "Example Org" }]);
  });

  it("frees what was held and parked for a key that nobody confirmed, when it is believed and not when it is looked at", async () => {
    const { network, seat } = newNetwork();
    const authority = makeAuthority({ name: "Example Org" });
    const a = await seat(alice);
    a.add(bob);
    await seat(bob);
    await a.until(() => statusIn(a) === "pinned");
    network.kill(bob.address);
    const changed = await seat(bobWith(mallory, authority, "2026-01-01"));
    changed.add(alice);
    await a.until(() => statusIn(a) === "changed");
    const held = a.say(bob, "held");
    await a.until(() => a.status(held) === "held");
    const parked = changed.say(alice, "parked");
    await changed.until(() => changed.isOut(parked));

    expect(a.session.own.authorities.preview(fileOf(authority))).toMatchObject({
      name: "Example Org",
      fingerprint: parseAuthority(authority.der).certificateSha256,
    });
    const also = a.say(bob, "held as well");
    await a.until(() => a.status(also) === "held");
    expect(a.status(held)).toBe("held");
    expect(a.heard(bob)).toEqual([]);

    a.session.own.authorities.add(fileOf(authority));
    await a.until(() => a.status(held) === "delivered" && a.heard(bob).includes("parked"));
    expect(notesIn(a, bob)).toEqual([{ type: "key-changed" }, { type: "key-confirmed", authority: "Example Org" }]);
  });

  it("is asked about when the user compared the key before", async () => {
    const { network, seat } = newNetwork();
    const authority = makeAuthority();
    const a = await seat(alice);
    a.session.own.authorities.add(fileOf(authority));
    a.add(bob);
    await seat(bob);
    await a.until(() => statusIn(a) === "pinned");
    a.session.commands.setCompared(a.contactOf(bob), bob.identity.certificate.publicKey.spkiSha256, true);
    network.kill(bob.address);
    await seat(bobWith(mallory, authority, "2026-01-01"));
    await a.until(() => statusIn(a) === "changed");
    const held = a.say(bob, "held");
    await a.until(() => a.status(held) === "held");
    expect(notesIn(a, bob)).toEqual([{ type: "key-changed" }]);
  });
});
