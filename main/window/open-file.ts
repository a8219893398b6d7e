// Choosing a file that is too large for the page to read, or whose place is nobody's business there: the main process
// asks and keeps the path.
import { BrowserWindow, dialog, type OpenDialogOptions, type WebContents } from "electron";
import type { Words } from "./words/words";

/** Asks for one file; undefined when the user does not want to. */
export type AskWhich = () => Promise<string | undefined>;

/** `contents`: the page of the window that the question belongs to. */
export function createAskForAccountFile(contents: () => WebContents | undefined, words: () => Words): AskWhich {
  return async () => {
    const { accountFile, allFiles } = words();
    const options: OpenDialogOptions = {
      properties: ["openFile"],
      filters: [
        { name: accountFile, extensions: ["stamp-account"] },
        // Names change on the way.
        { name: allFiles, extensions: ["*"] },
      ],
    };
    const page = contents();
    const window = page === undefined ? null : BrowserWindow.fromWebContents(page);
    const { canceled, filePaths } = await (window === null ? dialog.showOpenDialog(options) : dialog.showOpenDialog(window, options));
    return canceled ? undefined : filePaths[0];
  };
}
