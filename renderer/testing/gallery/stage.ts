// The hand in a scene's window: finds controls by their words and uses them as a person would.
import { t, type TextKey, type TextValues } from "../../i18n/i18n";
import type { Services } from "../../store/context";
import type { MockBridge } from "../mock-bridge";
import type { Stage } from "./scene";

const CONTROLS = "button, a, summary, input, [role=radio], [role=switch], [role=tab], [role=menuitem], [role=option]";

/** Each look waits until the window is still. */
const MOST_LOOKS = 40;

/** What it is called for ears, and what stands on it. */
function namesOf(element: Element): readonly string[] {
  return [element.getAttribute("aria-label"), labelOf(element)?.textContent, element.textContent].map((name) => name?.trim() ?? "");
}

function labelOf(element: Element): Element | undefined {
  if (!(element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement)) return undefined;
  const named = element.getAttribute("aria-labelledby");
  const root = element.ownerDocument;
  return (named === null ? undefined : root.getElementById(named)) ?? element.labels?.[0] ?? undefined;
}

/** React hears of a value only when it was set past its own setter. */
function setValue(field: HTMLInputElement | HTMLTextAreaElement, text: string): void {
  const kind = field instanceof HTMLInputElement ? HTMLInputElement : HTMLTextAreaElement;
  Object.getOwnPropertyDescriptor(kind.prototype, "value")?.set?.call(field, text);
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

export function createStage({ store, commands }: Omit<Services, "client">, bridge: MockBridge, settle: () => Promise<void>): Stage {
  const click = async (element: Element): Promise<void> => {
    if (!(element instanceof HTMLElement)) throw new Error("only an HTML element can be clicked");
    element.click();
    await settle();
  };
  const until = async (isSo: () => boolean, problem: string): Promise<void> => {
    for (let looks = 0; !isSo(); looks += 1) {
      if (looks === MOST_LOOKS) throw new Error(problem);
      await settle();
    }
  };
  const find = (selector: string): Element => {
    const found = document.querySelector(selector);
    if (found === null) throw new Error(`nothing fits ${selector}`);
    return found;
  };
  const control = (words: string): Element => {
    const all = [...document.querySelectorAll(CONTROLS)];
    // A dialog covers what lies behind it, so the last one that is called so counts.
    const named = all.filter((one) => namesOf(one).includes(words));
    const found = named.find((one) => one.closest("dialog, [role=dialog], [role=menu]") !== null) ?? named[0];
    if (found === undefined) throw new Error(`no control is called "${words}"`);
    return found;
  };
  return {
    store,
    commands,
    bridge,
    settle,
    press: (words: TextKey, values?: TextValues) => click(control(t(words, values))),
    click: (selector) => click(find(selector)),
    async type(label, text) {
      const words = t(label);
      const field = [...document.querySelectorAll("input, textarea")].find((one) => namesOf(one).includes(words));
      if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) throw new Error(`no field is called "${words}"`);
      field.focus();
      setValue(field, text);
      await settle();
    },
    async openMenu(messageId) {
      const bubble = document.querySelector(`[data-message="${messageId}"] [data-bubble]`);
      if (!(bubble instanceof HTMLElement)) throw new Error(`no message ${messageId}`);
      const { left, top, width, height } = bubble.getBoundingClientRect();
      bubble.dispatchEvent(new MouseEvent("contextmenu", { bubbles: true, cancelable: true, clientX: left + width / 2, clientY: top + height / 2 }));
      await settle();
    },
    appears(words, values) {
      const wanted = t(words, values);
      return until(() => document.body.textContent.includes(wanted), `"${wanted}" did not appear`);
    },
    until: (isSo) => until(isSo, "what the scene waits for did not happen"),
    async tell(...events) {
      bridge.emit("session.events", events);
      await settle();
    },
  };
}
