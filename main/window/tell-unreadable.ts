// A file that the system opened with the app and that cannot be read: said by the system's own dialog, as it can happen
// while the account is closed.
import { BrowserWindow, dialog, type WebContents } from "electron";
import type { Words } from "./words/words";

export function tellUnreadable(contents: WebContents | undefined, { fileUnreadable, fileUnreadableMeans }: Words): void {
  const window = contents === undefined ? null : BrowserWindow.fromWebContents(contents);
  const box = { type: "warning" as const, message: fileUnreadable, detail: fileUnreadableMeans };
  void (window === null ? dialog.showMessageBox(box) : dialog.showMessageBox(window, box));
}
