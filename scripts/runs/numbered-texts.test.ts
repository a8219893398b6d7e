import { describe, expect, it } from "vitest";
import { addVerdicts, isWrong, judge, NOTHING_SENT, numberedText, type Verdict } from "./numbered-texts";

const texts = (...numbers: number[]): string[] => numbers.map(numberedText);
const sent = texts(1, 2, 3, 4, 5);

describe("the judge of numbered texts", () => {
  it.each<[string, string[], Partial<Verdict>]>([
    ["everything once and in order", sent, { lost: 0, duplicated: 0, outOfOrder: 0, unknown: 0 }],
    ["nothing shown", [], { lost: 5, shown: 0 }],
    ["one lost", texts(1, 2, 4, 5), { lost: 1, duplicated: 0, outOfOrder: 0 }],
    ["the last one lost", texts(1, 2, 3, 4), { lost: 1 }],
    ["one shown twice in a row", texts(1, 2, 2, 3, 4, 5), { lost: 0, duplicated: 1, outOfOrder: 0 }],
    ["one shown three times", texts(1, 2, 3, 4, 5, 1, 1), { lost: 0, duplicated: 2, outOfOrder: 0 }],
    ["one late", texts(2, 3, 4, 5, 1), { lost: 0, duplicated: 0, outOfOrder: 1 }],
    ["one early", texts(5, 1, 2, 3, 4), { outOfOrder: 4 }],
    ["one never sent", [...sent, numberedText(6)], { lost: 0, unknown: 1 }],
  ])("finds %s", (_what, shown, found) => {
    const verdict = judge(sent, shown);
    expect(verdict).toMatchObject(found);
    expect(isWrong(verdict)).toBe(shown !== sent);
  });

  it("adds up the directions of a run", () => {
    const total = [judge(sent, texts(1, 2, 3, 4)), judge(sent, texts(2, 1, 3, 4, 5, 5))].reduce(addVerdicts, NOTHING_SENT);
    expect(total).toEqual({ sent: 10, shown: 10, lost: 1, duplicated: 1, outOfOrder: 1, unknown: 0 });
  });
});
