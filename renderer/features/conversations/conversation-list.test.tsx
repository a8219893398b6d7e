// @vitest-environment happy-dom
import { screen, within } from "@testing-library/react";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { ContactId } from "../../../shared/ids";
import { addMessage, updateConversation } from "../../testing/mock-world";
import { at, SCENE_NOW, writer } from "../../testing/people";
import { cleanUpAfterEach, renderApp } from "../../testing/render-app";
import { petrasWorld } from "../../testing/scenes";

cleanUpAfterEach();

beforeEach(() => {
  vi.useFakeTimers({ now: SCENE_NOW, shouldAdvanceTime: true });
});

function names(): (string | null)[] {
  return within(screen.getByRole("listbox"))
    .getAllByRole("option")
    .map((row) => row.textContent);
}

describe("the list of conversations", () => {
  it("lets the last line run in the direction of its own text, also after the word for a draft", async () => {
    await renderApp();
    const line = within(screen.getByRole("option", { name: /Eva/ })).getByText("About the keys to the");
    expect(line.getAttribute("dir")).toBe("auto");
    expect(line.previousElementSibling?.textContent).toBe("Draft: ");
  });

  it("has the latest first, with time, last line and unread", async () => {
    await renderApp();
    expect(names().slice(0, 3)).toEqual([
      "BKBob Kováč14:07Older protocol, not sent",
      "ZHZuzana Horáková14:06On my way, ten minutes.",
      "ANAlice Nováková13:58Two photos of the meter would help.2",
    ]);
  });

  it("shows what needs the user, and drafts, in the place of the last line", async () => {
    await renderApp();
    expect(screen.getByRole("option", { name: /Martin/ }).textContent).toContain("Not sent: address not found");
    expect(screen.getByRole("option", { name: /Prague/ }).textContent).toContain("Key changed, not sent");
    expect(screen.getByRole("option", { name: /Eva/ }).textContent).toContain("Draft: About the keys to the");
  });

  it("draws no more of an endless text than a row has room for", async () => {
    const app = await renderApp();
    const text = "endless ".repeat(100_000);
    await app.tell(...addMessage(app.bridge.world, writer(3, 9000).peer(at("14:08"), text)));
    const length = screen.getByRole("option", { name: /endless/ }).textContent.length;
    expect(length).toBeGreaterThan(1000);
    expect(length).toBeLessThan(3000);
  });

  it("is walked with the arrows and opened with Enter", async () => {
    const app = await renderApp();
    await app.user.keyboard("{Control>}k{/Control}{ArrowDown}{ArrowDown}");
    expect(document.activeElement?.textContent).toContain("Zuzana");
    await app.user.keyboard("{Enter}");
    await app.settle();
    expect(screen.getByRole("heading", { name: "Zuzana Horáková" })).toBeTruthy();
    await app.user.keyboard("{Alt>}{ArrowUp}{/Alt}");
    expect(screen.getByRole("heading", { name: "Bob Kováč" })).toBeTruthy();
  });

  it("hides presence while we are offline: we don't know", async () => {
    const app = await renderApp();
    await app.user.click(screen.getByRole("option", { name: /Bob/ }));
    await app.settle();
    expect(screen.getByText("Online since 08:41")).toBeTruthy();
    await app.tell({
      type: "connection-changed",
      connection: { status: "offline", since: SCENE_NOW, problem: "server-closed" },
    });
    expect(screen.queryByText("Online since 08:41")).toBeNull();
    expect(screen.getByText("Last seen 14:07")).toBeTruthy();
  });

  it("opens the chat that a notification asks for", async () => {
    const app = await renderApp();
    app.bridge.emit("window.openConversation", { contactId: 6 as ContactId });
    await app.settle();
    expect(screen.getByRole("heading", { name: "Jana Dvořáková" })).toBeTruthy();
  });
});

describe("a new message", () => {
  it("is begun by address, and a slip in it is told at once", async () => {
    const app = await renderApp();
    await app.user.keyboard("{Control>}n{/Control}");
    const dialog = within(screen.getByRole("dialog"));
    await app.user.type(dialog.getByLabelText("Address"), "nobody");
    await app.user.click(dialog.getByRole("button", { name: "Open chat" }));
    expect(dialog.getByRole("alert").textContent).toMatch(/not a full address/);
    await app.user.type(dialog.getByLabelText("Address"), "@sip.example.org");
    await app.user.type(dialog.getByLabelText("Name, if you like"), "Nora");
    await app.user.click(dialog.getByRole("button", { name: "Open chat" }));
    await app.settle();
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(screen.getByRole("heading", { name: "Nora" })).toBeTruthy();
    expect(screen.getByText(/Stamp doesn’t have Nora’s key yet/)).toBeTruthy();
  });

  it("to oneself is refused in words", async () => {
    const app = await renderApp();
    await app.user.click(screen.getByRole("button", { name: "New message" }));
    await app.user.type(screen.getByLabelText("Address"), "petra@sip.example.org{Enter}");
    await app.settle();
    expect(screen.getByRole("alert").textContent).toMatch(/your own address/);
  });
});

describe("a message request", () => {
  it("shows the address and the text, and is accepted into the list", async () => {
    const app = await renderApp();
    await app.user.click(screen.getByRole("button", { name: /Message requests/ }));
    const card = within(screen.getByRole("article", { name: "maria.k@sip.example.org" }));
    expect(card.getByText(/garden committee/)).toBeTruthy();
    await app.user.click(card.getByRole("button", { name: "Accept" }));
    await app.settle();
    expect(screen.getByRole("option", { name: /maria\.k/ })).toBeTruthy();
    expect(screen.queryByRole("button", { name: /Message requests/ })).toBeNull();
  });

  it("in 1.0 is not said to be encrypted to us", async () => {
    const world = petrasWorld();
    const maria = writer(10, 1100).peer(at("13:50"), "It is me.", { level: "1.0", marks: ["recipient-not-bound"] });
    addMessage(world, maria);
    const app = await renderApp({ world });
    await app.user.click(screen.getByRole("button", { name: /Message requests/ }));
    expect(screen.getByText("1.0, encrypted, but it doesn’t say for whom it is")).toBeTruthy();
  });

  it("says that something in an older protocol waits until it is accepted", async () => {
    const world = petrasWorld();
    const id = 10 as ContactId;
    world.messages.set(id, []);
    world.older.set(id, [writer(id, 1100).peer(at("13:50"), "Not to be seen", { level: "1.0" })]);
    updateConversation(world, id);
    const app = await renderApp({ world });
    await app.user.click(screen.getByRole("button", { name: /Message requests/ }));
    expect(screen.getByText(/^1 message in an older protocol than before/)).toBeTruthy();
    expect(screen.queryByText("Not to be seen")).toBeNull();
  });

  it("says from which day it is", async () => {
    vi.useFakeTimers({ now: SCENE_NOW + 3 * 86_400_000, shouldAdvanceTime: true });
    const app = await renderApp();
    await app.user.click(screen.getByRole("button", { name: /Message requests/ }));
    const card = within(screen.getByRole("article", { name: "maria.k@sip.example.org" }));
    expect(card.getByText("22 Nov, 13:37")).toBeTruthy();
  });

  it("disappears when the sender is blocked", async () => {
    const app = await renderApp();
    await app.user.click(screen.getByRole("button", { name: /Message requests/ }));
    await app.user.click(screen.getByRole("button", { name: "Block" }));
    await app.settle();
    expect(screen.getByText("No requests.")).toBeTruthy();
  });
});
