// What a run has shown (spec 2.7, "Network"), from the files of all people. Pure, so that it can be shown to find what
// it is there to find.
import type { DeliveryStatus } from "../../../shared/delivery";
import type { Address } from "../../../shared/ids";
import { addVerdicts, judge, NOTHING_SENT, type Verdict } from "../numbered-texts";
import type { Resent } from "./orders";

/** A conversation as one side's file has it, in the order of display. */
export interface History {
  readonly of: Address;
  readonly with: Address;
  readonly own: readonly { readonly text: string; readonly status: DeliveryStatus }[];
  readonly shown: readonly string[];
}

export interface Findings {
  readonly histories: readonly History[];
  /** Rows of all queues. */
  readonly queue: number;
  /** What is wrong with the files themselves, in words. */
  readonly problems: readonly string[];
  readonly resent: readonly Resent[];
}

export interface Judgement {
  readonly messages: number;
  readonly sent: number;
  readonly shown: number;
  readonly lost: number;
  readonly duplicated: number;
  readonly outOfOrder: number;
  readonly queueLeft: number;
  readonly integrity: "ok" | readonly string[];
}

/** `messages`: how many texts were to be written in all. */
export function judgeFaults(messages: number, { histories, queue, problems, resent }: Findings): Judgement {
  const total = histories.map((history) => judgeDirection(history, histories, resent)).reduce(addVerdicts, NOTHING_SENT);
  const undelivered = histories.flatMap(({ own }) => own).filter(({ status }) => status !== "delivered" && status !== "read").length;
  const words = [
    ...problems,
    ...(total.unknown > 0 ? [`${String(total.unknown)} texts that nobody wrote`] : []),
    // All apps send receipts, so at the end every text is known to have arrived.
    ...(undelivered > 0 ? [`${String(undelivered)} texts not known as delivered`] : []),
  ];
  const { sent, shown, lost, duplicated, outOfOrder } = total;
  return { messages, sent, shown, lost, duplicated, outOfOrder, queueLeft: queue, integrity: words.length === 0 ? "ok" : words };
}

/** Resends by hand have no place in the order, but must be there, and once. */
function judgeDirection({ of, with: to, own }: History, histories: readonly History[], resent: readonly Resent[]): Verdict {
  const sent = own.map(({ text }) => text);
  const shown = histories.find((history) => history.of === to && history.with === of)?.shown ?? [];
  const byHand = new Set(resent.flatMap((entry) => (entry.from === of && entry.to === to ? [entry.text] : [])));
  const inOrder = (texts: readonly string[]): readonly string[] => texts.filter((text) => !byHand.has(text));
  return { ...judge(sent, shown), outOfOrder: judge(inOrder(sent), inOrder(shown)).outOfOrder };
}

export const isWrong = ({ messages, sent, lost, duplicated, outOfOrder, queueLeft, integrity }: Judgement): boolean =>
  sent !== messages || lost + duplicated + outOfOrder + queueLeft > 0 || integrity !== "ok";
