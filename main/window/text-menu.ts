// The system's menu in text fields: cut, copy, paste, and for a misspelt word what it may have meant. Elsewhere it offers to
// copy what is selected; the page's own menus come before it.
import { BrowserWindow, Menu, type ContextMenuParams, type MenuItemConstructorOptions, type WebContents } from "electron";
import type { Words } from "./words/words";

interface TextMenuOptions {
  readonly words: Words;
  readonly suggest: (word: string) => Promise<readonly string[]>;
}

type Params = Pick<ContextMenuParams, "isEditable" | "selectionText" | "misspelledWord" | "dictionarySuggestions" | "editFlags">;

/** At most so many suggestions are worth reading. */
const MAX_SUGGESTIONS = 5;

export async function showTextMenu(contents: WebContents, params: Params, { words, suggest }: TextMenuOptions): Promise<void> {
  const { misspelledWord, dictionarySuggestions } = params;
  const suggestions = misspelledWord === "" || dictionarySuggestions.length > 0 ? dictionarySuggestions : await suggest(misspelledWord);
  if (contents.isDestroyed()) return;
  const items = textMenuItems(params, suggestions, words, (word) => {
    contents.replaceMisspelling(word);
  });
  const window = BrowserWindow.fromWebContents(contents);
  if (items.length > 0) Menu.buildFromTemplate(items).popup(window === null ? {} : { window });
}

/** Empty where no menu belongs. */
export function textMenuItems(
  { isEditable, selectionText, misspelledWord, editFlags }: Params,
  suggestions: readonly string[],
  words: Words,
  replace: (word: string) => void,
): MenuItemConstructorOptions[] {
  const copy: MenuItemConstructorOptions = { role: "copy", label: words.copy, enabled: editFlags.canCopy };
  if (!isEditable) return selectionText.trim() === "" ? [] : [copy];
  const spelling: MenuItemConstructorOptions[] = suggestions.slice(0, MAX_SUGGESTIONS).map((word) => ({
    label: word.replaceAll("&", "&&"),
    click: () => {
      replace(word);
    },
  }));
  if (misspelledWord !== "" && spelling.length === 0) spelling.push({ label: words.noSuggestions, enabled: false });
  return [
    ...spelling,
    ...(spelling.length === 0 ? [] : [{ type: "separator" } as const]),
    { role: "cut", label: words.cut, enabled: editFlags.canCut },
    copy,
    { role: "paste", label: words.paste, enabled: editFlags.canPaste },
    { type: "separator" },
    { role: "selectAll", label: words.selectAll, enabled: editFlags.canSelectAll },
  ];
}
