// What has the keyboard may go away: a link that did its work, a panel that folds, the page that unlocked. The
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
    let frame: number | undefined;
    const lookAfter = (): void => {
      frame = undefined;
      if (!(last instanceof Element) || last.isConnected || document.activeElement !== document.body) return;
      const { view, openChat } = store.getState().ui;
      if (view.type === "chats" && openChat !== undefined) {
        last = null;
        commands.callComposer();
        return;
      }
      const option = document.querySelector<HTMLElement>("[role=option][tabindex='0']");
      option?.focus();
      // A row of a list that has just come takes the keyboard only when it is measured and seen.
      if (option !== null && document.activeElement !== option) frame ??= requestAnimationFrame(lookAfter);
    };
    const observer = new MutationObserver(() => {
      if (frame === undefined) lookAfter();
    });
    document.addEventListener("focusin", onFocusIn);
    document.addEventListener("pointerdown", onPointerDown, true);
    observer.observe(document.body, { childList: true, subtree: true });
    return () => {
      document.removeEventListener("focusin", onFocusIn);
      document.removeEventListener("pointerdown", onPointerDown, true);
      observer.disconnect();
      if (frame !== undefined) cancelAnimationFrame(frame);
    };
  }, [store, commands]);
}
