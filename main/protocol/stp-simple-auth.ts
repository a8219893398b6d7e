// STPSimpleAuth (type 4): signed and readable by everybody on the way (spec 1.5). For acks and other small
// notifications; we never send a text in it.
import type { ProtocolLevel } from "../../shared/capability";
import type { Identity } from "../crypto/identity";
import { sign } from "../crypto/rsa";
import { authenticate } from "./authenticate";
import { bytesToSign, type CoveredMessage } from "./signed-bytes";
import type { OpenContext, OpenedMessage, SealRequest, StpCodec } from "./stp-codec";
import { checkAddresses, headerOf, newHeader, type StpHeader } from "./stp-header";
import { readStpMessage, writeStpMessage } from "./stp-message";

const TYPE = 4;

export interface AuthProfile {
  readonly version: 1 | 2;
  /** The oldest protocol that has this version. */
  readonly level: ProtocolLevel;
  readonly destinationType: boolean;
}

export const AUTH_V1: AuthProfile = { version: 1, level: "2.0", destinationType: true };
export const AUTH_V2: AuthProfile = { version: 2, level: "2.2", destinationType: false };

const WIRE_RULES = {
  required: ["sender", "destination", "signature", "payload"],
  virtual: ["encKey", "macKey", "protocolType", "protocolVersion"],
  unsupported: [
    "signatureVersion",
    "iv",
    "eAsymBlock",
    "eAsymBlockVersion",
    "eSymBlock",
    "eSymBlockVersion",
    "hmac",
    "hmacVersion",
  ],
} as const;

export function stpSimpleAuth(profile: AuthProfile): StpCodec {
  return {
    stp: { type: TYPE, version: profile.version },
    level: profile.level,
    seal: (request) => seal(profile, request),
    open: (payload, context) => open(profile, payload, context),
  };
}

async function seal(profile: AuthProfile, request: SealRequest) {
  const header = newHeader(request);
  return {
    payload: await build(profile, header, request.amp.payload, request.identity),
    randomNonce: header.randomNonce,
  };
}

export async function build(
  profile: AuthProfile,
  header: StpHeader,
  ampPayload: Uint8Array,
  identity: Identity,
): Promise<Uint8Array> {
  const signature = await sign(identity.privateKey, bytesToSign(covered(profile, header), ampPayload));
  return writeStpMessage(header, { signature, payload: ampPayload });
}

function open(profile: AuthProfile, payload: Uint8Array, context: OpenContext): OpenedMessage {
  const fields = readStpMessage(payload, WIRE_RULES, profile.destinationType);
  const header = headerOf(fields);
  const sender = checkAddresses(header, context);
  const facts = { sender, level: profile.level, encrypted: false };
  return authenticate(facts, covered(profile, header), fields.payload, fields.signature, context.senderKeys, ["sha256"]);
}

function covered(profile: AuthProfile, header: StpHeader): CoveredMessage {
  return { stp: { type: TYPE, version: profile.version }, header, coversTime: true };
}
