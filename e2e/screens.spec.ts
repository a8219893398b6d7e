// Every screen once, with something real on it, in light and dark. What is asserted is only that it is the screen that
// it is meant to be; how it looks is for people (test-results/screens).
import { damageHistory } from "./fixtures/damage";
import { PASSPHRASE, type People } from "./fixtures/people";
import { resize, shoot } from "./fixtures/screens";
import type { StampApp } from "./fixtures/stamp-app";
import { expect, test, type Apps } from "./fixtures/test";
import { chat } from "./pages/chat";
import { openContactPanel } from "./pages/contact-panel";
import { fillSignIn, readRecoveryKey, testSteps, unlock } from "./pages/first-run";
import { connectionLine, leaveSettings, openChat, openRequest, openSettings, RECONNECTED, row, writeTo } from "./pages/main-window";

test("screens before the main window", async ({ apps, servers, userData, people }) => {
  const server = await servers.start("embedded", [people.alice]);
  const { page } = await apps.start("default");
  await expect(page.getByRole("heading", { name: "Welcome to Stamp" })).toBeVisible();
  await shoot(page, "welcome", ["dark", "contrast", "light"]);
  await fillSignIn(page, { address: people.alice.address, password: "not the password", server: server.url });
  await page.getByRole("button", { name: "Test", exact: true }).click();
  await expect(testSteps(page).last()).toContainText("Sign-in refused");
  await shoot(page, "welcome-test");

  await page.getByRole("button", { name: "Try it here" }).click();
  await shoot(page, "protection");
  await page.getByLabel("Passphrase", { exact: true }).fill(PASSPHRASE);
  await page.getByLabel("Passphrase again").fill("something else");
  await page.getByRole("button", { name: "Make my key" }).click();
  await expect(page.getByText("The two are not the same. Type the passphrase again.")).toBeVisible();
  await shoot(page, "protection-different");
  await page.getByLabel("Passphrase again").fill(PASSPHRASE);
  await page.getByRole("button", { name: "Make my key" }).click();
  await readRecoveryKey(page);
  await shoot(page, "recovery-key");
  await page.getByRole("button", { name: "Go on" }).click();
  await expect(row(page, "Echo")).toBeVisible();
  await shoot(page, "main-nothing-open");

  const friend = await apps.start("friend", "--join-try");
  await expect(friend.page.getByRole("button", { name: "Join" })).toBeVisible();
  await shoot(friend.page, "join");

  const alice = await apps.start("alice");
  await expect(alice.page.getByRole("heading", { name: "Unlock Stamp" })).toBeVisible();
  await shoot(alice.page, "unlock");
  await unlock(alice.page, "not the passphrase");
  await expect(alice.page.getByText("That is not the passphrase.")).toBeVisible();
  await shoot(alice.page, "unlock-wrong");
  await alice.page.getByRole("button", { name: "Use the recovery key" }).click();
  await shoot(alice.page, "unlock-recovery-key");
  damageHistory(userData, "alice");
  await alice.page.getByLabel("Recovery key").fill(people.alice.recoveryKey);
  await alice.page.getByRole("button", { name: "Unlock" }).click();
  await expect(alice.page.getByRole("heading", { name: "Stamp can’t open your history" })).toBeVisible();
  await shoot(alice.page, "blocked");
});

