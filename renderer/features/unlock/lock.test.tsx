// @vitest-environment happy-dom
import { act, screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { ContactId } from "../../../shared/ids";
import { cleanUpAfterEach, renderApp } from "../../testing/render-app";
import { petrasWorld } from "../../testing/scenes";

cleanUpAfterEach();

const BOB = 1 as ContactId;

async function openBob() {
  const world = petrasWorld();
  const ready = world.snapshot;
  const app = await renderApp({ world });
  await app.user.click(screen.getByRole("option", { name: /Bob/ }));
  await app.settle();
  const become = async (snapshot: typeof ready): Promise<void> => {
    act(() => { app.bridge.emit("app.changed", snapshot); });
    await app.settle();
  };
  return { ...app, ready, become };
}

describe("a window whose content is hidden", () => {
  it("has nothing of the texts, names and drafts left, in the page or in the store, and opens the same chat again", async () => {
    const app = await openBob();
    await app.user.type(screen.getByRole("textbox", { name: /^Message to/ }), "half a thought");
    const before = JSON.stringify(app.store.getState());
    expect(before).toContain("Clean copy is with the notary.");
    expect(before).toContain("half a thought");

    await act(() => app.bridge.request("app.lock", { how: "hide" }));
    await app.settle();
    expect(screen.getByRole("heading", { name: "Stamp has locked itself" })).toBeTruthy();
    expect(document.activeElement).toBe(screen.getByLabelText("Passphrase"));
    for (const left of [document.documentElement.outerHTML, document.title, JSON.stringify(app.store.getState())]) {
      for (const secret of ["notary", "half a thought", "Bob", "Kováč", "bob@"]) expect(left).not.toContain(secret);
    }

    await app.become(app.ready);
    expect(app.store.getState().ui.openChat).toBe(BOB);
    expect(await screen.findByText("Clean copy is with the notary.")).toBeTruthy();
  });

  it("opens the chat of a notification that was clicked meanwhile", async () => {
    const app = await openBob();
    await act(() => app.bridge.request("app.lock", { how: "hide" }));
    act(() => { app.bridge.emit("window.openConversation", { contactId: 3 as ContactId }); });
    expect(app.store.getState().ui.openChat).toBeUndefined();
    await app.become(app.ready);
    expect(app.store.getState().ui.openChat).toBe(3);
  });

  it("hands over what was typed just before, and answers also when it was not taken", async () => {
    const app = await openBob();
    const asked: string[] = [];
    const { request } = app.bridge;
    Object.assign(app.bridge, { request: (name: string, params: unknown) => (asked.push(name), request(name as never, params)) });
    await app.user.type(screen.getByRole("textbox", { name: /^Message to/ }), "typed");
    app.bridge.failNext("conversations.setDraft", "disk-full");
    act(() => { app.bridge.emit("window.handOver", {}); });
    await app.settle();
    expect(asked.filter((name) => name === "conversations.setDraft" || name === "app.handedOver")).toEqual(["conversations.setDraft", "app.handedOver"]);
  });

  it("forgets the chat when the account is closed meanwhile", async () => {
    const app = await openBob();
    const address = "petra@sip.example.org" as never;
    await act(() => app.bridge.request("app.lock", { how: "hide" }));
    await app.become({ ...app.ready, state: { phase: "locked", address, methods: ["passphrase"] } });
    expect(screen.getByRole("heading", { name: "Unlock Stamp" })).toBeTruthy();
    await app.become(app.ready);
    expect(app.store.getState().ui.openChat).toBeUndefined();
  });
});

describe("Ctrl+L", () => {
  it("locks, also while a dialog is open", async () => {
    const app = await openBob();
    await app.user.keyboard("{Control>}n{/Control}");
    expect(screen.getByRole("dialog")).toBeTruthy();
    await app.user.keyboard("{Control>}l{/Control}");
    await app.settle();
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(screen.getByRole("heading", { name: "Unlock Stamp" })).toBeTruthy();
  });
});

describe("wrong passphrases", () => {
  it("make the next one wait, with the seconds counted down", async () => {
    const app = await openBob();
    await act(() => app.bridge.request("app.lock", { how: "close" }));
    await app.settle();
    app.bridge.failNext("unlock.passphrase", "guesses-paused", { until: Date.now() + 1500 });
    await app.user.type(screen.getByLabelText("Passphrase"), "wrong{Enter}");
    await app.settle();
    expect(screen.getByRole("alert").textContent).toMatch(/after a pause. Nothing was deleted/);
    const button = screen.getByRole<HTMLButtonElement>("button", { name: /^Unlock in [12] s$/ });
    expect(button.disabled).toBe(true);
    await app.user.type(screen.getByLabelText("Passphrase"), "more");
    expect(screen.getByRole("alert")).toBeTruthy();
    const free = await screen.findByRole<HTMLButtonElement>("button", { name: "Unlock" }, { timeout: 4000 });
    expect(free.disabled).toBe(false);
  });
});

describe("other accounts", () => {
  it("are reached from the locked page, and the keyboard comes back", async () => {
    const app = await openBob();
    await act(() => app.bridge.request("app.lock", { how: "close" }));
    await app.settle();
    await app.user.click(screen.getByRole("button", { name: "Other accounts" }));
    const dialog = await screen.findByRole("dialog", { name: "Other accounts" });
    expect(await within(dialog).findByText("committee@garden.example.org")).toBeTruthy();
    expect(within(dialog).queryByText("petra@sip.example.org")).toBeNull();
    await app.user.click(within(dialog).getByRole("button", { name: "Close" }));
    expect(screen.queryByRole("dialog")).toBeNull();
  });
});
