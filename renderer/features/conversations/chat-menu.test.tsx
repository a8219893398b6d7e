// @vitest-environment happy-dom
import { act, fireEvent, screen } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import type { ContactId } from "../../../shared/ids";
import { sessionOf } from "../../testing/mock-world";
import { cleanUpAfterEach, renderApp, type Rendered } from "../../testing/render-app";

cleanUpAfterEach();

const ALICE = 3 as ContactId;

const alice = (): HTMLElement => screen.getByRole("option", { name: /Alice Nováková/ });
const conversation = (app: Rendered) => sessionOf(app.bridge.world).conversations.find((one) => one.contactId === ALICE);

async function choose(app: Rendered, entry: string | RegExp): Promise<void> {
  fireEvent.contextMenu(alice());
  await app.user.click(screen.getByRole("menuitem", { name: entry }));
  await app.settle();
}

describe("the menu of a row in the list", () => {
  it("opens with the keyboard too, and gives it back", async () => {
    const app = await renderApp();
    alice().focus();
    await app.user.keyboard("{Shift>}{F10}{/Shift}");
    expect(document.activeElement).toBe(screen.getByRole("menuitem", { name: "Open contact" }));
    await app.user.keyboard("{Escape}");
    expect(document.activeElement).toBe(alice());
    expect(app.store.getState().ui.openChat).toBeUndefined();
  });

  it("marks what is unread as read, at once in row and title", async () => {
    const app = await renderApp();
    expect(document.title).toBe("(2) Stamp");
    await choose(app, "Mark as read");
    expect(screen.queryByRole("img", { name: "2 unread" })).toBeNull();
    expect(document.title).toBe("Stamp");
    fireEvent.contextMenu(alice());
    expect(screen.queryByRole("menuitem", { name: "Mark as read" })).toBeNull();
  });

  it("mutes for an hour, shows that until it is over, and unmutes", async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    const app = await renderApp();
    await choose(app, "Mute for 1 hour");
    expect(screen.getByRole("img", { name: /^Muted until/ })).toBeTruthy();
    expect(conversation(app)?.mutedUntil).toBeGreaterThan(Date.now() + 3_500_000);
    await act(() => vi.advanceTimersByTimeAsync(3_600_100));
    expect(screen.queryByRole("img", { name: /^Muted/ })).toBeNull();
    await choose(app, "Mute until I take it back");
    expect(screen.getByRole("img", { name: "Muted" })).toBeTruthy();
    await choose(app, "Unmute");
    expect(screen.queryByRole("img", { name: /^Muted/ })).toBeNull();
    expect(conversation(app)?.mutedUntil).toBeUndefined();
  });

  it("mutes until eight in the morning of the next day", async () => {
    const app = await renderApp();
    await choose(app, /^Mute until tomorrow/);
    const until = new Date(conversation(app)?.mutedUntil ?? 0);
    expect([until.getHours(), until.getMinutes()]).toEqual([8, 0]);
    expect(until.getTime()).toBeGreaterThan(Date.now());
    expect(until.getDate()).not.toBe(new Date().getDate());
  });

  it("deletes the history after a question; the contact stays", async () => {
    const app = await renderApp();
    await choose(app, "Delete history for me");
    await app.user.click(screen.getByRole("button", { name: "Keep it" }));
    expect(conversation(app)?.lastMessage).toBeDefined();
    await choose(app, "Delete history for me");
    await app.user.click(screen.getByRole("button", { name: "Delete history" }));
    await app.settle();
    expect(conversation(app)).toMatchObject({ unread: 0 });
    expect(alice().textContent).toMatch(/No messages yet/);
  });
});

describe("marking everything as read", () => {
  it("is in the menu over the list, which is there while something is unread", async () => {
    const app = await renderApp();
    await app.user.click(screen.getByRole("button", { name: "What can be done with all chats" }));
    await app.user.click(screen.getByRole("menuitem", { name: "Mark all as read" }));
    await app.settle();
    expect(conversation(app)?.unread).toBe(0);
    expect(document.title).toBe("Stamp");
    expect(screen.queryByRole("button", { name: "What can be done with all chats" })).toBeNull();
  });

  it.each([
    ["nothing", () => undefined],
    ["a row of the list", () => { screen.getAllByRole("option")[0]?.focus(); }],
    ["the search", () => { screen.getByRole("combobox", { name: "Search" }).focus(); }],
  ])("has a key while %s has the keyboard, and leaves requests alone", async (_what, focus) => {
    const app = await renderApp();
    act(focus);
    await app.user.keyboard("{Shift>}{Escape}{/Shift}");
    await app.settle();
    const unread = sessionOf(app.bridge.world).conversations.filter((one) => one.unread > 0);
    expect(unread.map(({ contactId }) => contactId)).toEqual([10]);
  });
});
