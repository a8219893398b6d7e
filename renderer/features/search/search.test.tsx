// @vitest-environment happy-dom
// The search over the list and in a chat, as a person at the keyboard sees it.
import { screen, within } from "@testing-library/react";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { BOB, openBob } from "../../testing/bobs-chat";
import { addMessage } from "../../testing/mock-world";
import { at, SCENE_NOW, writer } from "../../testing/people";
import { cleanUpAfterEach, renderApp, type Rendered } from "../../testing/render-app";
import { petrasWorld } from "../../testing/scenes";

cleanUpAfterEach();

beforeEach(() => {
  vi.useFakeTimers({ now: SCENE_NOW, shouldAdvanceTime: true });
});

const field = () => screen.getByRole("combobox", { name: "Search" });
const results = () => screen.getByRole("listbox", { name: "What was found" });
const rows = () => within(results()).queryAllByRole("option").map((row) => row.textContent);
const marks = (place: HTMLElement) => [...place.querySelectorAll("mark")].map((mark) => mark.textContent);
const active = () => document.getElementById(field().getAttribute("aria-activedescendant") ?? "");

async function search(app: Rendered, text: string): Promise<void> {
  await app.user.click(field());
  await app.user.clear(field());
  await app.user.keyboard(text);
  await app.settle();
}

describe("the search over the list", () => {
  it("finds contacts by name and address, and texts of all chats with the words marked", async () => {
    const app = await renderApp();
    await search(app, "horak");
    expect(rows()).toEqual(["ZHZuzana Horákovázuzana@sip.example.org"]);
    expect(marks(results())).toEqual(["Horák"]);
    await search(app, "folder");
    expect(rows()).toEqual([expect.stringMatching(/Pavol Urban.*You: The results are in your folder\./u)]);
    expect(marks(results())).toEqual(["folder"]);
  });

  it("says that nothing was found and what helps", async () => {
    const app = await renderApp();
    await search(app, "folderxyz");
    expect(screen.getByText("Nothing found for “folderxyz”")).toBeTruthy();
    expect(screen.getByText(/Fewer or shorter words/)).toBeTruthy();
    expect(screen.queryByRole("listbox", { name: "Conversations" })).toBeNull();
  });

  it("is walked with the arrows while the keyboard stays in the field, and Enter opens the message", async () => {
    const app = await renderApp();
    await search(app, "meter");
    expect(active()?.textContent).toContain("Two photos of the meter");
    await search(app, "al");
    const first = active()?.textContent;
    await app.user.keyboard("{ArrowDown}");
    expect(active()?.textContent).not.toBe(first);
    expect(document.activeElement).toBe(field());
    await app.user.keyboard("{ArrowUp}");
    expect(active()?.textContent).toBe(first);
    await search(app, "photos");
    await app.user.keyboard("{Enter}");
    await app.settle();
    expect(screen.getByRole("heading", { name: "Alice Nováková" })).toBeTruthy();
    expect(marks(screen.getByRole("log"))).toEqual(["photos"]);
  });

  it("is cleared by Escape, with its marks, and gives the keyboard to the composer by another", async () => {
    const app = await openBob();
    await search(app, "photos");
    await app.user.click(screen.getByText(/Two photos/));
    await app.settle();
    await search(app, "photos");
    await app.user.keyboard("{Escape}");
    expect(field().getAttribute("aria-expanded")).toBe("false");
    expect(screen.getByRole("listbox", { name: "Conversations" })).toBeTruthy();
    expect(marks(screen.getByRole("log"))).toEqual([]);
    await app.user.keyboard("{Escape}");
    expect(document.activeElement?.getAttribute("aria-label")).toMatch(/^Message to/);
  });

  it("asks for more while there are more, and only for what is still wanted", async () => {
    const world = petrasWorld();
    const pen = writer(BOB, 5000);
    for (let n = 0; n < 100; n += 1) addMessage(world, pen.peer(at("09:00", 3), `wanted ${String(n)}`));
    const app = await renderApp({ world });
    const answer = app.bridge.delayNext("search.texts");
    await search(app, "wanted");
    expect(screen.getByText("Searching …")).toBeTruthy();
    await search(app, "wanted 9");
    answer();
    await app.settle();
    expect(rows()).toHaveLength(11);
    await search(app, "wanted");
    expect(rows()).toHaveLength(40);
    await app.user.keyboard("{ArrowDown>38/}");
    await app.settle();
    expect(rows()).toHaveLength(80);
  });

  it("says how much of the history can be found, and finds the rest when that is all", async () => {
    const world = petrasWorld();
    world.searchIndexed = { indexed: 0.43 };
    const app = await renderApp({ world });
    await search(app, "photos");
    expect(screen.getByText(/Older messages are still being indexed: 43\s?%/)).toBeTruthy();
    app.bridge.emit("progress", { task: "search-index", state: "running", fraction: 0.5 });
    await app.settle();
    expect(screen.getByRole("progressbar", { name: /Indexing/ }).getAttribute("aria-valuenow")).toBe("50");
    delete world.searchIndexed;
    app.bridge.emit("progress", { task: "search-index", state: "done", fraction: 1 });
    await app.settle();
    expect(screen.queryByRole("progressbar")).toBeNull();
    world.searchIndexed = { indexed: 0 };
    await search(app, "photo");
    expect(screen.getByRole("progressbar", { name: /Indexing/ }).getAttribute("aria-valuenow")).toBe("0");
  });

  it("says when it failed, and can be asked again", async () => {
    const app = await renderApp();
    app.bridge.failNext("search.texts", "database-locked");
    await search(app, "p");
    await app.user.click(within(screen.getByRole("alert")).getByRole("button", { name: "Search again" }));
    await app.settle();
    expect(screen.queryByRole("alert")).toBeNull();
    expect(rows().length).toBeGreaterThan(0);
  });
});

describe("the search in a chat", () => {
  it("opens with Ctrl+F, goes to the newest place and up and down from there", async () => {
    const world = petrasWorld();
    const pen = writer(BOB, 5000);
    for (const n of [1, 2, 3]) addMessage(world, pen.peer(at("14:08"), `Nádraží ${String(n)}`));
    const app = await openBob(world);
    await app.user.keyboard("{Control>}f{/Control}nadrazi");
    await app.settle();
    expect(screen.getByText("1 of 3")).toBeTruthy();
    expect(marks(screen.getByRole("log"))).toEqual(["Nádraží", "Nádraží", "Nádraží"]);
    await app.user.keyboard("{Enter}");
    await app.settle();
    expect(screen.getByText("2 of 3")).toBeTruthy();
    await app.user.click(screen.getByRole("button", { name: "Newer place" }));
    await app.settle();
    expect(screen.getByText("1 of 3")).toBeTruthy();
    await app.user.click(screen.getByRole("textbox", { name: "Search in this chat" }));
    await app.user.keyboard("{Escape}");
    await app.settle();
    expect(screen.queryByRole("textbox", { name: "Search in this chat" })).toBeNull();
    expect(marks(screen.getByRole("log"))).toEqual([]);
    expect(document.activeElement?.getAttribute("aria-label")).toMatch(/^Message to/);
  });

  it("says that there is no such place", async () => {
    const app = await openBob();
    await app.user.click(screen.getByRole("button", { name: "Search in this chat" }));
    await app.user.keyboard("nowhere to be found");
    await app.settle();
    expect(screen.getByText("Nothing found")).toBeTruthy();
  });
});
