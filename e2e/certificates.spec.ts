// The own certificate: renewed, asked for, signed by an authority, replaced. Contacts see the same key all the time.
import { execFileSync } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { makeAuthority } from "./fixtures/authority";
import { answerSaveDialog } from "./fixtures/save-dialog";
import { resize, shoot } from "./fixtures/screens";
import { expect, test } from "./fixtures/test";
import { chat, own, peer } from "./pages/chat";
import { openContactPanel } from "./pages/contact-panel";
import { leaveSettings, openChat, openSettings } from "./pages/main-window";

/** The hidden field behind the button with this label. */
const chooseFile = (page: Page, label: string, file: string): Promise<void> =>
  page.locator(`input[type=file][aria-label="${label}"]`).setInputFiles(file);

test("the own certificate is renewed and signed by an authority, and contacts notice nothing", async ({ apps, servers, people, userData }) => {
  await servers.start("embedded", [people.alice, people.bob]);
  const [alice, bob] = await Promise.all([apps.open(people.alice), apps.open(people.bob)]);
  await openChat(bob.page, people.alice.address);
  const { panel, value } = await openContactPanel(bob.page);
  const fingerprint = await value("Fingerprint").innerText();
  const authority = makeAuthority(userData, "Example Org");

  await openSettings(alice.page, "Security");
  const settings = alice.page.getByRole("main");
  await settings.getByRole("button", { name: "Renew" }).click();
  await expect(settings.getByText("You have a new certificate for the same key.")).toBeVisible();

  const request = join(userData, "alice.csr");
  await answerSaveDialog(alice);
  await settings.getByRole("button", { name: "Save request…" }).click();
  expect(existsSync(request)).toBe(false);
  await answerSaveDialog(alice, join(userData, "no such folder", "alice.csr"));
  await settings.getByRole("button", { name: "Save request…" }).click();
  await expect(settings.getByRole("alert")).toContainText("The file could not be saved there.");
  await answerSaveDialog(alice, request);
  await settings.getByRole("button", { name: "Save request…" }).click();
  await expect(settings.getByText("The signing request is saved.")).toBeVisible();
  const subject = execFileSync("openssl", ["req", "-in", request, "-verify", "-noout", "-subject"], { encoding: "utf8", stdio: "pipe" });
  expect(subject).toContain(people.alice.address);

  const signed = authority.sign(request, 20);
  await chooseFile(alice.page, "Choose certificate…", signed);
  await expect(settings.getByRole("alert")).toContainText("None of your authorities has signed this certificate.");
  writeFileSync(join(userData, "hello.pem"), "hello");
  await chooseFile(alice.page, "Add…", join(userData, "hello.pem"));
  await expect(settings.getByText("There is no certificate in this file")).toBeVisible();
  await chooseFile(alice.page, "Add…", authority.file);
  await expect(alice.page.getByRole("dialog", { name: "Believe Example Org?" })).toBeVisible();
  await shoot(alice.page, "authority-question");
  await alice.page.getByRole("button", { name: "Believe it" }).click();
  await expect(settings.getByText("Example Org", { exact: true })).toBeVisible();
  await chooseFile(alice.page, "Choose certificate…", signed);
  await expect(settings.getByText("Certificate signed by Example Org")).toBeVisible();
  await expect(alice.page.getByRole("status").filter({ hasText: "Example Org has to sign a new one." })).toBeVisible();
  await settings.getByText("Example Org", { exact: true }).scrollIntoViewIfNeeded();
  await shoot(alice.page, "settings-certificate", ["dark", "contrast", "light"]);
  await resize(alice, 480, 860);
  await shoot(alice.page, "settings-certificate-narrow");
  await resize(alice, 1280, 800);

  await openSettings(bob.page, "Security");
  await chooseFile(bob.page, "Add…", authority.file);
  await bob.page.getByRole("button", { name: "Believe it" }).click();
  await expect(bob.page.getByText("Example Org", { exact: true })).toBeVisible();
  await leaveSettings(bob.page);
  await openContactPanel(bob.page);
  await expect(value("Confirmed")).toHaveText("by your authority Example Org");
  await expect(value("Valid")).toContainText("It should be renewed soon on alice’s side. Messages go on.");
  expect(await value("Fingerprint").innerText()).toBe(fingerprint);
  await panel.getByText("by your authority Example Org").scrollIntoViewIfNeeded();
  await shoot(bob.page, "contact-certificate");

  await leaveSettings(alice.page);
  await openChat(alice.page, people.bob.address);
  await chat(alice.page).send("With another certificate");
  await chat(alice.page).expectMark("With another certificate", "Read");
  await chat(bob.page).expectTexts([peer("Hello Bob"), own("Hello Alice"), peer("With another certificate")]);
  await expect(chat(bob.page).log.getByText(/key/i)).toHaveCount(0);
});
