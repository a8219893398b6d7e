// What preload and main process say to each other about spelling. Not part of the page's contract: the page cannot ask.

/** Channel name on ipcMain and ipcRenderer: words in, the wrong ones out. */
export const SPELLING_CHANNEL = "stamp:spelling";

/** Longer ones are taken for right. */
export const LONGEST_WORD = 64;
/** Words of one question. */
export const MOST_WORDS = 2000;
