// Contact cards from one window to another: as a file that is chosen or dropped, and as a picture of a code.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { resize, shoot } from "./fixtures/screens";
import type { StampApp } from "./fixtures/stamp-app";
import { expect, test } from "./fixtures/test";
import { addCard, cardQuestion, dropFile } from "./pages/contact-cards";
import { openContactPanel } from "./pages/contact-panel";
import { leaveSettings, openChat, openSettings, row } from "./pages/main-window";

/** The next save dialogs answer with this path. */
async function saveTo({ electron }: StampApp, path: string): Promise<void> {
  await electron.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, path);
}

test("a card saved in one window adds the person in another, chosen as a file or dropped", async ({ apps, servers, people, userData }) => {
  await servers.start("embedded", [people.alice, people.bob, people.carol]);
  const [alice, carol] = await Promise.all([apps.open(people.alice), apps.open(people.carol)]);
  const own = join(userData, "alice.vcf");
  await saveTo(alice, own);
  await openSettings(alice.page, "Account");
  await shoot(alice.page, "card-account");
  await alice.page.getByRole("button", { name: "Show…" }).click();
  const dialog = alice.page.getByRole("dialog", { name: "Your contact card" });
  await expect(dialog.getByRole("img")).toBeVisible();
  await shoot(alice.page, "card-own");
  await dialog.getByRole("button", { name: "Save as file…" }).click();
  await expect(dialog.getByRole("button", { name: "Saved" })).toBeVisible();
  await dialog.getByRole("button", { name: "Close" }).first().click();
  await leaveSettings(alice.page);

  await addCard(carol.page, own);
  await expect(cardQuestion(carol.page)).toContainText("New contact");
  await shoot(carol.page, "card-add");
  await cardQuestion(carol.page).getByRole("button", { name: "Cancel" }).click();
  await expect(row(carol.page, people.alice.address)).toBeHidden();
  await addCard(carol.page, own);
  await cardQuestion(carol.page).getByLabel("Name, if you like").fill("Alice from work");
  await cardQuestion(carol.page).getByRole("button", { name: "Add contact" }).click();
  await expect(carol.page.getByRole("heading", { level: 2, name: "Alice from work" })).toBeVisible();
  const { panel, value } = await openContactPanel(carol.page);
  await expect(value("Fingerprint")).toHaveText(/^[0-9A-F:]{8} … /);

  // Alice hands Bob's card on; the name that she gave him stays with her.
  await openChat(alice.page, people.bob.address);
  const fingerprint = await (await openContactPanel(alice.page)).value("Fingerprint").textContent();
  await alice.page.getByRole("complementary", { name: "Contact" }).getByRole("button", { name: "Contact card" }).click();
  const handedOn = join(userData, "bob.vcf");
  await saveTo(alice, handedOn);
  await alice.page.getByRole("dialog", { name: "bob’s contact card" }).getByRole("button", { name: "Save as file…" }).click();
  await expect(alice.page.getByRole("button", { name: "Saved" })).toBeVisible();
  await dropFile(carol.page, { name: "bob.vcf", type: "text/vcard", content: readFileSync(handedOn) }, () => shoot(carol.page, "card-drop"));
  await expect(cardQuestion(carol.page)).toContainText(people.bob.address);
  await cardQuestion(carol.page).getByRole("button", { name: "Add contact" }).click();
  await expect(carol.page.getByRole("heading", { level: 2, name: people.bob.address })).toBeVisible();
  await expect(value("Fingerprint")).toHaveText(fingerprint ?? "");
  await expect(panel).toContainText("Not compared");
});

test("a picture of a code adds the person, and another key for a known one is told", async ({ apps, servers, people }) => {
  await servers.start("embedded", [people.alice, people.carol]);
  const [alice, carol] = await Promise.all([apps.open(people.alice), apps.open(people.carol)]);
  await openSettings(carol.page, "Account");
  await carol.page.getByRole("button", { name: "Show…" }).click();
  const picture = await carol.page.getByRole("dialog", { name: "Your contact card" }).getByRole("img").screenshot();

  await addCard(alice.page, { name: "carol.png", mimeType: "image/png", buffer: picture });
  await expect(cardQuestion(alice.page)).toContainText("Stamp checks that it is this one.");
  await shoot(alice.page, "card-code");
  await cardQuestion(alice.page).getByRole("button", { name: "Add contact" }).click();
  await expect(alice.page.getByRole("heading", { level: 2, name: people.carol.address })).toBeVisible();
  // Her certificate comes by presence and is for the key that the code named.
  const { panel } = await openContactPanel(alice.page);
  await expect(panel).toContainText("Not compared");

  const forged = "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Carol\r\nIMPP:sip:" + people.carol.address + "\r\nX-STAMP-SPKI-SHA256:" + "ab".repeat(32) + "\r\nEND:VCARD\r\n";
  await addCard(alice.page, { name: "carol.vcf", mimeType: "text/vcard", buffer: Buffer.from(forged) });
  await expect(cardQuestion(alice.page)).toContainText("Stamp knows another key for carol.");
  await shoot(alice.page, "card-other-key");
  await resize(alice, 480, 720);
  await shoot(alice.page, "card-narrow", ["light"]);
  await resize(alice, 1280, 800);
  await cardQuestion(alice.page).getByRole("button", { name: "Cancel" }).click();

  await addCard(alice.page, { name: "notes.vcf", mimeType: "text/vcard", buffer: Buffer.from("no card at all") });
  await expect(cardQuestion(alice.page).getByRole("alert")).toContainText("not a contact card");
  await shoot(alice.page, "card-damaged");
});
