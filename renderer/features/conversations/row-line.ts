// The second line of a row: a draft, what needs the user, or the last message with its state.
import type { Conversation } from "../../../shared/conversation";
import type { DeliveryStatus } from "../../../shared/delivery";
import { replyPart } from "../../../shared/quote";
import { timeOfDay } from "../../i18n/format";
import { t } from "../../i18n/i18n";
import { noteWords } from "../chat/note-text";
import { failShort, holdWords } from "../delivery/delivery-text";

export interface RowLine {
  readonly tone: "plain" | "failed" | "held";
  readonly mark?: DeliveryStatus;
  /** A word before the text, like "Draft:". */
  readonly label?: string;
  readonly text: string;
}

/** No row shows more of a text, which may have 1 MiB. */
const LONGEST_LINE = 2000;

function lineOf(text: string): string {
  return replyPart(text.slice(0, LONGEST_LINE));
}

/** `open`: the chat is on screen, it tells by itself what needs the user and shows the draft. */
export function rowLine(conversation: Conversation, draft: string, name: string, open: boolean): RowLine {
  const last = conversation.lastMessage;
  if (!open && draft.trim() !== "") return { tone: "plain", label: t("list.draft"), text: draft.trim().slice(0, LONGEST_LINE) };
  if (!open && last?.kind === "own" && last.delivery.status === "failed") {
    return { tone: "failed", mark: "failed", text: failShort(last.delivery.reason.code) };
  }
  if (!open && last?.kind === "own" && last.delivery.status === "held") {
    return { tone: "held", mark: "held", text: holdWords(last.delivery.reason, last.attempts, name).short };
  }
  if (!open && conversation.unread === 0 && conversation.failed > 0) {
    return { tone: "failed", mark: "failed", text: t("list.failed", { count: conversation.failed }) };
  }
  if (!open && conversation.unread === 0 && conversation.held > 0) {
    return { tone: "held", mark: "held", text: t("list.held", { count: conversation.held }) };
  }
  if (!open && conversation.unread === 0 && conversation.olderWaiting > 0) {
    return { tone: "held", mark: "held", text: t("list.older", { count: conversation.olderWaiting }) };
  }
  if (last === undefined) return { tone: "plain", text: t("list.empty") };
  if (last.kind === "own") return { tone: "plain", mark: last.delivery.status, text: lineOf(last.text) };
  if (last.kind === "peer") return { tone: "plain", text: lineOf(last.text) };
  return { tone: "plain", text: noteWords(last.note, name, timeOfDay(last.arrivedAt)).text };
}
