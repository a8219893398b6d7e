// What is wrong with the layout and the words of a page that speaks made-up English (renderer/testing/pseudo.ts). It runs
// inside the page, so it may use nothing of this file but itself.

/** Sentences about what is wrong, each with the words it is about; empty when all is well. */
export function findFaults(): string[] {
  const faults = new Set<string>();
  const width = document.documentElement.clientWidth;
  const FAR = 3000;

  const visible = (element: Element): boolean => {
    const { width: wide, height } = element.getBoundingClientRect();
    return wide > 1 && height > 1 && getComputedStyle(element).visibility === "visible" && element.closest("[aria-hidden=true], [inert]") === null;
  };
  const named = (element: Element): string => {
    const words = (element.getAttribute("aria-label") ?? element.textContent).replaceAll(/\s+/g, " ").trim();
    return `<${element.tagName.toLowerCase()} ${element.getAttribute("class") ?? ""}> ${words.slice(0, 60)}`;
  };
  /** The nearest box around it that scrolls or cuts in this direction. */
  const cutBy = (element: Element, direction: "overflowX" | "overflowY"): Element | undefined => {
    for (let box: Element | null = element; box !== null && box !== document.body; box = box.parentElement) {
      const style = getComputedStyle(box);
      if (box !== element && style[direction] !== "visible") return box;
      if (style.position === "fixed") return undefined;
    }
    return undefined;
  };
  const ownText = (element: Element): string =>
    [...element.childNodes].map((node) => (node.nodeType === Node.TEXT_NODE ? (node.textContent ?? "") : "")).join("").trim();

  /** In the scenes: names of an authority and a profile, an algorithm. */
  const given = new Set(["Example Household CA", "default", "RSA, SHA-256"]);
  /** What people and computers wrote: names, texts, addresses, digits, dates, keys of the keyboard. */
  const isContent = (element: Element, text: string): boolean =>
    given.has(text) ||
    /mono/i.test(getComputedStyle(element).fontFamily) ||
    element.closest("[dir=auto], bdi, kbd, code, pre, [translate=no]") !== null || !/\p{L}{2,}/u.test(text) || /^\p{Extended_Pictographic}/u.test(element.textContent) || /^[A-Z\d]{4}$/.test(text) || /[@/]|\.\w|\b\d{4}\b|\w+ \w+\.pem/u.test(text);
  const isDate = (text: string): boolean => /^(\p{Lu}\p{Ll}{2,8},? ?)?(\d{1,2} \p{Lu}\p{Ll}{2,8})?(,? ?\d[\d:. ]*)?$/u.test(text);
  const checkWords = (element: Element, words: string, where: string): void => {
    const text = words.trim();
    if (text === "" || (text.includes("⟦") && text.includes("⟧")) || isContent(element, text) || isDate(text)) return;
    faults.add(`not from the catalog${where}: ${named(element)}`);
  };

  const checkRoom = (element: HTMLElement): void => {
    const style = getComputedStyle(element);
    const tooWide = element.scrollWidth > element.clientWidth + 1;
    const cuts = style.overflowX !== "visible";
    const shortens = style.textOverflow === "ellipsis" || style.webkitLineClamp !== "none";
    if (cuts && !shortens && tooWide) faults.add(`cut: ${named(element)}`);
    if (cuts && !shortens && style.overflowY === "hidden" && element.scrollHeight > element.clientHeight + 2) faults.add(`cut below: ${named(element)}`);
    if (shortens && tooWide && element.matches("button, a, label")) faults.add(`shortened: ${named(element)}`);
    if (!cuts && tooWide && style.display !== "inline") faults.add(`wider than its box: ${named(element)}`);
    const pane = cutBy(element, "overflowX");
    // A menu has its place from when it was opened, before the window changed.
    if (element.closest("[role=menu]") !== null) return;
    // Said to screen readers only.
    if (pane !== undefined && pane.clientWidth <= 1) return;
    if (pane !== undefined && getComputedStyle(pane).textOverflow === "ellipsis") return;
    const box = element.getBoundingClientRect();
    const edges = pane?.getBoundingClientRect() ?? { left: 0, right: width };
    if (box.left < edges.left - 1 || box.right > edges.right + 1) faults.add(`outside of its pane: ${named(element)}`);
  };

  for (const element of document.body.querySelectorAll("*")) {
    // Far down in a long list is more of the same.
    if (!(element instanceof HTMLElement) || element.getBoundingClientRect().top > FAR) continue;
    for (const attribute of ["aria-label", "title", "placeholder", "alt"]) {
      const words = element.getAttribute(attribute);
      if (words !== null) checkWords(element, words, ` (${attribute})`);
    }
    if (element.scrollWidth > element.clientWidth + 1 && /auto|scroll/.test(getComputedStyle(element).overflowX) && visible(element) && element.closest("pre") === null) {
      faults.add(`scrolls sideways: ${named(element)}`);
    }
    const text = ownText(element);
    if (text === "" || !visible(element)) continue;
    checkWords(element, text, "");
    checkRoom(element);
  }
  if (document.documentElement.scrollWidth > width) faults.add("the window scrolls sideways");

  const layer = [...document.querySelectorAll("dialog[open]")].at(-1) ?? document.body;
  for (const control of layer.querySelectorAll("button, a[href], input, textarea, [role=option], [role=menuitem]")) {
    if (control.getBoundingClientRect().top > FAR || !visible(control)) continue;
    const box = control.getBoundingClientRect();
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
    const hit = document.elementFromPoint(x, y);
    const edges = cutBy(control, "overflowY")?.getBoundingClientRect();
    const shows = y > 0 && y < document.documentElement.clientHeight && (edges === undefined || (y > edges.top && y < edges.bottom));
    if (!shows || hit === null || control.contains(hit) || hit.contains(control) || hit.closest("[role=menu], [role=dialog], [popover]") !== null) continue;
    if (Number(getComputedStyle(control).opacity) === 0 || hit.closest("label")?.contains(control) === true) continue;
    faults.add(`covered: ${named(control)} by ${named(hit)}`);
  }
  return [...faults];
}
