// Tells screen readers of new texts and of own ones that need their writer: politely, and however many come, no more
// than one announcement in a while. The words are in live-news.ts.
import { useEffect, useState } from "react";
import { useServices } from "../../store/context";
import { Hidden } from "../../ui/Hidden";
import { liveNews, type Heard } from "./live-news";

/** Texts within this time are told together. */
const GATHER_MS = 1500;
/** So long a listener has for one announcement before the next. */
const PAUSE_MS = 5000;

interface Said {
  readonly words: string;
  /** The same words a second time are news as well. */
  readonly times: number;
}

export function LiveRegion() {
  const { store } = useServices();
  const [said, setSaid] = useState<Said>({ words: "", times: 0 });

  useEffect(() => {
    let heard: Heard = store.getState();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let quietUntil = 0;
    const tell = (): void => {
      timer = undefined;
      const state = store.getState();
      const sentences = liveNews(state, heard, Date.now());
      heard = state;
      if (sentences.length === 0) return;
      quietUntil = performance.now() + PAUSE_MS;
      setSaid(({ times }) => ({ words: sentences.join(". "), times: times + 1 }));
    };
    const stop = store.subscribe((state, before) => {
      if (state.arrivals === before.arrivals && state.conversations === before.conversations) return;
      // A new snapshot: what it has is no news.
      if (Object.keys(state.arrivals).length < Object.keys(heard.arrivals).length) heard = state;
      timer ??= setTimeout(tell, Math.max(GATHER_MS, quietUntil - performance.now()));
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [store]);

  return (
    <Hidden live="polite">
      <span key={said.times}>{said.words}</span>
    </Hidden>
  );
}
