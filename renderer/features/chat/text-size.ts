// Size of what stands in the composer against the limit of a message: 16 KiB of UTF-8 (spec 1.6).
import { MAX_TEXT_BYTES } from "../../../shared/settings";
import { wholeNumber } from "../../i18n/format";
import { t } from "../../i18n/i18n";

export interface TextSize {
  /** Bytes left; negative when it is too long. */
  readonly room: number;
  /** Near enough to the limit to say so. */
  readonly near: boolean;
}

const NEAR_BYTES = 2048;
/** No UTF-16 unit takes more than three bytes of UTF-8, so shorter texts need no counting. */
const SURELY_SMALL = (MAX_TEXT_BYTES - NEAR_BYTES) / 3;

const encoder = new TextEncoder();

export function sizeOfText(text: string): TextSize {
  if (text.length < SURELY_SMALL) return { room: MAX_TEXT_BYTES - text.length, near: false };
  const room = MAX_TEXT_BYTES - encoder.encode(text.trim()).length;
  return { room, near: room < NEAR_BYTES };
}

export function sizeSentence({ room }: TextSize): string {
  return room < 0
    ? t("composer.tooLong", { bytes: wholeNumber(-room) })
    : t("composer.room", { bytes: wholeNumber(room) });
}
