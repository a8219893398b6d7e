// @vitest-environment happy-dom
import { screen, within } from "@testing-library/react";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { ContactId } from "../../../shared/ids";
import { findContact, updateContact } from "../../testing/mock-world";
import { ALL_CAPABILITIES, at, KEY, SCENE_NOW } from "../../testing/people";
import { cleanUpAfterEach, renderApp, type Rendered } from "../../testing/render-app";
import { petrasWorld } from "../../testing/scenes";

cleanUpAfterEach();

const BOB = 1 as ContactId;

beforeEach(() => {
  vi.useFakeTimers({ now: SCENE_NOW, shouldAdvanceTime: true });
});

async function openPanel(name: RegExp, world = petrasWorld()): Promise<Rendered> {
  const app = await renderApp({ world });
  await app.user.click(screen.getByRole("option", { name }));
  await app.settle();
  await app.user.click(screen.getByRole("button", { name: "Contact" }));
  await app.settle();
  return app;
}

function panel() {
  return within(screen.getByRole("complementary", { name: "Contact" }));
}

/** The value beside a name in the panel. */
function value(name: string): string {
  return panel().getByText(name).closest("div")?.textContent.slice(name.length) ?? "";
}

describe("the contact panel", () => {
  it("says in words and in raw strings what the contact's app supports", async () => {
    await openPanel(/Bob/, petrasWorld({ offline: true }));
    expect(panel().getByText("The newest that both apps know.")).toBeTruthy();
    expect(value("Bob’s app")).toBe("2.0, 2.1, 2.2, receipts3.1.2 3.1.2.1 3.1.2.2 3.1.3");
    expect(value("Never below")).toBe("2.2, proved 14 NovChange");
  });

  it("says why messages wait, and follows when the contact's app reports more", async () => {
    const app = await openPanel(/Bob/);
    expect(panel().getByText(/below the 2.2 you two have used/)).toBeTruthy();
    const { outlook: _before, ...bob } = findContact(app.bridge.world, BOB);
    await app.tell(
      updateContact(app.bridge.world, {
        ...bob,
        outlook: { type: "use", level: "2.2", reason: { code: "newest-common" } },
        capabilities: { strings: ALL_CAPABILITIES, carrier: "presence", since: at("14:07") },
      }),
    );
    expect(panel().getByText("The newest that both apps know.")).toBeTruthy();
    expect(value("Bob’s app")).toContain("2.2, receipts");
  });

  it("has the history of what was reported", async () => {
    const app = await openPanel(/Bob/);
    expect(value("Last change")).toContain("14:06, 2.2 to 2.1");
    await app.user.click(panel().getByRole("button", { name: "History" }));
    expect(panel().getAllByText("Reported by presence, not signed")).toHaveLength(2);
    expect(panel().getByText("Signed statement")).toBeTruthy();
    const lines = within(panel().getAllByRole("list").at(-1) as HTMLElement).getAllByRole("listitem");
    expect(lines.map((line) => line.textContent)).toEqual([
      expect.stringMatching(/^Removed 2\.2.*14:06.*3\.1\.2 3\.1\.2\.1 3\.1\.3$/),
      expect.stringMatching(/^Never below 2\.2.*Proved by a message or a signed statement$/),
      expect.stringMatching(/^Added 2\.2, receipts.*3\.1\.2 3\.1\.2\.1 3\.1\.2\.2 3\.1\.3$/),
      expect.stringMatching(/^2\.0, 2\.1.*3\.1\.2 3\.1\.2\.1$/),
    ]);
  });

  it("shows everything that the certificate says, to copy and to save", async () => {
    const app = await openPanel(/Bob/);
    await app.user.click(panel().getByRole("button", { name: "Show" }));
    await app.settle();
    const dialog = within(screen.getByRole("dialog", { name: "Bob’s certificate" }));
    for (const words of ["CN=bob@sip.example.org", "Names itself as its issuer", "RSA, 2048 bits", "RSA, SHA-256", "3 Mar 2026 to 3 Mar 2031", /^7C:41:9E:03:D2:A8:6B:55/]) expect(dialog.getByText(words)).toBeTruthy();
    app.bridge.failNext("contacts.saveCertificate", "file-not-saved");
    await app.user.click(dialog.getByRole("button", { name: "Save as file…" }));
    await app.settle();
    expect(dialog.getByRole("alert").textContent).toMatch(/could not be saved there/);
    await app.user.click(dialog.getByRole("button", { name: "Save as file…" }));
    await app.settle();
    expect(dialog.getByRole("button", { name: "Saved" })).toBeTruthy();
  });

  it("says when the key of a certificate has changed meanwhile", async () => {
    const app = await openPanel(/Bob/);
    app.bridge.failNext("contacts.certificate", "not-allowed-now");
    await app.user.click(panel().getByRole("button", { name: "Show" }));
    await app.settle();
    expect(within(screen.getByRole("dialog")).getByRole("alert").textContent).toMatch(/not possible right now/);
  });

  it("lowers the oldest protocol only after a choice", async () => {
    const app = await openPanel(/Bob/);
    await app.user.click(panel().getByRole("button", { name: "Change the oldest protocol" }));
    expect(panel().getByRole("button", { name: "Allow 2.2" })).toHaveProperty("disabled", true);
    await app.user.click(panel().getByRole("radio", { name: "Protocol 2.1" }));
    await app.user.click(panel().getByRole("button", { name: "Allow 2.1" }));
    await app.settle();
    expect(value("Never below")).toContain("2.1, set by you 22 Nov");
  });

  it("goes down to 1.0 only after it was said what that means", async () => {
    const app = await openPanel(/Bob/);
    await app.user.click(panel().getByRole("button", { name: "Change the oldest protocol" }));
    expect(panel().queryByText(/1\.0 is S\/MIME/)).toBeNull();
    await app.user.click(panel().getByRole("radio", { name: "Protocol 1.0" }));
    expect(panel().getByText(/1\.0 is S\/MIME, the oldest/)).toBeTruthy();
    await app.user.click(panel().getByRole("button", { name: "Allow 1.0" }));
    await app.settle();
    expect(value("Never below")).toBe("1.0, set by you 22 Nov");
  });

  it("says plainly what is not protected", async () => {
    await openPanel(/Bob/);
    expect(panel().getByText("No forward secrecy: a stolen key also opens older messages.")).toBeTruthy();
    expect(panel().getByText(/not compared. It could be someone else’s/)).toBeTruthy();
    expect(panel().getByText("Not compared")).toBeTruthy();
  });

  it("tells a compared key from one that was not", async () => {
    await openPanel(/Alice/);
    expect(panel().getByText("You compared the safety number on 14 Nov. Only you and Alice can read this chat.")).toBeTruthy();
    expect(panel().getByText("Compared")).toBeTruthy();
  });

  it("shows a changed key as such, and leads to its comparison", async () => {
    const app = await openPanel(/Prague/);
    expect(panel().getByText("Changed")).toBeTruthy();
    expect(value("New key")).toBe("E2:90:4B … 31:A6");
    await app.user.click(panel().getByRole("button", { name: "Compare safety number" }));
    await app.settle();
    await app.user.click(within(screen.getByRole("dialog")).getByRole("button", { name: "They match" }));
    await app.settle();
    expect(panel().getByText("Compared")).toBeTruthy();
    expect(value("Fingerprint")).toBe("E2:90:4B … 31:A6");
  });

  it("says which key a contact card named, while there is none, and when another one came", async () => {
    const world = petrasWorld();
    const announced = { fingerprint: "ee".repeat(32), announcedAt: SCENE_NOW };
    updateContact(world, { ...findContact(world, BOB), trust: { status: "unknown", announced } });
    const app = await openPanel(/Bob/, world);
    expect(panel().getByText(/It must be the one on the contact card/)).toBeTruthy();
    expect(value("On the card")).toBe("EE:EE:EE … EE:EE");
    expect(panel().queryByRole("button", { name: "Contact card" })).toBeNull();
    await app.tell(updateContact(world, { ...findContact(world, BOB), trust: { status: "unlike-card", announced, offered: KEY } }));
    expect(panel().getByText("Not the card’s")).toBeTruthy();
    expect(value("Came instead")).toBe("7C:41:9E … B2:0F");
  });

  it("renames the contact in place", async () => {
    const app = await openPanel(/Bob/);
    await app.user.click(panel().getByRole("button", { name: "Change the name" }));
    await app.user.keyboard("Robert{Enter}");
    await app.settle();
    expect(screen.getByRole("heading", { name: "Robert" })).toBeTruthy();
    expect(document.activeElement).toBe(panel().getByRole("button", { name: "Change the name" }));
  });

  it("asks for no decision while the contact's key is not known", async () => {
    const world = petrasWorld();
    updateContact(world, {
      ...findContact(world, BOB),
      trust: { status: "unknown" },
      outlook: { type: "hold", reason: { code: "capability-unknown" } },
    });
    await openPanel(/Bob/, world);
    expect(panel().queryByText("Waits for you")).toBeNull();
    expect(panel().getByRole("heading", { name: /Protocol/ }).textContent).toBe("ProtocolNot known yet");
  });

  it("blocks only after a question, and unblocks over the chat", async () => {
    const app = await openPanel(/Bob/);
    await app.user.click(panel().getByRole("button", { name: "Block" }));
    const dialog = within(screen.getByRole("dialog", { name: "Block Bob?" }));
    await app.user.click(dialog.getByRole("button", { name: "Block" }));
    await app.settle();
    const strip = screen.getByText("You blocked Bob. Nothing comes or goes.").parentElement as HTMLElement;
    await app.user.click(within(strip).getByRole("button", { name: "Unblock" }));
    await app.settle();
    expect(screen.queryByText(/You blocked Bob/)).toBeNull();
  });

  it("removes the contact and leaves the chat", async () => {
    const app = await openPanel(/Bob/);
    await app.user.click(panel().getByRole("button", { name: "Remove contact" }));
    await app.user.click(screen.getByRole("button", { name: "Remove" }));
    await app.settle();
    expect(screen.queryByRole("option", { name: /Bob/ })).toBeNull();
    expect(screen.getByText("Choose a chat, or write to somebody new.")).toBeTruthy();
  });
});
