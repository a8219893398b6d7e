// What a reader must know of how a text came, shown at its bubble (spec 1.4, 1.5, 1.9, 2.4).
import { CLOCK_TOLERANCE } from "../../shared/connection";
import type { Millis } from "../../shared/ids";
import type { MessageMark } from "../../shared/message";
import type { IncomingRow } from "../db/incoming-repository";
import type { OpenedMessage } from "../protocol/stp-codec";

/** `clockOffset`: the server's clock less ours, if it told. */
export function marksOf(row: IncomingRow, opened: OpenedMessage, clockOffset: Millis | undefined): readonly MessageMark[] {
  const marks: MessageMark[] = [];
  if (!opened.encrypted) marks.push("not-encrypted");
  if (!opened.recipientBound) marks.push("recipient-not-bound");
  if (!opened.timeAuthenticated) marks.push("time-not-authenticated");
  const clock = row.stored ? undefined : clockMark(opened.sentAt - row.receivedAt, clockOffset);
  return clock === undefined ? marks : [...marks, clock];
}

/**
 * Of a live text that by the clocks was sent and came `apart`: whose clock is off. Ours only if it is off by that very
 * much, so a server that lies can change nothing but the sentence, and not for every text alike.
 */
function clockMark(apart: Millis, clockOffset: Millis | undefined): MessageMark | undefined {
  if (Math.abs(apart) <= CLOCK_TOLERANCE) return undefined;
  if (clockOffset === undefined) return "clock-differs";
  if (Math.abs(clockOffset) <= CLOCK_TOLERANCE) return "sender-clock-differs";
  return Math.abs(apart - clockOffset) <= CLOCK_TOLERANCE ? "own-clock-differs" : "clock-differs";
}
