// @vitest-environment happy-dom
import { act, screen, within } from "@testing-library/react";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { MessageId } from "../../../shared/ids";
import { BOB, openBob, row } from "../../testing/bobs-chat";
import { changeDelivery, findOwn } from "../../testing/mock-world";
import { SCENE_NOW } from "../../testing/people";
import { cleanUpAfterEach, renderApp, type Rendered } from "../../testing/render-app";
import { petrasWorld } from "../../testing/scenes";

cleanUpAfterEach();

beforeEach(() => {
  vi.useFakeTimers({ now: SCENE_NOW, shouldAdvanceTime: true });
});

describe("the state of an own message", () => {
  it.each([
    ["Clean copy is with the notary.", "Delivered"],
    ["She wants both signatures on Monday.", "Sent to the device"],
    ["Does ten o’clock suit you?", "Handed to the server"],
    ["Full text of the lease", "Not sent"],
    ["Are you still coming?", "Trying again"],
    ["I’ll be at the notary from three.", "Waiting"],
    ["My new door code is 4471.", "Needs your decision"],
  ])("of %j is named %j", async (text, name) => {
    await openBob();
    expect(within(row(text)).getByRole("img", { name })).toBeTruthy();
  });

  it("says where the newest stored message is, and only there", async () => {
    await openBob();
    expect(within(row("Does ten o’clock suit you?")).getByText("Handed to the server, which keeps it for Bob")).toBeTruthy();
  });

  it("counts the seconds to the next try", async () => {
    await openBob();
    const line = within(row("Are you still coming?"));
    expect(line.getByText("Again in 12 s")).toBeTruthy();
    await act(() => vi.advanceTimersByTimeAsync(5000));
    expect(line.getByText("Again in 7 s")).toBeTruthy();
  });

  it("says that it waits for the message above", async () => {
    await openBob();
    expect(within(row("I’ll be at the notary from three.")).getByText("Waits for the message above")).toBeTruthy();
  });

  it("says once how many messages wait for the connection", async () => {
    await openBob(petrasWorld({ offline: true }));
    expect(screen.getAllByText("2 messages wait for the connection")).toHaveLength(1);
  });

  it("changes only the mark when it is delivered", async () => {
    const app = await openBob();
    const { id } = findOwn(app.bridge.world, sentMessage(app));
    const changed: Node[] = [];
    const watcher = new MutationObserver((records) => changed.push(...records.map((record) => record.target)));
    watcher.observe(screen.getByRole("log"), { childList: true, subtree: true, attributes: true, characterData: true });
    await app.tell(...changeDelivery(app.bridge.world, id, { status: "delivered" }));
    changed.push(...watcher.takeRecords().map((record) => record.target));
    watcher.disconnect();
    const message = row("She wants both signatures on Monday.");
    expect(within(message).getByRole("img", { name: "Delivered" })).toBeTruthy();
    expect(changed.length).toBeGreaterThan(0);
    expect(changed.every((node) => message.contains(node))).toBe(true);
    expect(changed.some((node) => node.textContent?.includes("signatures"))).toBe(false);
  });
});

function sentMessage(app: Rendered): MessageId {
  const messages = app.bridge.world.messages.get(BOB) ?? [];
  const found = messages.find((message) => message.kind === "own" && message.delivery.status === "sent");
  if (found === undefined) throw new Error("no sent message");
  return found.id;
}

describe("what can be done at a message", () => {
  it("resends a failed one", async () => {
    const app = await openBob();
    await app.user.click(within(row("Full text of the lease")).getByRole("button", { name: "Resend" }));
    await app.settle();
    expect(within(row("Full text of the lease")).getByRole("img", { name: "Waiting" })).toBeTruthy();
    expect(within(row("Full text of the lease")).queryByText(/Not sent/)).toBeNull();
  });

  it("says why a resend was refused", async () => {
    const app = await openBob();
    app.bridge.failNext("messages.resend", "not-allowed-now");
    await app.user.click(within(row("Full text of the lease")).getByRole("button", { name: "Resend" }));
    await app.settle();
    expect(within(row("Full text of the lease")).getByRole("alert").textContent).toMatch(/not possible right now/);
  });

  it("asks before a message is deleted, and keeps it by default", async () => {
    const app = await openBob();
    const remove = (): HTMLElement => within(row("Full text of the lease")).getByRole("button", { name: "Delete" });
    await app.user.click(remove());
    const keep = screen.getByRole("button", { name: "Keep it" });
    expect(document.activeElement).toBe(keep);
    await app.user.click(keep);
    expect(row("Full text of the lease")).toBeTruthy();
    await app.user.click(remove());
    await app.user.click(screen.getByRole("button", { name: "Delete for me" }));
    await app.settle();
    expect(screen.queryByText(/Full text of the lease/)).toBeNull();
  });

  it("moves a too long text into the composer to be sent in parts", async () => {
    const app = await openBob();
    await app.user.click(within(row("Full text of the lease")).getByRole("button", { name: "Edit" }));
    await app.settle();
    expect(screen.getByRole<HTMLTextAreaElement>("textbox", { name: /Message to/ }).value).toMatch(/^Full text of the lease/);
    expect(screen.queryAllByRole("article").some((one) => one.textContent.includes("Full text"))).toBe(false);
  });

  it("makes a waiting retry due now", async () => {
    const app = await openBob();
    await app.user.click(within(row("Are you still coming?")).getByRole("button", { name: "Send now" }));
    await app.settle();
    expect(within(row("Are you still coming?")).getByRole("img", { name: "Sending" })).toBeTruthy();
  });

  it("takes a never attempted text back into the composer", async () => {
    const app = await openBob();
    await app.user.click(within(row("I’ll be at the notary")).getByRole("button", { name: "Take back" }));
    await app.settle();
    expect(screen.getByRole<HTMLTextAreaElement>("textbox", { name: /Message to/ }).value).toBe(
      "I’ll be at the notary from three.",
    );
  });

  it("offers copy, details and delete in the menu of a message", async () => {
    const app = await openBob();
    const message = row("Does ten o’clock suit you?");
    await app.user.pointer({ keys: "[MouseRight]", target: within(message).getByText(/Does ten/) });
    const items = screen.getAllByRole("menuitem").map((item) => item.textContent);
    expect(items).toEqual(["Copy text", "Reply with quote", "Details", "Delete for me"]);
    expect(document.activeElement?.textContent).toBe("Copy text");
    await app.user.keyboard("{Escape}");
    expect(screen.queryByRole("menu")).toBeNull();
  });
});

describe("several failed messages", () => {
  it("are resent together, in their order", async () => {
    const app = await renderApp();
    await app.user.click(screen.getByRole("option", { name: /Prague office/ }));
    await app.settle();
    expect(screen.getByText("2 messages are not confirmed")).toBeTruthy();
    await app.user.click(screen.getByRole("button", { name: "Resend all" }));
    await app.settle();
    expect(screen.queryByText("2 messages are not confirmed")).toBeNull();
    for (const text of ["Is the room free", "For five people."]) {
      expect(within(row(text)).getByRole("img", { name: "Waiting" })).toBeTruthy();
    }
  });
});
