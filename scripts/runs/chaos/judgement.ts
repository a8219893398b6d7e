// What a run has shown (spec 2.7, "Crashes"), from both files alone and from what was reported while it ran. Pure, so
// that it can be shown to find what it is there to find.
import type { DeliveryStatus } from "../../../shared/delivery";
import { addVerdicts, judge, numberedText } from "../numbered-texts";

/** One app's file at the end. */
export interface FileContent {
  readonly name: string;
  /** In the order of display. */
  readonly own: readonly { readonly text: string; readonly status: DeliveryStatus }[];
  readonly shown: readonly string[];
  /** Rows of the queue, whatever they are. */
  readonly queue: number;
  /** What is wrong with the file itself, in words. */
  readonly problems: readonly string[];
}

export interface Judgement {
  readonly sent: number;
  readonly shown: number;
  readonly lost: number;
  readonly duplicated: number;
  readonly outOfOrder: number;
  readonly queueLeft: number;
  readonly integrity: "ok" | readonly string[];
}

/** A file, and what is known of it from the time of the run. */
export interface Side {
  readonly file: FileContent;
  /** How many texts its app has written: number 1, 2, … */
  readonly written: number;
  /** Texts that were written and were gone after a crash; their numbers were written again. */
  readonly forgotten: number;
}

export function judgeRun(sides: readonly [Side, Side]): Judgement {
  const [a, b] = sides;
  const arrived = addVerdicts(judge(ownTexts(a), b.file.shown), judge(ownTexts(b), a.file.shown));
  // What was written must be in its writer's file as well, once and in its place.
  const kept = addVerdicts(judge(writtenTexts(a), ownTexts(a)), judge(writtenTexts(b), ownTexts(b)));
  const unknown = arrived.unknown + kept.unknown;
  const problems = [...sides.flatMap(({ file }) => problemsOf(file)), ...(unknown > 0 ? [`${String(unknown)} texts that nobody wrote`] : [])];
  return {
    sent: arrived.sent,
    shown: arrived.shown,
    lost: arrived.lost + kept.lost + a.forgotten + b.forgotten,
    duplicated: arrived.duplicated + kept.duplicated,
    outOfOrder: arrived.outOfOrder + kept.outOfOrder,
    queueLeft: a.file.queue + b.file.queue,
    integrity: problems.length === 0 ? "ok" : problems,
  };
}

export const isWrong = ({ lost, duplicated, outOfOrder, queueLeft, integrity }: Judgement): boolean =>
  lost + duplicated + outOfOrder + queueLeft > 0 || integrity !== "ok";

const ownTexts = ({ file }: Side): readonly string[] => file.own.map(({ text }) => text);

const writtenTexts = ({ written }: Side): readonly string[] => Array.from({ length: written }, (_, index) => numberedText(index + 1));

/** Both apps send receipts, so at the end every text is known to have arrived. */
function problemsOf({ name, own, problems }: FileContent): readonly string[] {
  const waiting = own.filter(({ status }) => status !== "delivered" && status !== "read");
  const states = [...new Set(waiting.map(({ status }) => status))].join(", ");
  const undelivered = waiting.length === 0 ? [] : [`${String(waiting.length)} texts not known as delivered: ${states}`];
  return [...problems, ...undelivered].map((problem) => `${name}: ${problem}`);
}
