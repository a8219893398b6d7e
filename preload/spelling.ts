// Asks the main process about the words of text fields. Chromium hands them to this function alone; the page neither sees
// the question nor can ask one. On macOS the system checks by itself.
import { ipcRenderer, webFrame } from "electron";
import { LONGEST_WORD, MOST_WORDS, SPELLING_CHANNEL } from "../shared/spelling";

export function provideSpelling(): void {
  if (process.platform === "darwin") return;
  webFrame.setSpellCheckProvider("en", {
    spellCheck(words, done) {
      const short = words.filter((word) => word.length <= LONGEST_WORD).slice(0, MOST_WORDS);
      ipcRenderer.invoke(SPELLING_CHANNEL, short).then(
        (wrong: unknown) => {
          done(Array.isArray(wrong) ? wrong.filter((word) => typeof word === "string") : []);
        },
        () => {
          done([]);
        },
      );
    },
  });
}
