import { describe, expect, it, vi } from "vitest";
import { textMenuItems } from "./text-menu";
import { wordsOf } from "./words/choose-words";

vi.mock("electron", () => ({}));

const FLAGS = { canUndo: true, canRedo: true, canCut: true, canCopy: true, canPaste: true, canDelete: true, canSelectAll: true, canEditRichly: false };
const FIELD = { isEditable: true, selectionText: "", misspelledWord: "", dictionarySuggestions: [], editFlags: FLAGS };

function labels(change: Partial<typeof FIELD>, suggestions: readonly string[] = [], replace = vi.fn()) {
  return textMenuItems({ ...FIELD, ...change }, suggestions, wordsOf("sk"), replace).map(({ label, type }) => label ?? type);
}

describe("the menu of a text field", () => {
  it("cuts, copies, pastes and selects, in the language of the app", () => {
    expect(labels({})).toEqual(["Vystrihnúť", "Kopírovať", "Prilepiť", "separator", "Vybrať všetko"]);
  });

  it("begins with what a wrong word may have meant, and puts that in its place", () => {
    const replace = vi.fn();
    const items = textMenuItems({ ...FIELD, misspelledWord: "wrold" }, ["world", "R&D"], wordsOf("en"), replace);
    expect(items.slice(0, 3).map(({ label, type }) => label ?? type)).toEqual(["world", "R&&D", "separator"]);
    (items[1]?.click as () => void)();
    expect(replace).toHaveBeenCalledWith("R&D");
  });

  it("says when nothing is known", () => {
    expect(labels({ misspelledWord: "qqq" })[0]).toBe("Žiadne návrhy");
  });

  it("elsewhere copies what is selected, or is not there", () => {
    expect(labels({ isEditable: false, selectionText: "text" })).toEqual(["Kopírovať"]);
    expect(labels({ isEditable: false, selectionText: " " })).toEqual([]);
  });
});
