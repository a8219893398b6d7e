// Our presence as a PIDF document (RFC 3863) with the elements of spec 1.10 inside the tuple. Away is said
// by RPID (RFC 4480), which other clients know, because PIDF itself has only open and closed.
import type { Address, Millis } from "../../shared/ids";
import { toBase64 } from "../crypto/base64";
import { sha256Hex } from "../crypto/hash";
import type { OwnPresence } from "../messaging/ports";

export const PIDF_TYPE = "application/pidf+xml";

export const PIDF_NAMESPACE = "urn:ietf:params:xml:ns:pidf";
export const DATA_MODEL_NAMESPACE = "urn:ietf:params:xml:ns:pidf:data-model";
export const RPID_NAMESPACE = "urn:ietf:params:xml:ns:pidf:rpid";
export const STAMP_NAMESPACE = "urn:stamp:pidf:1";

/** `now` goes into the timestamp by which a watcher finds the newest of several publications. */
export function writePidf(address: Address, presence: OwnPresence, now: Millis): string {
  const capabilities = presence.capabilities.map((name) => `<s:capability>${escapeXml(name)}</s:capability>`);
  const fingerprint = sha256Hex(presence.certificate);
  const lines = [
    `<?xml version="1.0" encoding="UTF-8"?>`,
    `<presence xmlns="${PIDF_NAMESPACE}" xmlns:dm="${DATA_MODEL_NAMESPACE}" xmlns:rpid="${RPID_NAMESPACE}"` +
      ` xmlns:s="${STAMP_NAMESPACE}" entity="sip:${escapeXml(address)}">`,
    // One device per account (spec 1.10), so one tuple name: a server that merges publications replaces the
    // one that a crashed run left behind.
    `<tuple id="stamp"><status><basic>open</basic></status>`,
    `<s:capabilities>${capabilities.join("")}</s:capabilities>`,
    `<s:certificate fingerprint="${fingerprint}">${toBase64(presence.certificate)}</s:certificate>`,
    `<timestamp>${new Date(now).toISOString()}</timestamp></tuple>`,
    ...(presence.status === "away"
      ? [`<dm:person id="stamp-person"><rpid:activities><rpid:away/></rpid:activities></dm:person>`]
      : []),
    `</presence>`,
  ];
  return lines.join("\r\n");
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? "");
}
