// Saving a file where the user wants it: the page cannot write files, and a path that it named would be no wish of the
// user's. So the main process asks, and the page only hears whether something was saved.
import { writeFile } from "node:fs/promises";
import { BrowserWindow, dialog, type SaveDialogOptions, type WebContents } from "electron";
import { StampError } from "../../shared/errors";
import { fileName } from "./file-name";

export interface FileToSave {
  /** Offered as the name; what no file system takes is replaced. */
  readonly name: string;
  readonly content: string;
}

/** Asks where and writes; false when the user did not want to after all. Throws `file-not-saved`. */
export type SaveFile = (file: FileToSave) => Promise<boolean>;

/** Asks where a file of this name goes; undefined when the user does not want to. */
export type AskWhere = (name: string) => Promise<string | undefined>;

/** `contents`: the page of the window that the question belongs to. */
export function createAskWhere(contents: () => WebContents | undefined): AskWhere {
  return (name) => ask({ defaultPath: fileName(name) }, contents());
}

export function createSaveFile(askWhere: AskWhere): SaveFile {
  return async ({ name, content }) => {
    const filePath = await askWhere(name);
    if (filePath === undefined) return false;
    try {
      await writeFile(filePath, content);
    } catch (cause) {
      throw new StampError("file-not-saved", {}, { cause });
    }
    return true;
  };
}

async function ask(options: SaveDialogOptions, contents: WebContents | undefined): Promise<string | undefined> {
  const window = contents === undefined ? null : BrowserWindow.fromWebContents(contents);
  const { canceled, filePath } = await (window === null ? dialog.showSaveDialog(options) : dialog.showSaveDialog(window, options));
  return canceled || filePath === "" ? undefined : filePath;
}
