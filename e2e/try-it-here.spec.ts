// "Try it here": nothing but the mouse and what one has to type, and then the second window as the other person.
import type { Page } from "@playwright/test";
import { chat, own, peer } from "./pages/chat";
import { protectAndFinish } from "./pages/first-run";
import { leaveSettings, openChat, openRequest, openSettings } from "./pages/main-window";
import { PASSPHRASE } from "./fixtures/people";
import { expect, test } from "./fixtures/test";

declare global {
  interface Window {
    clicksSoFar?: number;
  }
}

const MOST_CLICKS = 5;

test("leads in five clicks from the first screen to a message that Echo has read, and then to a second person", async ({
  apps,
}) => {
  const first = await apps.start("default");
  const { page } = first;
  const clicks = await countClicks(page);
  await expect(page.getByRole("heading", { name: "Welcome to Stamp" })).toBeVisible();
  const started = Date.now();

  await test.step("five clicks to a message that was read and answered", async () => {
    await page.getByRole("button", { name: "Try it here" }).click();
    await page.keyboard.type(PASSPHRASE);
    await page.getByLabel("Passphrase again").click();
    await page.keyboard.type(PASSPHRASE);
    await page.getByRole("button", { name: "Make my key" }).click();
    await page.getByRole("button", { name: "Go on" }).click();
    await expect(page.getByRole("textbox", { name: "Message to Echo" })).toBeFocused();
    await page.keyboard.type("Is anybody there?");
    await page.getByRole("button", { name: "Send" }).click();
    await chat(page).expectMark("Is anybody there?", "Read");
    await chat(page).expectTexts([own("Is anybody there?"), peer("Is anybody there?")]);
    const seconds = (Date.now() - started) / 1000;
    console.log(`Try it here: ${await clicks()} clicks, ${seconds.toFixed(1)} s to a message that was read`);
    expect(await clicks()).toBeLessThanOrEqual(MOST_CLICKS);
    expect(seconds).toBeLessThan(60);
  });

  const second = await test.step("the second window joins as the other person", async () => {
    await openSettings(page, "Account");
    const window = await apps.second(first, () => page.getByRole("button", { name: "Open", exact: true }).click());
    await expect(window.page.getByText("friend@stamp.localhost")).toBeVisible();
    await window.page.getByRole("button", { name: "Join" }).click();
    await protectAndFinish(window.page, PASSPHRASE);
    await leaveSettings(page);
    return window.page;
  });

  await test.step("writes as a stranger, is accepted, and both write", async () => {
    await openChat(second, "you@stamp.localhost");
    await chat(second).send("It is me from the other window");
    const request = await openRequest(page, "friend@stamp.localhost");
    await expect(request.getByText("It is me from the other window")).toBeVisible();
    await request.getByRole("button", { name: "Accept" }).click();
    await chat(page).send("Welcome");
    await chat(page).expectMark("Welcome", "Read");
    await chat(second).expectMark("It is me from the other window", "Read");
    await chat(second).expectTexts([own("It is me from the other window"), peer("Welcome")]);
  });
});

/** Counts what the mouse does in the page; gives a function that tells the number. */
async function countClicks(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    window.clicksSoFar = 0;
    document.addEventListener("pointerdown", () => (window.clicksSoFar = (window.clicksSoFar ?? 0) + 1), true);
  });
  return () => page.evaluate(() => window.clicksSoFar ?? 0);
}
