// The panel about a contact, as its rows of name and value.
import { expect, type Locator, type Page } from "@playwright/test";

export interface ContactPanel {
  readonly panel: Locator;
  /** The value beside a name, e.g. "Fingerprint". */
  value(name: string | RegExp): Locator;
  /** The sentence under "Protocol" that says what is used and why. */
  protocol(): Locator;
  /** Opens the comparison, reads the digits and closes it. */
  safetyNumber(): Promise<string>;
}

export async function openContactPanel(page: Page): Promise<ContactPanel> {
  const panel = page.getByRole("complementary", { name: "Contact" });
  if (!(await panel.isVisible())) await page.getByRole("button", { name: "Contact", exact: true }).click();
  await expect(panel).toBeVisible();
  return {
    panel,
    value: (name) => panel.locator("dl > div").filter({ has: page.locator("dt", { hasText: name }) }).locator("dd").first(),
    protocol: () => panel.locator("section").filter({ has: page.getByRole("heading", { name: /^Protocol/ }) }),
    async safetyNumber() {
      await panel.getByRole("button", { name: "Compare safety number" }).click();
      const digits = page.getByRole("list", { name: "Safety number, 60 digits in 12 groups" }).getByRole("listitem");
      await expect(digits).toHaveCount(12);
      const number = (await digits.allTextContents()).join("");
      await page.getByRole("dialog").getByRole("button", { name: "Close" }).first().click();
      return number;
    },
  };
}
