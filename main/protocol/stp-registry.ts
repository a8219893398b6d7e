// Registry of secure transport protocols (spec 1.3): which type and version is which code.
// Types 0 and 5 never travel; those that are missing come later.
import { StampError } from "../../shared/errors";
import { stpSimple, SIMPLE_V1, SIMPLE_V2, SIMPLE_V3 } from "./stp-simple";
import { stpSmime } from "./stp-smime";
import { AUTH_V1, AUTH_V2, stpSimpleAuth } from "./stp-simple-auth";
import type { StpCodec, StpRef } from "./stp-codec";

const CODECS: readonly StpCodec[] = [
  stpSmime,
  stpSimple(SIMPLE_V1),
  stpSimple(SIMPLE_V2),
  stpSimple(SIMPLE_V3),
  stpSimpleAuth(AUTH_V1),
  stpSimpleAuth(AUTH_V2),
];

/** @throws StampError `unknown-stp`: sent with a newer version of the app, or with something that never travels. */
export function stpCodec({ type, version }: StpRef): StpCodec {
  const codec = CODECS.find(({ stp }) => stp.type === type && stp.version === version);
  if (codec === undefined) throw new StampError("unknown-stp", { type, version });
  return codec;
}
