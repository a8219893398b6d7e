// Getting about with the keyboard as a person does, and what must be true wherever one gets: the focus can be seen.
import { expect, type Locator, type Page } from "@playwright/test";

/** A view with more stops than this cannot be used with the keyboard. */
const MOST_STOPS = 80;

/** Presses Tab (or Shift+Tab) until the control has the keyboard. */
export async function tabTo(page: Page, control: Locator, key: "Tab" | "Shift+Tab" = "Tab"): Promise<void> {
  await expect(control).toBeVisible();
  for (let stops = 0; stops <= MOST_STOPS; stops += 1) {
    if (await control.evaluate((element) => element === document.activeElement)) return expectVisibleFocus(page);
    await page.keyboard.press(key);
    await expectVisibleFocus(page);
  }
  throw new Error(`${MOST_STOPS} times ${key} did not reach ${String(control)}`);
}

/** Goes there and presses it. */
export async function pressKey(page: Page, control: Locator, key: "Enter" | "Space" = "Enter"): Promise<void> {
  await tabTo(page, control);
  await page.keyboard.press(key);
}

/** Walks down the open menu to this item and takes it. */
export async function chooseItem(page: Page, name: string): Promise<void> {
  const items = page.getByRole("menuitem");
  const item = items.filter({ hasText: name });
  await expect(item).toBeVisible();
  const count = await items.count();
  for (let steps = 0; steps < count && !(await item.evaluate((element) => element === document.activeElement)); steps += 1) {
    await page.keyboard.press("ArrowDown");
    await expectVisibleFocus(page);
  }
  await expect(item).toBeFocused();
  await page.keyboard.press("Enter");
}

/** What has the keyboard is something, and shows it: by an outline, or by a ring that its surroundings draw for it. */
export async function expectVisibleFocus(page: Page): Promise<void> {
  const seen = await page.evaluate(() => {
    const focused = document.activeElement;
    if (focused === null || focused === document.body) return "nothing has the keyboard";
    const rings = [focused, focused.parentElement, focused.parentElement?.parentElement, ...focused.querySelectorAll("[data-bubble]"), ...(focused instanceof HTMLInputElement ? [focused.nextElementSibling] : [])];
    const isRing = (element: Element): boolean => {
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
      return (outlineStyle !== "none" && parseFloat(outlineWidth) >= 1) || boxShadow !== "none";
    };
    return rings.some((element) => element instanceof Element && isRing(element)) ? "" : focused.outerHTML.slice(0, 200);
  });
  expect(seen, "shows that it has the keyboard").toBe("");
}

/** The keyboard is somewhere in the page: nothing that closed took it along. */
export async function expectFocusKept(page: Page): Promise<void> {
  await expect.poll(() => page.evaluate(() => document.activeElement !== null && document.activeElement !== document.body)).toBe(true);
}
