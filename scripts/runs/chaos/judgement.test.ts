import { describe, expect, it } from "vitest";
import type { DeliveryStatus } from "../../../shared/delivery";
import { numberedText } from "../numbered-texts";
import { isWrong, judgeRun, type FileContent, type Side } from "./judgement";

const numbers = (...all: number[]): readonly string[] => all.map(numberedText);

/** An app that wrote texts 1 to 3 and shows the three of the other one, unless told otherwise. */
function side(name: string, changes: Partial<FileContent> = {}, written: Partial<Omit<Side, "file">> = {}): Side {
  const own = numbers(1, 2, 3).map((text) => ({ text, status: "read" as const }));
  return { file: { name, own, shown: numbers(1, 2, 3), queue: 0, problems: [], ...changes }, written: 3, forgotten: 0, ...written };
}

const owning = (status: DeliveryStatus, ...texts: number[]) => ({ own: numbers(...texts).map((text) => ({ text, status })) });
const judged = (alice: Side, bob = side("bob")) => judgeRun([alice, bob]);

describe("the judge of a run", () => {
  it("finds nothing wrong where everything arrived once and in order", () => {
    const judgement = judged(side("alice"));
    expect(judgement).toEqual({ sent: 6, shown: 6, lost: 0, duplicated: 0, outOfOrder: 0, queueLeft: 0, integrity: "ok" });
    expect(isWrong(judgement)).toBe(false);
  });

  it.each([
    ["a text that is not shown", side("alice", { shown: numbers(1, 3) }), { lost: 1 }],
    ["one that is shown twice", side("alice", { shown: numbers(1, 2, 2, 3) }), { duplicated: 1 }],
    ["one that is shown too late", side("alice", { shown: numbers(2, 3, 1) }), { outOfOrder: 1 }],
    ["a row that still waits", side("alice", { queue: 1 }), { queueLeft: 1 }],
    ["a file that is not whole", side("alice", { problems: ["2 damaged pages"] }), { integrity: ["alice: 2 damaged pages"] }],
    ["a text that nobody wrote", side("alice", { shown: numbers(1, 2, 3, 4) }), { integrity: ["1 texts that nobody wrote"] }],
    ["a written text that is not in its writer's file", side("alice", {}, { written: 4 }), { lost: 1 }],
    ["a written text that was gone after a crash, though another took its number", side("alice", {}, { forgotten: 1 }), { lost: 1 }],
    ["a text in its writer's file that was not written", side("alice", {}, { written: 2 }), { integrity: ["1 texts that nobody wrote"] }],
    ["a text that is in its writer's file twice", side("alice", owning("read", 1, 2, 2, 3)), { duplicated: 1 }],
    [
      "texts of which their writer does not know what became",
      side("alice", owning("sent", 1, 2, 3)),
      { integrity: ["alice: 3 texts not known as delivered: sent"] },
    ],
  ])("finds %s", (_, alice, found) => {
    const judgement = judged(alice);
    expect(judgement).toMatchObject(found);
    expect(isWrong(judgement)).toBe(true);
  });
});
