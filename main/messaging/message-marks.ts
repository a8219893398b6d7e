// What a reader must know of how a text came, shown at its bubble (spec 1.4, 1.5, 1.9, 2.4).
import type { Millis } from "../../shared/ids";
import type { MessageMark } from "../../shared/message";
import type { IncomingRow } from "../db/incoming-repository";
import type { OpenedMessage } from "../protocol/stp-codec";

/** Sent and arrival time of a live text further apart than this say that a clock is off. */
const CLOCK_TOLERANCE: Millis = 2 * 60 * 1000;

export function marksOf(row: IncomingRow, opened: OpenedMessage): readonly MessageMark[] {
  const marks: MessageMark[] = [];
  if (!opened.encrypted) marks.push("not-encrypted");
  if (!opened.recipientBound) marks.push("recipient-not-bound");
  if (!opened.timeAuthenticated) marks.push("time-not-authenticated");
  if (!row.stored && Math.abs(opened.sentAt - row.receivedAt) > CLOCK_TOLERANCE) marks.push("clock-differs");
  return marks;
}
