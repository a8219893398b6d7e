// The judge of runs in which people send each other numbered texts (spec 2.7): what was sent in one direction of one
// conversation is compared with what the receiver's history shows, in the order of display. Knows no database and no
// network, so it can be shown to find what it is there to find.

export interface Verdict {
  readonly sent: number;
  /** Rows of the receiver's history, duplicates included. */
  readonly shown: number;
  /** Sent and not shown. */
  readonly lost: number;
  /** Shown once more than the first time. */
  readonly duplicated: number;
  /** Shown behind a text that was written later; a text that is shown twice is looked at once. */
  readonly outOfOrder: number;
  /** Shown and never sent, as far as the sender's file knows. */
  readonly unknown: number;
}

export const NOTHING_SENT: Verdict = { sent: 0, shown: 0, lost: 0, duplicated: 0, outOfOrder: 0, unknown: 0 };

/** Words for text number 1, 2, 3, … of a direction. */
export const numberedText = (number: number): string => `text ${String(number)}`;

/** `sent` in the order of writing, `shown` in the order of display: the words of one direction of one conversation. */
export function judge(sent: readonly string[], shown: readonly string[]): Verdict {
  const placeOf = new Map(sent.map((text, index) => [text, index]));
  const seen = new Set<string>();
  let latest = -1;
  let outOfOrder = 0;
  let duplicated = 0;
  let unknown = 0;
  for (const text of shown) {
    const place = placeOf.get(text);
    if (seen.has(text)) duplicated += 1;
    else if (place === undefined) unknown += 1;
    else if (place < latest) outOfOrder += 1;
    else latest = place;
    seen.add(text);
  }
  const lost = sent.filter((text) => !seen.has(text)).length;
  return { sent: sent.length, shown: shown.length, lost, duplicated, outOfOrder, unknown };
}

export function addVerdicts(a: Verdict, b: Verdict): Verdict {
  return {
    sent: a.sent + b.sent,
    shown: a.shown + b.shown,
    lost: a.lost + b.lost,
    duplicated: a.duplicated + b.duplicated,
    outOfOrder: a.outOfOrder + b.outOfOrder,
    unknown: a.unknown + b.unknown,
  };
}

/** Something was lost, came twice, stands in the wrong place, or was never sent. */
export const isWrong = ({ lost, duplicated, outOfOrder, unknown }: Verdict): boolean =>
  lost + duplicated + outOfOrder + unknown > 0;
