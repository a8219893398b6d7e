// The message of STPSimple and STPSimpleAuth on the wire (spec 1.4): its fields, and what each version of the two
// takes. Fields that no signature covers would be a way to change a message on its road, so they are refused.
import { STPSimple } from "../../proto/generated/messages";
import { StampError } from "../../shared/errors";
import { defineSchema, type WireValues } from "./wire-schema";
import { readMessage } from "./wire-read";
import { writeMessage } from "./wire-write";

export const stpSchema = defineSchema({
  ampType: [1, "int32"],
  ampVersion: [2, "int32"],
  sequenceNumber: [3, "uint32"],
  messageSentMiliUTC: [4, "uint64"],
  randomNonce: [5, "uint32"],
  sender: [6, "string"],
  destination: [7, "string"],
  destinationType: [8, "int32"],
  signature: [9, "bytes"],
  signatureVersion: [10, "int32"],
  certificateVersion: [11, "string"],
  iv: [12, "bytes"],
  eAsymBlock: [13, "bytes"],
  eAsymBlockVersion: [14, "int32"],
  eSymBlock: [15, "bytes"],
  eSymBlockVersion: [16, "int32"],
  hmac: [17, "bytes"],
  hmacVersion: [18, "int32"],
  encKey: [19, "bytes"],
  macKey: [20, "bytes"],
  payload: [21, "bytes"],
  protocolType: [22, "int32"],
  protocolVersion: [23, "int32"],
});

export type StpFields = WireValues<typeof stpSchema>;
export type StpField = keyof StpFields;

/** What a protocol takes on the wire, but for `destinationType`, which differs between its versions. */
export interface StpWireRules<Required extends StpField> {
  readonly required: readonly Required[];
  /** Fields that exist only in the bytes to sign and to MAC. */
  readonly virtual: readonly StpField[];
  /** Fields of the other protocol and of variants that nobody sends. */
  readonly unsupported: readonly StpField[];
}

type WithFields<Name extends StpField> = StpFields & { readonly [Field in Name]-?: NonNullable<StpFields[Field]> };

/** @throws StampError `malformed-stp`, `missing-field` (before all others), `virtual-field-on-wire`, `unsupported-variant`. */
export function readStpMessage<Required extends StpField>(
  bytes: Uint8Array,
  { required, virtual, unsupported }: StpWireRules<Required>,
  destinationTypeAllowed: boolean,
): WithFields<Required> {
  const fields = readMessage(stpSchema, bytes, "malformed-stp");
  const missing = required.find((field) => fields[field] === undefined);
  if (missing !== undefined) throw new StampError("missing-field", { field: missing });
  refuseAny(fields, virtual, "virtual-field-on-wire");
  refuseAny(fields, unsupported, "unsupported-variant");
  if (!destinationTypeAllowed) refuseAny(fields, ["destinationType"], "unsupported-variant");
  return fields as WithFields<Required>;
}

/** Canonical bytes of the fields that are set, in any of `parts`. */
export function writeStpMessage(...parts: readonly StpFields[]): Uint8Array {
  return writeMessage(stpSchema, STPSimple, ...parts);
}

function refuseAny(
  fields: StpFields,
  names: readonly StpField[],
  code: "virtual-field-on-wire" | "unsupported-variant",
): void {
  const found = names.find((name) => fields[name] !== undefined);
  if (found !== undefined) throw new StampError(code, { field: found });
}
