// What comes with a contact: certificate, presence document and contact card (spec 1.10).
import type { ErrorCode } from "../../../shared/errors";
import { parseCertificate } from "../../../main/crypto/certificate";
import { writeCard, writeShortCard } from "../../../main/contacts/contact-card";
import { readCard } from "../../../main/contacts/read-card";
import { readPidf } from "../../../main/sip/pidf-read";
import { writePidf } from "../../../main/sip/pidf-write";
import { mutateCard } from "../changes/card";
import { mutateDer } from "../changes/der";
import { mutateXml } from "../changes/xml";
import type { Corpus } from "../corpus";
import { fuzzTarget, reads, type FuzzTarget } from "../target";

const text = (input: Uint8Array): string => Buffer.from(input).toString("utf8");

export function certificateTarget({ alice, bob }: Corpus): FuzzTarget {
  return fuzzTarget({
    name: "certificate",
    perTurn: 100,
    seeds: [alice, bob].map(({ identity }) => identity.certificate.der),
    mutate: mutateDer,
    prepare: reads((input) => input, parseCertificate),
    codes: ["no-certificate"],
  });
}

/** Never throws, not even a StampError. */
export function pidfTarget({ alice, frames }: Corpus): FuzzTarget {
  const { address, identity } = alice;
  const { der: certificate } = identity.certificate;
  const capabilities = ["3.1.2", "3.1.2.1", "3.1.2.2", "3.1.3"];
  const own = (["online", "away"] as const).map((status) => writePidf(address, { status, capabilities, certificate }, 0));
  const seen = frames.flatMap((frame) => /<\?xml[^]*/.exec(frame)?.[0] ?? []);
  return fuzzTarget({
    name: "pidf",
    perTurn: 150,
    seeds: [...own, ...seen].map((document) => Buffer.from(document, "latin1")),
    mutate: mutateXml,
    prepare: (input) => {
      const document = text(input);
      return { read: () => readPidf(document).ok };
    },
    codes: [],
  });
}

const CARD_CODES: readonly ErrorCode[] = ["card-too-large", "card-malformed", "card-several", "card-foreign", "card-wrong-key"];

export function cardTarget({ alice, bob }: Corpus): FuzzTarget {
  const { address, identity } = alice;
  const cards = [writeCard(address, identity.certificate), writeShortCard(address, identity.certificate.publicKey.spkiSha256)];
  const other = `BEGIN:VCARD\r\nVERSION:3.0\r\nN:B;Bob;;;\r\nFN:Bob\r\nitem1.IMPP;X-SERVICE-TYPE="a,b":sip:${bob.address}\r\n`;
  const [certificate = ""] = /(?<=base64,)[^]*(?=END)/.exec(writeCard(bob.address, bob.identity.certificate)) ?? [];
  return fuzzTarget({
    name: "card",
    perTurn: 150,
    seeds: [...cards, `${other}KEY;TYPE=X509;ENCODING=b:${certificate}END:VCARD\r\n`].map((card) => Buffer.from(card, "latin1")),
    mutate: mutateCard,
    prepare: reads(text, readCard),
    codes: CARD_CODES,
  });
}
