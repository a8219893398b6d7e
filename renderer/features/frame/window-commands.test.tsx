// @vitest-environment happy-dom
import { act, cleanup, screen } from "@testing-library/react";
import { afterEach, describe, expect, it } from "vitest";
import type { WindowCommand } from "../../../shared/window-command";
import { renderApp, type Rendered } from "../../testing/render-app";

afterEach(cleanup);

async function tell(app: Rendered, command: WindowCommand): Promise<void> {
  act(() => {
    app.bridge.emit("window.command", command);
  });
  await app.settle();
}

const writeTo = (address: string): WindowCommand => ({ type: "write-to", address });
const addressField = () => screen.getByRole<HTMLInputElement>("textbox", { name: "Address" });

describe("a sip: link", () => {
  it("opens the chat of a contact, and sends nothing", async () => {
    const app = await renderApp();
    await tell(app, writeTo("jana@sip.example.org"));
    expect(screen.getByRole("heading", { level: 2, name: "Jana Dvořáková" })).toBeTruthy();
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  it.each(["new@example.org", "maria.k@sip.example.org", "spam@sip.example.org"])("to %s, who is no contact, asks first", async (address) => {
    await tell(await renderApp(), writeTo(address));
    expect(addressField().value).toBe(address);
  });

  it("that is no address says so", async () => {
    const app = await renderApp();
    await tell(app, writeTo("sip:nobody"));
    expect(addressField().value).toBe("sip:nobody");
    expect(screen.getByRole("dialog").textContent).toMatch(/address/i);
    expect(addressField().getAttribute("aria-invalid")).toBe("true");
  });

  it("waits for the end of an open dialog, the last of several", async () => {
    const app = await renderApp();
    await tell(app, { type: "menu", action: "shortcuts" });
    await tell(app, writeTo("first@example.org"));
    await tell(app, writeTo("last@example.org"));
    expect(screen.getByRole("dialog", { name: "Keyboard" })).toBeTruthy();
    for (const button of screen.getAllByRole("button", { name: "Close" }).slice(-1)) await app.user.click(button);
    await app.settle();
    expect(addressField().value).toBe("last@example.org");
  });
});

it("an opened contact card asks whether to add it", async () => {
  const app = await renderApp();
  await tell(app, { type: "add-card", name: "bob.vcf", text: "no card" });
  expect(screen.getByRole("dialog", { name: /card/i })).toBeTruthy();
});

it.each([
  ["settings", "Account"],
  ["about", "About"],
  ["diagnostics", "Diagnostics"],
] as const)("the menu's %s shows that page", async (action, heading) => {
  const app = await renderApp();
  await tell(app, { type: "menu", action });
  expect(screen.getByRole("heading", { level: 2, name: heading })).toBeTruthy();
});

it("the menu's next and previous chat go through the list", async () => {
  const app = await renderApp();
  const open = () => app.store.getState().ui.openChat;
  await tell(app, { type: "menu", action: "next-chat" });
  const first = open();
  await tell(app, { type: "menu", action: "next-chat" });
  expect(open()).not.toBe(first);
  await tell(app, { type: "menu", action: "previous-chat" });
  expect(open()).toBe(first);
});

it("the menu does nothing over an open dialog", async () => {
  const app = await renderApp();
  await tell(app, { type: "menu", action: "new-message" });
  await tell(app, { type: "menu", action: "about" });
  expect(screen.getByRole("dialog", { name: "New message" })).toBeTruthy();
  expect(app.store.getState().ui.view.type).toBe("chats");
});
