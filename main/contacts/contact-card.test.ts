import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LARGEST_CARD } from "../../shared/contact-card";
import { StampError } from "../../shared/errors";
import type { Address } from "../../shared/ids";
import { toBase64 } from "../crypto/base64";
import { parseCertificate } from "../crypto/certificate";
import { certificateOf, testKeyPair } from "../crypto/testing/keys";
import { canonicalAddress } from "../protocol/address";
import { bob, mallory } from "../protocol/testing/people";
import { writeCard, writeShortCard } from "./contact-card";
import { readCard } from "./read-card";

const certificate = bob.identity.certificate;
const base64 = toBase64(certificate.der);
const DATA_URI = `data:application/pkix-cert;base64,${base64}`;

function card(...lines: readonly string[]): string {
  return ["BEGIN:VCARD", "VERSION:4.0", "FN:Bob", ...lines, "END:VCARD", ""].join("\r\n");
}

const IMPP = `IMPP:sip:${bob.address}`;

function codeOf(text: string): string | undefined {
  try {
    readCard(text);
    return undefined;
  } catch (error) {
    return error instanceof StampError ? error.code : "not a StampError";
  }
}

describe("a contact card that we write", () => {
  it("is a vCard 4.0 with folded lines that says no more than address and key", () => {
    const text = writeCard(bob.address, certificate);
    const lines = text.split("\r\n");
    expect(lines.slice(0, 4)).toEqual(["BEGIN:VCARD", "VERSION:4.0", `FN:${bob.address}`, `IMPP:sip:${bob.address}`]);
    expect(lines.slice(-2)).toEqual(["END:VCARD", ""]);
    expect(Math.max(...lines.map((line) => line.length))).toBe(75);
    expect(text.replaceAll("\r\n ", "")).toContain(`\r\nKEY:${DATA_URI}\r\n`);
  });

  it("is read again with address and certificate", () => {
    expect(readCard(writeCard(bob.address, certificate))).toEqual({
      address: bob.address,
      key: { type: "certificate", certificate },
    });
  });

  it("comes back whatever the address is", () => {
    const user = fc.stringMatching(/^(?:[A-Za-z0-9\-_.!~*'()&=+$,;?/]|%2[0-9A]){1,30}$/);
    const host = fc.stringMatching(/^[a-z0-9]{1,20}(?:\.[a-z0-9]{1,40}){0,4}$/);
    const fingerprint = fc.stringMatching(/^[0-9a-f]{64}$/);
    fc.assert(
      fc.property(user, host, fingerprint, (name, domain, hash) => {
        const address = canonicalAddress(`${name}@${domain}`);
        expect(readCard(writeShortCard(address, hash))).toEqual({ address, key: { type: "fingerprint", fingerprint: hash } });
      }),
    );
  });

  it("fits into a QR code without the certificate", () => {
    expect(writeShortCard(bob.address, certificate.publicKey.spkiSha256).length).toBeLessThan(250);
  });
});

describe("a contact card that others wrote", () => {
  const whole = { address: bob.address, name: "Bob", key: { type: "certificate", certificate } };
  const folded = base64.replace(/.{60}/g, "$&\n ");

  it.each<[string, string]>([
    ["with a byte order mark", `\uFEFF${card(IMPP, `KEY:${DATA_URI}`)}`],
    ["with bare line feeds", card(IMPP, `KEY:${DATA_URI}`).replaceAll("\r\n", "\n")],
    ["with bare carriage returns", card(IMPP, `KEY:${DATA_URI}`).replaceAll("\r\n", "\r")],
    ["without a last line end", card(IMPP, `KEY:${DATA_URI}`).trimEnd()],
    ["with folded lines", card(IMPP, `KEY:data:application/pkix-cert;base64,\n ${folded}`)],
    ["folded with tabs", card(IMPP, `KEY:data:application/pkix-cert;base64,${folded.replaceAll("\n ", "\r\n\t")}`)],
    ["in small letters", card(IMPP.toLowerCase(), `key:${DATA_URI}`).replace("VERSION", "version")],
    ["with groups and parameters", card(`item1.IMPP;PREF=1;TYPE="home,work":sip:${bob.address}`, "item1.X-LABEL:SIP", `item2.KEY;PREF=1:${DATA_URI}`)],
    ["with other messengers before", card("IMPP:xmpp:bob@example.org", "IMPP:skype:bob", IMPP, `KEY:${DATA_URI}`)],
    ["with several SIP addresses, of which the first counts", card(IMPP, "IMPP:sip:other@example.org", `KEY:${DATA_URI}`)],
    ["with sips:", card(`IMPP:sips:${bob.address}`, `KEY:${DATA_URI}`)],
    ["with a port and parameters", card(`IMPP:sip:${bob.address}:5061;transport=tls`, `KEY:${DATA_URI}`)],
    ["with percent escapes", card(`IMPP:sip:${bob.address.replace("b", "%62").replace("@", "%40")}`, `KEY:${DATA_URI.replaceAll("+", "%2B").replaceAll("/", "%2f")}`.replace("%2fpkix", "/pkix"))],
    ["with backslashes", card(IMPP.replace("sip:", "sip\\:"), `KEY:${DATA_URI.replace(";", "\\;").replace(",", "\\,")}`)],
    ["in vCard 3.0", card(IMPP, `KEY;TYPE=X509;ENCODING=b:${base64}`).replace("4.0", "3.0")],
    ["in vCard 3.0, folded, in its other spelling", card(IMPP, `KEY;ENCODING=BASE64:\n ${folded}`).replace("4.0", "3.0")],
    ["in vCard 3.0, with several types", card(IMPP, `KEY;TYPE=PREF,X509;ENCODING=b:${base64}`).replace("4.0", "3.0")],
    ["with a PGP key and an address to fetch another", card(IMPP, "KEY:data:application/pgp-keys;base64,AAAA", "KEY:https://example.org/key", `KEY:${DATA_URI}`)],
  ])("is read %s", (_what, text) => {
    expect(readCard(text)).toEqual(whole);
  });

  it("without a key is an address and a name", () => {
    expect(readCard(card(IMPP))).toEqual({ address: bob.address, name: "Bob" });
    expect(readCard(card(IMPP, "KEY:https://example.org/key", "KEY;TYPE=PGP;ENCODING=b:AAAA"))).not.toHaveProperty("key");
  });

  it("names the key by its hash, in any letters", () => {
    const { spkiSha256: fingerprint } = certificate.publicKey;
    const hash = `X-Stamp-SPKI-SHA256:${fingerprint.toUpperCase()}`;
    expect(readCard(card(IMPP, hash)).key).toEqual({ type: "fingerprint", fingerprint });
    expect(readCard(card(IMPP, hash, `KEY:${DATA_URI}`)).key).toEqual({ type: "certificate", certificate });
  });
});

describe("a contact card that cannot be used", () => {
  const other = toBase64(mallory.identity.certificate.der);

  it.each<[string, string, string]>([
    ["nothing", "", "card-malformed"],
    ["another text", "hello", "card-malformed"],
    ["a calendar", "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n", "card-malformed"],
    ["one that ends early", card(IMPP).slice(0, -12), "card-malformed"],
    ["a version we do not know", card(IMPP).replace("4.0", "2.1"), "card-malformed"],
    ["no version", card(IMPP).replace("VERSION:4.0\r\n", ""), "card-malformed"],
    ["one inside the other", card(IMPP, ...card(IMPP).trimEnd().split("\r\n")), "card-malformed"],
    ["two", card(IMPP) + card("IMPP:sip:carol@example.org"), "card-several"],
    ["no SIP address", card("IMPP:xmpp:bob@example.org", "EMAIL:bob@example.org"), "card-foreign"],
    ["a SIP address that is none", card("IMPP:sip:bob"), "card-malformed"],
    ["a key that is no base64", card(IMPP, "KEY:data:application/pkix-cert;base64,AA*="), "card-malformed"],
    ["a key that is no certificate", card(IMPP, "KEY:data:application/pkix-cert;base64,AAAA"), "card-malformed"],
    ["a certificate for somebody else", card(IMPP, `KEY:data:application/pkix-cert;base64,${other}`).replace(bob.address, "carol@example.org"), "card-wrong-key"],
    ["a hash that is not the certificate's", card(IMPP, `KEY:${DATA_URI}`, `X-STAMP-SPKI-SHA256:${"0".repeat(64)}`), "card-wrong-key"],
    ["a hash that is none", card(IMPP, "X-STAMP-SPKI-SHA256:abc"), "card-malformed"],
    ["one that is too large", card(IMPP, `NOTE:${"x".repeat(LARGEST_CARD)}`), "card-too-large"],
    ["one that is too large in bytes", card(IMPP, `NOTE:${"€".repeat(LARGEST_CARD / 2)}`), "card-too-large"],
  ])("%s is refused", (_what, text, code) => {
    expect(codeOf(text)).toBe(code);
  });

  it("with a certificate whose name is no address is refused", async () => {
    const nameless = parseCertificate(await certificateOf(testKeyPair, [{ CN: ["Bob"] }]));
    expect(codeOf(writeCard(bob.address, nameless))).toBe("card-wrong-key");
    expect(codeOf(writeCard("carol@example.org" as Address, certificate))).toBe("card-wrong-key");
  });

  it("throws nothing but errors with a code, whatever it is made of", () => {
    const pieces = fc.constantFrom(
      "BEGIN:VCARD", "END:VCARD", "VERSION:4.0", "VERSION:3.0", "\r\n", "\n ", ";", ":", "=", '"', ",", "\\", "^", ".", IMPP,
      "KEY", "ENCODING=b", DATA_URI.slice(0, 80), "VALUE=constructor", "__proto__", "TYPE=", "FN:x", "BDAY:1", "N:;;,", "\0", "ÿ",
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
        expect(codeOf(`BEGIN:VCARD\r\n${parts.join("")}\r\nEND:VCARD`)).not.toBe("not a StampError");
        expect(codeOf(parts.join("\r\n"))).not.toBe("not a StampError");
      }),
    );
  });

  it.each<[string, (size: number) => string]>([
    ["folds", (size) => "\r\n x".repeat(size / 4)],
    ["beginnings", (size) => "BEGIN:A\r\n".repeat(size / 9)],
    ["parameters", (size) => `FN${";A=b".repeat(size / 4)}:x`],
    ["quoted values", (size) => `TEL;TYPE=${'"a",'.repeat(size / 4)}:x`],
    ["carets", (size) => `TEL;X=${"^^".repeat(size / 2)}:x`],
    ["semicolons", (size) => `N:${";".repeat(size)}`],
    ["backslashes", (size) => `N:${"\\,".repeat(size / 2)}`],
    ["properties", (size) => "A:\r\n".repeat(size / 4)],
    ["groups", (size) => "a.a:\r\n".repeat(size / 6)],
    ["addresses", (size) => "IMPP:x\r\n".repeat(size / 8)],
    ["percents", (size) => `IMPP:sip:${"%41".repeat(size / 3)}`],
    ["blanks", (size) => `KEY;ENCODING=b:${" ".repeat(size)}`],
  ])("is read in time proportional to its size, made of %s", (_what, make) => {
    const time = (size: number): number => {
      const text = card(make(size));
      let best = Infinity;
      for (let run = 0; run < 5; run += 1) {
        const started = performance.now();
        codeOf(text);
        best = Math.min(best, performance.now() - started);
      }
      return best;
    };
    time(LARGEST_CARD / 16);
    // Sixteen times the size: 16 times the time, were it quadratic 256 times. Half a millisecond is what measuring costs.
    expect(time(LARGEST_CARD - 200)).toBeLessThan(80 * (time(LARGEST_CARD / 16) + 0.5));
  });
});
