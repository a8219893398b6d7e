// Taking a contact card into a window.
import { expect, type Locator, type Page } from "@playwright/test";

type ChosenFile = string | { readonly name: string; readonly mimeType: string; readonly buffer: Buffer };

/** Over "New message"; ends in the question whether to add it. */
export async function addCard(page: Page, file: ChosenFile): Promise<void> {
  await page.getByRole("navigation", { name: "Conversations" }).getByRole("button", { name: "New message" }).click();
  const input = page.locator("input[type=file]").and(page.getByLabel("Add from a contact card…"));
  await input.setInputFiles(file);
  await expect(cardQuestion(page)).toBeVisible();
}

export function cardQuestion(page: Page): Locator {
  return page.getByRole("dialog", { name: "Add from a contact card" });
}

export interface DroppedFile {
  readonly name: string;
  readonly type: string;
  readonly content: Buffer;
}

/** Drags a file over the window and drops it there; `whileOver` in between. */
export async function dropFile(page: Page, file: DroppedFile, whileOver: () => Promise<void>): Promise<void> {
  const data = await page.evaluateHandle(
    ({ name, type, bytes }) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([Uint8Array.from(bytes)], name, { type }));
      return transfer;
    },
    { name: file.name, type: file.type, bytes: [...file.content] },
  );
  const body = page.locator("body");
  await body.dispatchEvent("dragover", { dataTransfer: data });
  await expect(page.getByText("Drop a contact card here")).toBeVisible();
  await whileOver();
  await body.dispatchEvent("drop", { dataTransfer: data });
  await expect(page.getByText("Drop a contact card here")).toBeHidden();
}
