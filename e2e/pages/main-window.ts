// The main window around the chat: the list, the way to a new chat, requests, the connection line, the settings.
import { expect, type Locator, type Page } from "@playwright/test";

const conversations = (page: Page): Locator => page.getByRole("navigation", { name: "Conversations" });

/** After a loss the app waits a little longer before each try, up to a minute. */
export const RECONNECTED = { timeout: 60_000 } as const;

/** Signed in and connected, as the foot of the list says. */
export async function expectOnline(page: Page): Promise<void> {
  await expect(conversations(page).getByText("Online", { exact: true })).toBeVisible(RECONNECTED);
}

/** The row of a contact in the list; `name` is its given name or its address. */
export function row(page: Page, name: string): Locator {
  return page.getByRole("option").filter({ has: page.getByText(name, { exact: true }) });
}

export async function openChat(page: Page, name: string): Promise<void> {
  await row(page, name).click();
  await expect(page.getByRole("heading", { level: 2, name, exact: true })).toBeVisible();
}

/** Over "New message", with the mouse; ends in the open chat. */
export async function writeTo(page: Page, address: string, name = ""): Promise<void> {
  await conversations(page).getByRole("button", { name: "New message" }).click();
  const dialog = page.getByRole("dialog", { name: "New message" });
  await dialog.getByLabel("Address").fill(address);
  await dialog.getByLabel("Name, if you like").fill(name);
  await dialog.getByRole("button", { name: "Open chat" }).click();
  await expect(page.getByRole("heading", { level: 2, name: name === "" ? address : name, exact: true })).toBeVisible();
}

/** The line over the window that tells of a missing connection, by its first words. */
export function connectionLine(page: Page, lead: string | RegExp): Locator {
  return page.getByRole("status").filter({ has: page.locator("strong", { hasText: lead }) });
}

/** A stranger's card on the page of message requests. */
export async function openRequest(page: Page, address: string): Promise<Locator> {
  await conversations(page).getByRole("button", { name: "Message requests" }).click();
  return page.getByRole("article", { name: address });
}

type SettingsPage = "Account" | "Security" | "Appearance" | "Notifications" | "Desktop" | "Blocked" | "About" | "Network" | "Data" | "Diagnostics";

export async function openSettings(page: Page, name: SettingsPage): Promise<void> {
  await conversations(page).getByRole("button", { name: "Settings" }).click();
  await page.getByRole("navigation", { name: "Settings" }).getByRole("button", { name }).click();
  await expect(page.getByRole("heading", { level: 2, name })).toBeVisible();
}

export async function leaveSettings(page: Page): Promise<void> {
  await page.getByRole("navigation", { name: "Settings" }).getByRole("button", { name: "Back" }).click();
  await expect(conversations(page)).toBeVisible();
}
