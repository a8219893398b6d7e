// Diagnostics of a real account: what the connection did, what waits, and a log in which nobody can be found.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { answerSaveDialog } from "./fixtures/save-dialog";
import { shoot } from "./fixtures/screens";
import { expect, test } from "./fixtures/test";
import { chat } from "./pages/chat";
import { leaveSettings, openChat, openSettings, RECONNECTED } from "./pages/main-window";

test("a server that dies and comes back is in the timeline, a text that waits in the queue, and no address in the log", async ({ apps, servers, people, userData }) => {
  const server = await servers.start("embedded", [people.alice, people.bob]);
  const alice = await apps.open(people.alice);
  const { page } = alice;
  await openChat(page, people.bob.address);
  await server.kill();
  await expect(page.getByText(/^Not connected since/)).toBeVisible();
  await chat(page).send("Only for Bob");
  await chat(page).expectMark("Only for Bob", "Waiting");

  await openSettings(page, "Diagnostics");
  const group = (title: string) => page.locator("section").filter({ has: page.getByRole("heading", { level: 3, name: title, exact: true }) });
  await expect(group("Waits to go out")).toContainText("1 message to bob@stamp.test");
  await expect(group("Waits to go out")).toContainText("Waiting for its turn.");
  await expect(group("What the connection did")).toContainText("The server closed the connection.");
  await expect(group("This app")).toContainText("Multiple Ciphers");
  await shoot(page, "diagnostics");

  await server.restart();
  await page.getByRole("button", { name: "Try now" }).last().click();
  await expect(group("Connection")).toContainText("Connected since", RECONNECTED);
  await expect(group("What the connection did").getByRole("listitem").first()).toContainText("Connected");
  await expect(group("What the connection did")).toContainText("server-closed");

  await page.getByRole("button", { name: "Export log…" }).click();
  const shown = await page.getByRole("region", { name: /^What would be saved/ }).textContent();
  const file = join(userData, "log.txt");
  await answerSaveDialog(alice, file);
  await page.getByRole("button", { name: "Save as file…" }).click();
  await expect(page.getByRole("button", { name: "Saved" })).toBeVisible();
  const saved = readFileSync(file, "utf8");
  expect(saved).toBe(shown);
  expect(saved).toContain("sip-connection-ended");
  expect(saved).toContain("server=ws://domain-1:");
  for (const secret of ["alice", "bob", "stamp.test", "127.0.0.1", "Only for Bob", userData, people.alice.password]) expect(saved).not.toContain(secret);
  await leaveSettings(page);
});
