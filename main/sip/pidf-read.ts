// What a PIDF document (RFC 3863) says of a contact, with the elements of spec 1.10. The document is whatever
// the server handed out, so reading is bounded in size, depth and list lengths; document types are refused,
// and with them every entity but the five of XML. Nothing here is authenticated.
import { SaxesParser, type SaxesTagNS } from "saxes";
import { fromBase64 } from "../crypto/base64";
import { sha256Hex } from "../crypto/hash";
import { MAX_CAPABILITIES, MAX_CAPABILITY_LENGTH } from "../../shared/capability";
import type { PresenceUpdate } from "../messaging/ports";
import { DATA_MODEL_NAMESPACE, PIDF_NAMESPACE, RPID_NAMESPACE, STAMP_NAMESPACE } from "./pidf-write";

export type PidfError = "too-large" | "too-deep" | "document-type" | "malformed-xml" | "not-pidf";

export type PidfReading =
  | { readonly ok: true; readonly presence: Omit<PresenceUpdate, "address"> }
  | { readonly ok: false; readonly error: PidfError };

const MAX_DOCUMENT_LENGTH = 48 * 1024;
const MAX_DEPTH = 16;
/** Of base64; a certificate over RSA-4096 needs less than a fifth. */
const MAX_CERTIFICATE_LENGTH = 12_000;
const MAX_TEXT_LENGTH = 256;

/** RPID activities that mean the person is not looking (RFC 4480, 3.2). */
const AWAY_ACTIVITIES: ReadonlySet<string> = new Set([
  "appointment", "away", "busy", "holiday", "in-transit", "meal", "meeting", "on-the-phone",
  "performance", "permanent-absence", "presentation", "sleeping", "steering", "travel", "vacation",
]);

/** Never throws. An empty body is a server's way to say that nothing is published: offline. */
export function readPidf(document: string): PidfReading {
  if (document.trim() === "") return { ok: true, presence: { status: "offline" } };
  if (document.length > MAX_DOCUMENT_LENGTH) return { ok: false, error: "too-large" };
  const found: Findings = { isPidf: false, away: false, tuples: [] };
  try {
    parse(document, found);
  } catch (error) {
    return { ok: false, error: error instanceof PidfFailure ? error.code : "malformed-xml" };
  }
  return found.isPidf ? { ok: true, presence: presenceOf(found) } : { ok: false, error: "not-pidf" };
}

interface Tuple {
  open: boolean;
  away: boolean;
  /** Milliseconds, 0 without a readable one. */
  timestamp: number;
  capabilities: string[] | undefined;
  certificate: Uint8Array | undefined;
}

interface Findings {
  isPidf: boolean;
  /** Said of the person, so of every tuple. */
  away: boolean;
  readonly tuples: Tuple[];
}

class PidfFailure extends Error {
  readonly code: PidfError;

  constructor(code: PidfError) {
    super(code);
    this.code = code;
  }
}

/** The newest tuple speaks: an older one is what a crashed run or another device left behind. */
function presenceOf({ away, tuples }: Findings): Omit<PresenceUpdate, "address"> {
  const [newest] = [...tuples].sort((a, b) => b.timestamp - a.timestamp || Number(b.open) - Number(a.open));
  if (newest === undefined) return { status: "offline" };
  const status = !newest.open ? "offline" : away || newest.away ? "away" : "online";
  return {
    status,
    ...(newest.capabilities === undefined ? {} : { capabilities: newest.capabilities }),
    ...(newest.certificate === undefined ? {} : { certificate: newest.certificate }),
  };
}

function parse(document: string, found: Findings): void {
  // Names of the open elements as "namespace local", outermost first.
  const path: string[] = [];
  let tuple: Tuple | undefined;
  let text = "";

  const parser = new SaxesParser({ xmlns: true, position: false });
  parser.on("error", () => {
    throw new PidfFailure("malformed-xml");
  });
  parser.on("doctype", () => {
    throw new PidfFailure("document-type");
  });
  parser.on("opentag", (tag) => {
    const name = `${tag.uri} ${tag.local}`;
    if (path.length === 0) found.isPidf = name === `${PIDF_NAMESPACE} presence`;
    if (path.length >= MAX_DEPTH) throw new PidfFailure("too-deep");
    path.push(name);
    text = "";
    if (path.length === 2 && name === `${PIDF_NAMESPACE} tuple`) {
      tuple = { open: false, away: false, timestamp: 0, capabilities: undefined, certificate: undefined };
      found.tuples.push(tuple);
    }
    if (name === `${STAMP_NAMESPACE} capabilities` && tuple !== undefined) tuple.capabilities = [];
    if (isAwayActivity(tag, path)) {
      if (tuple === undefined) found.away = true;
      else tuple.away = true;
    }
  });
  const collect = (part: string): void => {
    if (text.length <= MAX_CERTIFICATE_LENGTH) text += part;
  };
  parser.on("text", collect);
  parser.on("cdata", collect);
  parser.on("closetag", (tag) => {
    if (tuple !== undefined) applyText(tuple, `${tag.uri} ${tag.local}`, tag, text.trim());
    path.pop();
    text = "";
    if (path.length === 1) tuple = undefined;
  });
  parser.write(document).close();
}

function isAwayActivity(tag: SaxesTagNS, path: readonly string[]): boolean {
  if (tag.uri !== RPID_NAMESPACE || !AWAY_ACTIVITIES.has(tag.local)) return false;
  const isActivity = path.at(-2) === `${RPID_NAMESPACE} activities`;
  return isActivity && (path[1] === `${DATA_MODEL_NAMESPACE} person` || path[1] === `${PIDF_NAMESPACE} tuple`);
}

/** Takes over the text of an element that just ended inside `tuple`. */
function applyText(tuple: Tuple, name: string, tag: SaxesTagNS, text: string): void {
  switch (name) {
    case `${PIDF_NAMESPACE} basic`:
      tuple.open = text === "open";
      return;
    case `${PIDF_NAMESPACE} note`:
      tuple.away ||= /^away$/i.test(text);
      return;
    case `${PIDF_NAMESPACE} timestamp`:
      tuple.timestamp = text.length <= MAX_TEXT_LENGTH ? Date.parse(text) || 0 : 0;
      return;
    case `${STAMP_NAMESPACE} capability`: {
      const list = tuple.capabilities;
      if (list === undefined || list.length >= MAX_CAPABILITIES || text === "") return;
      list.push(text.slice(0, MAX_CAPABILITY_LENGTH));
      return;
    }
    case `${STAMP_NAMESPACE} certificate`:
      tuple.certificate = certificateFrom(text, tag.attributes["fingerprint"]?.value);
  }
}

/** Undefined unless it is base64 of bytes that have this fingerprint: half a certificate is none. */
function certificateFrom(text: string, fingerprint: string | undefined): Uint8Array | undefined {
  if (text.length > MAX_CERTIFICATE_LENGTH) return undefined;
  const bytes = fromBase64(text.replace(/\s+/g, ""));
  if (bytes === undefined || bytes.length === 0) return undefined;
  return fingerprint?.toLowerCase() === sha256Hex(bytes) ? bytes : undefined;
}
