// Work that waits until the next frame begins. A search shows its first hits before it goes on. And it is when rows may come
// into the log or leave it above the reader: the list (virtua) moves the scroll position along when they do, and when rows
// above get to know their sizes; until the scroll event of such a move it goes on drawing the same indexes. Rows that come in
// between make those indexes other messages: all that is drawn would be taken down and drawn twice. Scroll events come as a
// frame begins, before its callbacks.

/** A window that nobody sees has no frames. */
const LONGEST_WAIT_MS = 100;

/** Calls as the next frame begins, after its scroll events; gives what calls it off. */
export function atNextFrame(call: () => void): () => void {
  const stop = (): void => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
  const go = (): void => {
    stop();
    call();
  };
  const frame = requestAnimationFrame(go);
  const timer = setTimeout(go, LONGEST_WAIT_MS);
  return stop;
}

export function nextFrame(): Promise<void> {
  return new Promise((resolve) => {
    atNextFrame(resolve);
  });
}
