// What has the keyboard may go away: a link that did its work, a panel that folds, a message that was deleted. The
// browser then gives the keyboard to nothing, and keys and screen readers start from the top of the window. Here it
// goes to the composer instead, or where no chat is open to the list.
import { useEffect } from "react";
import { useServices } from "../../store/context";

export function useKeptFocus(): void {
  const { store, commands } = useServices();
  useEffect(() => {
    let last: EventTarget | null = null;
    const onFocusIn = (event: FocusEvent): void => {
      last = event.target;
    };
    // A click beside everything takes the keyboard away on purpose.
    const onPointerDown = (): void => {
      last = null;
    };
    const observer = new MutationObserver(() => {
      if (!(last instanceof Element) || last.isConnected || document.activeElement !== document.body) return;
      last = null;
      const { view, openChat } = store.getState().ui;
      if (view.type === "chats" && openChat !== undefined) commands.callComposer();
      else document.querySelector<HTMLElement>("[role=option][tabindex='0']")?.focus();
    });
    document.addEventListener("focusin", onFocusIn);
    document.addEventListener("pointerdown", onPointerDown, true);
    observer.observe(document.body, { childList: true, subtree: true });
    return () => {
      document.removeEventListener("focusin", onFocusIn);
      document.removeEventListener("pointerdown", onPointerDown, true);
      observer.disconnect();
    };
  }, [store, commands]);
}
