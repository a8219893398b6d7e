// Application messages by type and version (spec 1.6). Reached only with a payload that was verified.
import { StampError } from "../../shared/errors";
import { AMP_TEXT, decodeText, type TextContent } from "./amp-text";
import { AMP_NOTIFICATION, decodeNotification, type NotificationContent } from "./notification";
import type { AmpPacket } from "./stp-codec";

export type AmpContent = TextContent | NotificationContent;

/**
 * What an application message says. `stpRandomNonce` is a text's identity where it brings none.
 * @throws StampError `unknown-amp` (sent with a newer version), `malformed-amp`, `payload-too-large`.
 */
export function decodeAmp({ type, version, payload }: AmpPacket, stpRandomNonce: number): AmpContent {
  switch (type) {
    case AMP_TEXT:
      return decodeText(version, payload, stpRandomNonce);
    case AMP_NOTIFICATION:
      return decodeNotification(version, payload);
    default:
      throw new StampError("unknown-amp", { type, version });
  }
}
