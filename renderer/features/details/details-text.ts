// The head of the details in words, and all of it as plain text for the clipboard.
import { LEVEL_CAPABILITY, type ProtocolLevel } from "../../../shared/capability";
import type { DeliveryStatus } from "../../../shared/delivery";
import type { MessageDetails } from "../../../shared/message";
import { duration, isoTime, timeWithSeconds, wholeNumber } from "../../i18n/format";
import { t, type TextKey } from "../../i18n/i18n";
import { UNSURE_FAILURES } from "../delivery/delivery-text";
import { longFingerprint } from "../contact/fingerprint";
import { timeline } from "./timeline";

const TITLES: Readonly<Record<DeliveryStatus, TextKey>> = {
  queued: "delivery.queued",
  sending: "delivery.sending",
  retrying: "delivery.retrying",
  held: "delivery.held",
  sent: "details.sent",
  stored: "delivery.stored",
  delivered: "details.delivered",
  read: "details.read",
  failed: "delivery.failed",
};

const STP_NAMES: Readonly<Record<number, string>> = { 1: "S/MIME", 2: "STPSimple", 4: "STPSimpleAuth" };

export function headline(details: MessageDetails, name: string): string {
  const { delivery } = details.message;
  if (delivery.status === "failed" && UNSURE_FAILURES.includes(delivery.reason.code)) return t("details.unconfirmed");
  return t(TITLES[delivery.status], { name });
}

export function summary(details: MessageDetails): string {
  const { message, attempts, deliveredAt, readAt } = details;
  const parts: string[] = [];
  const ended = deliveredAt ?? attempts.filter((attempt) => attempt.endedAt !== undefined).at(-1)?.endedAt;
  if (message.attempts === 0) parts.push(t("details.noAttempt"));
  else if (ended === undefined) parts.push(t("details.attempts", { count: message.attempts }));
  else {
    parts.push(t("details.attemptsAfter", { count: message.attempts, time: duration(ended - message.sentAt) }));
  }
  const { status } = message.delivery;
  if (status === "delivered" && readAt === undefined) parts.push(t("details.notRead"));
  if ((status === "sent" || status === "stored") && !details.receiptsExpected) parts.push(t("details.noReceipts"));
  return parts.join(" ");
}

/** Its last attempt was open; an earlier one may have been, too, of one that is sealed now. */
export function wentPlain({ level, message }: MessageDetails): boolean {
  return level === undefined && message.marks.includes("plain-text");
}

/** What an open attempt means; empty when there was none. */
export function plainWords(details: MessageDetails, name: string): readonly string[] {
  const { marks, attempts } = details.message;
  if (!marks.includes("plain-text")) return [];
  if (!wentPlain(details)) return [t("details.plainBefore")];
  return [t("details.plain", { name }), ...(attempts > 1 ? [t("details.plainAgain", { name })] : [])];
}

/** "STPSimple v3" */
export function formatName(details: MessageDetails): string | undefined {
  const { stp } = details;
  if (stp === undefined) return undefined;
  return t("details.formatName", { name: STP_NAMES[stp.type] ?? t("details.formatType", { type: stp.type }), version: stp.version });
}

/** Capability string that announces a protocol; 1.0 is announced by silence. */
export function formatCapabilityOf(level: ProtocolLevel | undefined): string {
  return level === undefined || level === "1.0" ? "" : LEVEL_CAPABILITY[level];
}

/** `bytes`: of the text in UTF-8. */
export function textSizeOf(text: string, bytes: number): string {
  return t("details.textSize", { characters: wholeNumber([...text].length), bytes: wholeNumber(bytes) });
}

/** Everything but the text itself: this is for asking somebody for help. */
export function asPlainText(details: MessageDetails, name: string): string {
  const lines = [headline(details, name), summary(details), ""];
  details.attempts.forEach((attempt, index) => {
    const { code, sipStatus } = attempt.reason ?? {};
    const codes = [attempt.outcome, code, sipStatus].filter((part) => part !== undefined).join(" ");
    lines.push(`${index + 1}. ${isoTime(attempt.startedAt)} ${codes}`);
  });
  lines.push("");
  for (const { title, at, detail } of timeline(details, name)) {
    lines.push(`${timeWithSeconds(at)} ${title}${detail === "" ? "" : `. ${detail}`}`);
  }
  lines.push("", ...plainWords(details, name), `${t("details.format")}: ${formatName(details) ?? "-"} ${formatCapabilityOf(details.level)}`);
  if (details.recipientKey !== undefined) {
    lines.push(`${t("details.encryptedTo")}: ${longFingerprint(details.recipientKey)}`);
  }
  lines.push(`${t("details.text")}: ${textSizeOf(details.message.text, details.textBytes)}`);
  if (details.wireSize !== undefined) {
    lines.push(`${t("details.wire")}: ${t("details.bytes", { bytes: wholeNumber(details.wireSize) })}`);
  }
  return lines.join("\n");
}
