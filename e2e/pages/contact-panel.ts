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
      await openComparison(page);
      const number = await comparison(page).digits();
      await page.getByRole("dialog").getByRole("button", { name: "Close" }).first().click();
      return number;
    },
  };
}

/** From the panel, which is open. */
export async function openComparison(page: Page): Promise<void> {
  await page.getByRole("complementary", { name: "Contact" }).getByRole("button", { name: "Compare safety number" }).click();
}

export interface Comparison {
  readonly dialog: Locator;
  /** The digits of the key that is compared. */
  digits(): Promise<string>;
  /** The code that the other one can scan. */
  code(): Locator;
  /** Gives it a picture of the other one's code. */
  readCode(picture: { readonly name: string; readonly buffer: Buffer }): Promise<void>;
}

/** The dialog about the safety number, which is open. */
export function comparison(page: Page): Comparison {
  const dialog = page.getByRole("dialog", { name: /^Compare the safety number with / });
  return {
    dialog,
    async digits() {
      const groups = dialog.getByRole("list", { name: "Safety number, 60 digits in 12 groups" }).getByRole("listitem");
      await expect(groups).toHaveCount(12);
      return (await groups.allTextContents()).join("");
    },
    code: () => dialog.getByRole("img", { name: /^Code with both keys/ }),
    async readCode({ name, buffer }) {
      await dialog.locator("input[type=file]").setInputFiles({ name, mimeType: "image/png", buffer });
    },
  };
}
