// Hands the page what the desktop asks of it. A link or a file can come before the account is open, or before a page is
// there to listen: the last of them waits until both are. Nothing waits for ever, as nothing else is kept.

export interface CommandDesk {
  /** Calls `deliver` now, or when there is somebody to hear it; a later one takes its place. */
  send(deliver: () => void): void;
  /** There is an account, and its content may be shown. */
  setOpen(open: boolean): void;
  /** This page has asked for its snapshot: it hears events from now on. */
  pageListens(page: unknown): void;
}

/** `page`: the one that is there now. */
export function createCommandDesk(page: () => unknown): CommandDesk {
  let open = false;
  let listening: unknown;
  let waiting: (() => void) | undefined;

  function settle(): void {
    if (waiting === undefined || !open || listening === undefined || listening !== page()) return;
    const deliver = waiting;
    waiting = undefined;
    deliver();
  }

  return {
    send(deliver) {
      waiting = deliver;
      settle();
    },
    setOpen(is) {
      open = is;
      settle();
    },
    pageListens(which) {
      listening = which;
      settle();
    },
  };
}
