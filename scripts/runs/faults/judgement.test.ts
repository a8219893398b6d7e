import { describe, expect, it } from "vitest";
import type { Address } from "../../../shared/ids";
import { isWrong, judgeFaults, type Findings, type History } from "./judgement";

const A = "a@x.test" as Address;
const B = "b@x.test" as Address;
const texts = ["text 1", "text 2", "text 3"];
const own = texts.map((text) => ({ text, status: "delivered" as const }));

/** A wrote three texts to B; `shown` is what B sees. */
function findings(shown: readonly string[], changes: Partial<Findings> & { readonly own?: History["own"] } = {}): Findings {
  return {
    histories: [
      { of: A, with: B, own: changes.own ?? own, shown: [] },
      { of: B, with: A, own: [], shown },
    ],
    queue: 0,
    problems: [],
    resent: [],
    ...changes,
  };
}

describe("the judge of a run over a bad network", () => {
  it("is content with every text once and in order", () => {
    const judgement = judgeFaults(3, findings(texts));
    expect(judgement).toEqual({ messages: 3, sent: 3, shown: 3, lost: 0, duplicated: 0, outOfOrder: 0, queueLeft: 0, integrity: "ok" });
    expect(isWrong(judgement)).toBe(false);
  });

  it.each<[string, Findings, object]>([
    ["a lost text", findings(["text 1", "text 3"]), { lost: 1 }],
    ["a text shown twice", findings([...texts, "text 1"]), { duplicated: 1, outOfOrder: 0 }],
    ["texts in another order", findings(["text 2", "text 1", "text 3"]), { outOfOrder: 1 }],
    ["a text from nowhere", findings([...texts, "text 4"]), { integrity: ["1 texts that nobody wrote"] }],
    ["a text whose writer does not know that it came", findings(texts, { own: [...own.slice(1), { text: "text 1", status: "sent" }] }), { integrity: ["1 texts not known as delivered"] }],
    ["a text that was never written", findings(texts.slice(1), { own: own.slice(1) }), { sent: 2, lost: 0 }],
    ["a row that waits", findings(texts, { queue: 1 }), { queueLeft: 1 }],
    ["a file that is not whole", findings(texts, { problems: ["a damaged page"] }), { integrity: ["a damaged page"] }],
  ])("finds %s", (_what, found, expected) => {
    const judgement = judgeFaults(3, found);
    expect(judgement).toMatchObject(expected);
    expect(isWrong(judgement)).toBe(true);
  });

  it("lets a text that was sent again by hand stand anywhere, but once", () => {
    const resent = [{ from: A, to: B, text: "text 1" }];
    expect(isWrong(judgeFaults(3, findings(["text 2", "text 3", "text 1"], { resent })))).toBe(false);
    expect(judgeFaults(3, findings(["text 1", "text 2", "text 3", "text 1"], { resent }))).toMatchObject({ duplicated: 1 });
    expect(judgeFaults(3, findings(["text 2", "text 3"], { resent }))).toMatchObject({ lost: 1 });
  });
});
