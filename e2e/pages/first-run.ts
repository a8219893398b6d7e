// What comes before the main window: choosing, protecting, noting the recovery key, unlocking.
import { expect, type Locator, type Page } from "@playwright/test";

export interface SignInForm {
  readonly address: string;
  readonly password: string;
  readonly server: string;
}

export async function fillSignIn(page: Page, { address, password, server }: SignInForm): Promise<void> {
  await page.getByLabel("Address").fill(address);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByLabel("Server", { exact: true }).fill(server);
}

export async function signIn(page: Page, form: SignInForm): Promise<void> {
  await fillSignIn(page, form);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

/** The steps of the last connection test, as sentences. */
export function testSteps(page: Page): Locator {
  return page.getByRole("listitem").filter({ hasText: /Server|Secure|Sign/ });
}

/** Chooses a passphrase and goes on with `go`. */
export async function protect(page: Page, passphrase: string, go = "Make my key"): Promise<void> {
  await page.getByLabel("Passphrase", { exact: true }).fill(passphrase);
  await page.getByLabel("Passphrase again").fill(passphrase);
  await page.getByRole("button", { name: go }).click();
}

/** From the choice of a passphrase to the main window; gives the recovery key. */
export async function protectAndFinish(page: Page, passphrase: string): Promise<string> {
  await protect(page, passphrase);
  return finish(page);
}

/** From the recovery key to the main window; gives the key. */
export async function finish(page: Page): Promise<string> {
  const recoveryKey = await readRecoveryKey(page);
  await page.getByRole("button", { name: /^(?:I have written it down|Go on)$/ }).click();
  await expect(page.getByRole("navigation", { name: "Conversations" })).toBeVisible();
  return recoveryKey;
}

/** The key that is shown once, in its groups. */
export async function readRecoveryKey(page: Page): Promise<string> {
  const groups = page.getByRole("list", { name: "Recovery key, 8 groups of 4" }).getByRole("listitem");
  // Making a key takes as long as it takes to find two primes.
  await expect(groups).toHaveCount(8, { timeout: 60_000 });
  return (await groups.allTextContents()).join(" ");
}

export async function unlock(page: Page, passphrase: string): Promise<void> {
  await page.getByLabel("Passphrase", { exact: true }).fill(passphrase);
  await page.getByRole("button", { name: "Unlock" }).click();
}
