// Tells screen readers of new texts: politely, at most one sentence in a while, and a number instead of
// each text when many come.
import { useEffect, useRef, useState } from "react";
import { t } from "../../i18n/i18n";
import { useServices } from "../../store/context";
import { selectContact } from "../../store/selectors";
import { Hidden } from "../../ui/Hidden";
import { fullName } from "../contact/names";

/** Texts within this time are told together. */
const GATHER_MS = 1500;

export function LiveRegion() {
  const { store } = useServices();
  const [words, setWords] = useState("");
  const told = useRef(store.getState().arrivals.count);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tell = (): void => {
      timer = undefined;
      const state = store.getState();
      const { count, contactId, text } = state.arrivals;
      const contact = contactId === undefined ? undefined : selectContact(state, contactId);
      const fresh = count - told.current;
      told.current = count;
      if (contact?.relation !== "accepted") return;
      const name = fullName(contact);
      if (fresh > 1) setWords(t("live.several", { count: fresh }));
      else if (state.ui.openChat === contactId) setWords(t("live.here", { name, text }));
      else setWords(t("live.elsewhere", { name }));
    };
    const stop = store.subscribe((state, before) => {
      if (state.arrivals.count > before.arrivals.count) timer ??= setTimeout(tell, GATHER_MS);
      else if (state.arrivals.count < before.arrivals.count) told.current = state.arrivals.count;
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [store]);

  return <Hidden live="polite">{words}</Hidden>;
}