test("screens of the main window", async ({ apps, servers, people }) => {
  const server = await servers.start("embedded", [people.alice, people.bob, people.carol]);
  const alice = await apps.open(people.alice);
  const { page } = alice;
  await conversation(apps, people, alice);
  await shoot(page, "chat", ["dark", "contrast", "light"]);

  await test.step("contact and message", async () => {
    const { panel } = await openContactPanel(page);
    await shoot(page, "contact-panel", ["dark", "contrast", "light"]);
    await panel.getByRole("button", { name: "History" }).click();
    await shoot(page, "contact-panel-history");
    await panel.getByRole("button", { name: "Change the oldest protocol" }).click();
    await panel.getByText("Protocol 2.1").click();
    await shoot(page, "contact-panel-pin");
    await panel.getByRole("button", { name: "Compare safety number" }).click();
    await expect(page.getByRole("dialog").getByRole("listitem")).toHaveCount(12);
    await shoot(page, "safety-number");
    await page.keyboard.press("Escape");
    await panel.getByRole("button", { name: "Block" }).click();
    await shoot(page, "block-question");
    await page.keyboard.press("Escape");
    await chat(page).message("Shall we meet at six?").getByText("Shall we meet at six?").click();
    await expect(page.getByRole("complementary", { name: "Message details" })).toContainText("Read by bob");
    await shoot(page, "message-details");
    await page.getByRole("complementary").getByRole("button", { name: "Close" }).click();
    await chat(page).message("Shall we meet at six?").click({ button: "right" });
    await shoot(page, "message-menu");
    await page.getByRole("menuitem", { name: "Delete for me" }).click();
    await shoot(page, "delete-question");
    await page.keyboard.press("Escape");
  });

  await test.step("a request, a new chat, the keys, the settings", async () => {
    const request = await openRequest(page, people.carol.address);
    await expect(request).toContainText("Hello, this is Carol");
    await shoot(page, "request");
    await page.keyboard.press("Control+N");
    await shoot(page, "new-message");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+/");
    await shoot(page, "keyboard-help");
    await page.keyboard.press("Escape");
    for (const name of ["Account", "Security", "Appearance", "Network", "Data", "Blocked", "Diagnostics", "About"] as const) {
      await openSettings(page, name);
      await shoot(page, `settings-${name.toLowerCase()}`);
      if (name === "Account") {
        await page.getByRole("button", { name: "Remove…" }).click();
        await shoot(page, "remove-account");
        await page.keyboard.press("Escape");
        await page.getByRole("button", { name: "Sign out…" }).click();
        await shoot(page, "sign-out-question");
        await page.keyboard.press("Escape");
      }
      await leaveSettings(page);
    }
  });

  await test.step("in a narrow window", async () => {
    await resize(alice, 480, 800);
    await page.getByRole("main").getByRole("button", { name: "Back" }).click();
    await shoot(page, "narrow-list");
    await openRequest(page, people.carol.address);
    await shoot(page, "narrow-request");
    await page.getByRole("main").getByRole("button", { name: "Back" }).click();
    await openChat(page, people.bob.address);
    await shoot(page, "narrow-chat");
    await openContactPanel(page);
    await shoot(page, "narrow-contact-panel");
    await page.getByRole("complementary").getByRole("button", { name: "Close" }).click();
    await page.keyboard.press("Control+,");
    await shoot(page, "narrow-settings");
    await page.keyboard.press("Escape");
    await resize(alice, 900, 700);
    await openContactPanel(page);
    await shoot(page, "medium-contact-panel");
    await page.keyboard.press("Escape");
    await resize(alice, 1200, 800);
  });

  await test.step("without a connection", async () => {
    await server.kill();
    await chat(page).send("Are you still there?");
    await chat(page).send("I will be a little late");
    await expect(connectionLine(page, /^Not connected since/)).toContainText("Next try in");
    await shoot(page, "offline");
    await resize(alice, 480, 800);
    await shoot(page, "narrow-offline");
    await resize(alice, 1200, 800);
  });

  await test.step("with another password", async () => {
    await server.addAccount({ ...people.alice, password: "changed" });
    await expect(connectionLine(page, "Sign-in refused.")).toBeVisible(RECONNECTED);
    await shoot(page, "sign-in-refused");
    await page.getByRole("button", { name: "Sign in again" }).click();
    await shoot(page, "sign-in-again");
  });
});

test("screens of what can happen to a message", async ({ apps, servers, people }) => {
  const server = await servers.start("embedded", [people.alice]);
  const alice = await apps.open(people.alice, "--stamp-response-deadline=1000", "--stamp-retry-schedule=0,60000");
  const { page } = alice;
  await openChat(page, people.bob.address);
  await chat(page).send("Is this the right address?");
  await chat(page).send("I think it is");
  await chat(page).expectMark("I think it is", "Not sent");
  await shoot(page, "message-failed");
  await resize(alice, 480, 800);
  await shoot(page, "narrow-message-failed");
  await resize(alice, 1200, 800);

  await server.addAccount(people.bob);
  await page.getByRole("button", { name: "Resend all" }).click();
  await chat(page).expectMark("I think it is", "Handed to the server");
  await shoot(page, "message-stored");

  server.freeze();
  await chat(page).send("Does the server hear me?");
  await chat(page).expectMark("Does the server hear me?", "Trying again");
  await chat(page).send("And this one?");
  await expect(chat(page).message("And this one?")).toContainText("Waits for the message above");
  await shoot(page, "message-retrying");
  server.thaw();
  await chat(page).expectMark("And this one?", "Handed to the server");

  await apps.open(people.bob, "--stamp-capabilities=3.1.2,3.1.2.1,3.1.3");
  await openContactPanel(page);
  await expect(page.getByText("below the 2.2 you two have used")).toBeVisible();
  await chat(page).send("For your eyes only");
  await chat(page).expectMark("For your eyes only", "Needs your decision");
  await shoot(page, "message-held", ["dark", "contrast", "light"]);
  await resize(alice, 480, 800);
  await page.getByRole("complementary").getByRole("button", { name: "Close" }).click();
  await shoot(page, "narrow-message-held");
});

/** Alice and Bob have talked, both windows are open, and Carol has written. */
async function conversation(apps: Apps, people: People, alice: StampApp): Promise<void> {
  const [bob, carol] = await Promise.all([apps.open(people.bob), apps.open(people.carol)]);
  await openChat(alice.page, people.bob.address);
  await openChat(bob.page, people.alice.address);
  const talk = [
    ["Shall we meet at six?", "Six is good 🙂"],
    ["I bring the plans. They are long, so here is the short version:\n\n1. coffee\n2. walk\n3. more coffee", "Perfect."],
    ["Where exactly?", "שלום, ברחוב הראשי"],
    ["By the old bridge, on the side of the market, where the tram number nine stops and the trees begin.", "I will find it, see you there. And do not forget the keys this time, please, it was a long night on the stairs."],
  ] as const;
  for (const [question, answer] of talk) {
    await chat(alice.page).send(question);
    await expect(row(bob.page, people.alice.address)).toContainText(question.slice(0, 10));
    await chat(bob.page).send(answer);
    await expect(row(alice.page, people.bob.address)).toContainText(answer.slice(0, 10));
  }
  await chat(alice.page).expectMark("Where exactly?", "Read");
  await writeTo(carol.page, people.alice.address);
  await chat(carol.page).send("Hello, this is Carol. We met at the library last week.");
  await expect(alice.page.getByRole("button", { name: "Message requests" })).toBeVisible();
}
