// @vitest-environment happy-dom
import { act, screen, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { LARGEST_CARD } from "../../../shared/contact-card";
import type { ContactId } from "../../../shared/ids";
import { mockCard, mockCode } from "../../testing/mock-cards";
import { findContact, sessionOf } from "../../testing/mock-world";
import { KEY, SCENE_NOW } from "../../testing/people";
import { canReadPictures, pictureFile } from "../../testing/pictures";
import { cleanUpAfterEach, renderApp, type Rendered } from "../../testing/render-app";

cleanUpAfterEach();
afterEach(() => {
  vi.unstubAllGlobals();
});

const BOB = 1 as ContactId;
const STRANGE = "ee".repeat(32);
const CAROL = "carol@sip.example.org";

beforeEach(() => {
  vi.useFakeTimers({ now: SCENE_NOW, shouldAdvanceTime: true });
});

const cardFile = (text: string, name = "card.vcf"): File => new File([text], name, { type: "text/vcard" });
const question = () => within(screen.getByRole("dialog", { name: "Add from a contact card" }));

async function choose(file: File): Promise<Rendered> {
  const app = await renderApp();
  await app.user.click(screen.getByRole("button", { name: "New message" }));
  await app.user.upload(screen.getByLabelText("Add from a contact card…", { selector: "input" }), file);
  return app;
}

/** A step of dragging this file, as the browser tells it. */
function drag(type: "dragover" | "dragleave" | "drop", file: File): void {
  const dataTransfer = { types: ["Files"], files: [file], dropEffect: "none" };
  act(() => {
    document.dispatchEvent(Object.assign(new Event(type, { bubbles: true, cancelable: true }), { dataTransfer, relatedTarget: null }));
  });
}

function drop(file: File): void {
  drag("dragover", file);
  drag("drop", file);
}

const contactAt = (app: Rendered, address: string) => sessionOf(app.bridge.world).contacts.find((contact) => contact.address === address);

describe("a contact card from a file", () => {
  it("shows who would be added, and adds nobody before it is confirmed", async () => {
    const app = await choose(cardFile(mockCard(CAROL, STRANGE, "Carol Nováková")));
    expect(await question().findByText("New contact")).toBeTruthy();
    expect(question().getByText(CAROL)).toBeTruthy();
    expect(question().getByText("EE:EE:EE … EE:EE")).toBeTruthy();
    expect(question().getByText(/as trustworthy as the way the card came/)).toBeTruthy();
    expect(document.activeElement?.textContent).toBe("Cancel");
    expect(contactAt(app, CAROL)).toBeUndefined();

    const name = question().getByLabelText("Name, if you like");
    expect(name).toHaveProperty("value", "Carol Nováková");
    await app.user.clear(name);
    await app.user.type(name, "Carol");
    await app.user.click(question().getByRole("button", { name: "Add contact" }));
    await app.settle();
    expect(contactAt(app, CAROL)).toMatchObject({ localName: "Carol", trust: { status: "pinned", key: { fingerprint: STRANGE } } });
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(screen.getByRole("heading", { level: 2, name: "Carol" })).toBeTruthy();
  });

  it("with another key than the known one shows both, and replaces nothing", async () => {
    const app = await choose(cardFile(mockCard("bob@sip.example.org", STRANGE, "Mallory")));
    expect((await question().findByRole("alert")).textContent).toMatch(/another key for Bob.*Nothing is replaced/);
    expect(question().getByText("7C:41:9E … B2:0F")).toBeTruthy();
    expect(question().getByText("EE:EE:EE … EE:EE")).toBeTruthy();
    // The name that the user gave stays.
    expect(question().queryByLabelText("Name, if you like")).toBeNull();
    await app.user.click(question().getByRole("button", { name: "Take the card" }));
    await app.settle();
    expect(findContact(app.bridge.world, BOB)).toMatchObject({
      localName: "Bob Kováč",
      trust: { status: "changed", key: { fingerprint: KEY.fingerprint }, offered: { fingerprint: STRANGE } },
    });
  });

  it("of a contact with the same key only opens the chat", async () => {
    const app = await choose(cardFile(mockCard("bob@sip.example.org", KEY.fingerprint)));
    expect(await question().findByText("This is the key that Stamp already knows for Bob.")).toBeTruthy();
    await app.user.click(question().getByRole("button", { name: "Open chat" }));
    await app.settle();
    expect(screen.getByRole("heading", { level: 2, name: "Bob Kováč" })).toBeTruthy();
  });

  it("says what adding a blocked or a requesting address means", async () => {
    const app = await choose(cardFile(mockCard("spam@sip.example.org", STRANGE)));
    expect(await question().findByText(/You blocked this address/)).toBeTruthy();
    await app.user.upload(question().getByLabelText("Choose another file…", { selector: "input" }), cardFile(mockCard("maria.k@sip.example.org", STRANGE)));
    expect(await question().findByText(/Has asked to write to you/)).toBeTruthy();
  });

  it.each([
    ["is none", cardFile("hello"), /not a contact card, or it is damaged/],
    ["has no SIP address", cardFile("BEGIN:VCARD\r\nEND:VCARD\r\n"), /no SIP address/],
    ["is too large", cardFile("x".repeat(LARGEST_CARD + 1)), /too large for a contact card/],
    ["is the own one", cardFile(mockCard("petra@sip.example.org", KEY.fingerprint)), /your own address/],
  ])("that %s says so, and another file can be chosen", async (_what, file, sentence) => {
    const app = await choose(file);
    expect((await question().findByRole("alert")).textContent).toMatch(sentence);
    expect(question().queryByRole("button", { name: "Add contact" })).toBeNull();
    await app.user.upload(question().getByLabelText("Choose another file…", { selector: "input" }), cardFile(mockCard(CAROL, STRANGE)));
    expect(await question().findByText("New contact")).toBeTruthy();
  });

  it("tells when main refuses, and stays open", async () => {
    const app = await choose(cardFile(mockCard(CAROL, STRANGE)));
    await question().findByText("New contact");
    app.bridge.failNext("cards.import", "disk-full");
    await app.user.click(question().getByRole("button", { name: "Add contact" }));
    await app.settle();
    expect(question().getByRole("alert").textContent).toMatch(/disk is full/);
  });
});

describe("a contact card from a code", () => {
  it("adds the contact and says which key it will have", async () => {
    canReadPictures();
    const app = await choose(pictureFile(mockCode(CAROL, STRANGE)));
    expect(await question().findByText(/Stamp checks that it is this one/)).toBeTruthy();
    await app.user.click(question().getByRole("button", { name: "Add contact" }));
    await app.settle();
    expect(contactAt(app, CAROL)).toMatchObject({ trust: { status: "unknown", announced: { fingerprint: STRANGE } } });
  });

  it("with another key than the known one warns and changes nothing", async () => {
    canReadPictures();
    await choose(pictureFile(mockCode("bob@sip.example.org", STRANGE)));
    expect((await question().findByRole("alert")).textContent).toMatch(/nothing is changed/);
    expect(question().getByRole("button", { name: "Open chat" })).toBeTruthy();
  });
});

describe("a file dropped on the window", () => {
  it("is taken for a contact card", async () => {
    await renderApp();
    drop(cardFile(mockCard(CAROL, STRANGE)));
    expect(await question().findByText("New contact")).toBeTruthy();
  });

  it("that is a picture of a kind we don't read says so", async () => {
    await renderApp();
    drop(new File(["GIF89a"], "card.gif", { type: "image/gif" }));
    expect(await question().findByText(/Use a PNG or JPEG file/)).toBeTruthy();
  });

  it("shows where it would go while it is held over it, and not any more when it leaves", async () => {
    await renderApp();
    drag("dragover", cardFile("x"));
    expect(screen.getByText("Drop a contact card here")).toBeTruthy();
    drag("dragleave", cardFile("x"));
    expect(screen.queryByText("Drop a contact card here")).toBeNull();
  });

  it("waits while a dialog asks something else", async () => {
    const app = await renderApp();
    await app.user.click(screen.getByRole("button", { name: "New message" }));
    drop(cardFile(mockCard(CAROL, STRANGE)));
    await app.settle();
    expect(screen.getByRole("dialog", { name: "New message" })).toBeTruthy();
  });
});

describe("a contact card to hand on", () => {
  it("is shown as a code and saved as a file, the own one from the settings", async () => {
    const app = await renderApp();
    await app.user.click(screen.getByRole("button", { name: "Settings" }));
    await app.user.click(screen.getByRole("button", { name: "Show…" }));
    await app.settle();
    const dialog = within(screen.getByRole("dialog", { name: "Your contact card" }));
    expect(dialog.getByRole("img", { name: "Contact card of petra@sip.example.org as a code" })).toBeTruthy();
    await app.user.click(dialog.getByRole("button", { name: "Save as file…" }));
    await app.settle();
    expect(dialog.getByRole("button", { name: "Saved" })).toBeTruthy();
    app.bridge.failNext("cards.save", "file-not-saved");
    await app.user.click(dialog.getByRole("button", { name: "Saved" }));
    await app.settle();
    expect(dialog.getByRole("alert")).toBeTruthy();
    expect(dialog.getByRole("button", { name: "Save as file…" })).toBeTruthy();
  });

  it("is the contact's from the panel", async () => {
    const app = await renderApp();
    await app.user.click(screen.getByRole("option", { name: /Bob/ }));
    await app.user.click(screen.getByRole("button", { name: "Contact" }));
    await app.user.click(screen.getByRole("button", { name: "Contact card" }));
    await app.settle();
    const dialog = within(screen.getByRole("dialog", { name: "Bob’s contact card" }));
    expect(dialog.getByRole("img", { name: "Contact card of bob@sip.example.org as a code" })).toBeTruthy();
  });
});
