// The system's key store, for real: it opens the account without a word, and when it is gone or another one nothing is
// lost and the recovery key still opens.
import { expect, test } from "./fixtures/test";
import { chat } from "./pages/chat";
import { finish } from "./pages/first-run";
import { expectOnline, openChat, row } from "./pages/main-window";

test("the system's key store opens the account by itself, and is never the only way in", async ({ apps, keyStores }) => {
  const store = await keyStores.start();
  const first = await apps.startWithKeyStore(store, "default");
  let { page } = first;

  await page.getByRole("button", { name: "Try it here" }).click();
  await expect(page.getByRole("radio", { name: /key store/ })).toBeChecked();
  await page.getByRole("button", { name: "Make my key" }).click();
  const recoveryKey = await finish(page);
  await expectOnline(page);
  await row(page, "Echo").click();
  await chat(page).send("Kept by the key store");
  await chat(page).expectMark("Kept by the key store", "Read");
  await first.close();

  await test.step("it opens without a word", async () => {
    const { page: again, close } = await apps.startWithKeyStore(store, "default");
    await expectOnline(again);
    await expect(row(again, "Echo")).toBeVisible();
    await close();
  });

  await test.step("without a key store the recovery key opens, and nothing was lost", async () => {
    const app = await apps.start("default");
    ({ page } = app);
    await expect(page.getByRole("heading", { name: "Unlock Stamp" })).toBeVisible();
    await expect(page.getByRole("status")).toHaveText("This computer’s key store is not available. Use the passphrase or the recovery key.");
    await page.getByRole("button", { name: "Use the recovery key" }).click();
    await page.getByLabel("Recovery key").fill(recoveryKey);
    await page.getByRole("button", { name: "Unlock" }).click();
    await expectOnline(page);
    await openChat(page, "Echo");
    await expect(chat(page).message("Kept by the key store").first()).toBeVisible();
    await app.close();
  });

  await test.step("another key store is told from the right one", async () => {
    const app = await apps.startWithKeyStore(await keyStores.start(), "default");
    ({ page } = app);
    await expect(page.getByRole("status")).toHaveText(
      "This computer’s key store has changed and no longer opens Stamp. Use the passphrase or the recovery key.",
    );
    await app.close();
  });

  await test.step("and the right one still opens", async () => {
    const { page: again } = await apps.startWithKeyStore(store, "default");
    await expectOnline(again);
  });
});
