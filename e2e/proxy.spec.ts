// Signing in through a proxy in the real window, and changing the way to the server afterwards.
import { startHttpProxy, startSocksProxy } from "../main/sip/testing/proxies";
import { PASSPHRASE } from "./fixtures/people";
import { resize, shoot } from "./fixtures/screens";
import { expect, test } from "./fixtures/test";
import { fillSignIn, protectAndFinish, testSteps } from "./pages/first-run";
import { connectionLine, expectOnline, openSettings, RECONNECTED } from "./pages/main-window";

const CREDENTIALS = { user: "anna", password: "between-us" };

test("an account signs in through a proxy, and changes to another one and to none", async ({ apps, servers, people }) => {
  const server = await servers.start("embedded", [people.alice]);
  const [http, socks] = await Promise.all([startHttpProxy(CREDENTIALS), startSocksProxy()]);
  try {
    const app = await apps.start("behind-a-proxy");
    const { page } = app;
    await test.step("sign in", async () => {
      await fillSignIn(page, { address: people.alice.address, password: people.alice.password, server: server.url });
      await page.getByRole("button", { name: "Set it" }).click();
      await page.getByLabel("Proxy", { exact: true }).fill("proxy");
      await page.getByRole("button", { name: "Test", exact: true }).click();
      await expect(page.getByText("This is not a proxy’s address.")).toBeVisible();
      await page.getByLabel("Proxy", { exact: true }).fill(http.url);
      await page.getByLabel("User name at the proxy").fill(CREDENTIALS.user);
      await page.getByLabel("Password at the proxy").fill("something else");
      await page.getByRole("button", { name: "Test", exact: true }).click();
      await expect(testSteps(page).last()).toContainText("The proxy doesn’t let Stamp through");
      await shoot(page, "welcome-proxy");
      await page.getByLabel("Password at the proxy").fill(CREDENTIALS.password);
      await page.getByRole("button", { name: "Test", exact: true }).click();
      await expect(testSteps(page).last()).toContainText("Signed in");
      await page.getByRole("button", { name: "Sign in", exact: true }).click();
      await protectAndFinish(page, PASSPHRASE);
      await expectOnline(page);
    });

    await test.step("the proxy fails", async () => {
      await http.stop();
      const line = connectionLine(page, /^Not connected since/);
      await expect(line).toContainText("The proxy can’t be reached", RECONNECTED);
      await shoot(page, "connection-proxy");
    });

    await test.step("another one, then none", async () => {
      await openSettings(page, "Network");
      await expect(page.getByText(http.url)).toBeVisible();
      await expect(page.getByText(CREDENTIALS.password)).toHaveCount(0);
      await page.getByRole("button", { name: "Change…" }).scrollIntoViewIfNeeded();
      await shoot(page, "settings-network");
      await page.getByRole("button", { name: "Change…" }).click();
      const dialog = page.getByRole("dialog", { name: "Proxy" });
      await shoot(page, "settings-proxy", ["dark", "contrast", "light"]);
      await resize(app, 480, 640);
      await shoot(page, "settings-proxy-narrow");
      await dialog.getByLabel("Proxy", { exact: true }).fill(socks.url);
      await dialog.getByLabel("User name at the proxy").fill("");
      await dialog.getByRole("button", { name: "Connect through it" }).click();
      await expect(dialog).toBeHidden();
      await shoot(page, "settings-network-narrow");
      await resize(app, 1100, 760);
      await expect(connectionLine(page, /^Not connected since/)).toBeHidden(RECONNECTED);
      await expect(page.getByText(socks.url)).toBeVisible();
      await page.getByRole("button", { name: "Change…" }).click();
      await dialog.getByLabel("Proxy", { exact: true }).fill("");
      await dialog.getByRole("button", { name: "Connect without a proxy" }).click();
      await expect(page.getByText("No proxy", { exact: true })).toBeVisible();
      await socks.stop();
      await expect(connectionLine(page, /^Not connected since/)).toBeHidden();
    });
  } finally {
    await Promise.all([http.stop(), socks.stop()]);
  }
});
