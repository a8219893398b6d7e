// @vitest-environment happy-dom
import { fireEvent, screen, within } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import type { Message } from "../../../shared/message";
import { BOB, openBob, row } from "../../testing/bobs-chat";
import { at, writer } from "../../testing/people";
import type { MockWorld } from "../../testing/mock-world";
import { cleanUpAfterEach, type Rendered } from "../../testing/render-app";
import { petrasWorld } from "../../testing/scenes";

cleanUpAfterEach();

/** Bob's chat ends with these. */
function worldWith(...texts: readonly string[]): MockWorld {
  const world = petrasWorld();
  const bob = writer(BOB, 5000);
  const more: Message[] = texts.map((text) => bob.peer(at("14:07"), text));
  world.messages.set(BOB, [...(world.messages.get(BOB) ?? []), ...more]);
  return world;
}

const field = (): HTMLTextAreaElement => screen.getByRole<HTMLTextAreaElement>("textbox", { name: /^Message to/ });

async function choose(app: Rendered, text: string, entry: string): Promise<void> {
  fireEvent.contextMenu(row(text));
  await app.user.click(screen.getByRole("menuitem", { name: entry }));
}

describe("replying with a quote", () => {
  it("puts the text into the composer under the address of its writer, before what stands there", async () => {
    const app = await openBob(worldWith("First line\nSecond line"));
    await app.user.keyboard("my words");
    await choose(app, "First line", "Reply with quote");
    expect(field().value).toBe("> bob@sip.example.org:\n> First line\n> Second line\n\nmy words");
    expect(document.activeElement).toBe(field());
  });

  it("takes R on a message, and R in the composer is a letter", async () => {
    const app = await openBob();
    row("Works for us.").focus();
    await app.user.keyboard("r");
    expect(field().value).toBe("> petra@sip.example.org:\n> Works for us. Thank you for asking him!\n\n");
    await app.user.keyboard("r");
    expect(field().value.endsWith("\n\nr")).toBe(true);
  });

  it.each([
    ["bob@sip.example.org", "Bob Kováč"],
    ["petra@sip.example.org", "You"],
    ["eve@sip.example.org", "eve@sip.example.org"],
  ])("is shown as a block of its own, with %s as %s", async (address, name) => {
    await openBob(worldWith(`> ${address}:\n> Old words\n\nNew words`));
    const quote = within(row("New words")).getByRole("blockquote");
    expect(within(quote).getByText(name)).toBeTruthy();
    expect(within(quote).getByText("Old words")).toBeTruthy();
    expect(within(quote).queryByText("New words")).toBeNull();
  });
});

describe("a link in a message", () => {
  it("asks with the real host before it opens, and the keyboard starts at Cancel", async () => {
    const app = await openBob(worldWith("See https://example.org/lease."));
    const request = vi.spyOn(app.bridge, "request");
    await app.user.click(screen.getByRole("link", { name: "https://example.org/lease" }));
    const dialog = screen.getByRole("dialog", { name: "Open example.org in your browser?" });
    expect(document.activeElement).toBe(within(dialog).getByRole("button", { name: "Cancel" }));
    await app.user.keyboard("{Enter}");
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(request).not.toHaveBeenCalledWith("app.openLink", expect.anything());
    expect(app.store.getState().ui.panel).toBeUndefined();
  });

  it("opens with Enter and a yes", async () => {
    const app = await openBob(worldWith("See https://example.org/lease."));
    const request = vi.spyOn(app.bridge, "request");
    screen.getByRole("link").focus();
    await app.user.keyboard("{Enter}");
    await app.user.click(screen.getByRole("button", { name: "Open in browser" }));
    await app.settle();
    expect(request).toHaveBeenCalledWith("app.openLink", { url: "https://example.org/lease" });
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  it("warns when the name mixes alphabets", async () => {
    const app = await openBob(worldWith("https://ex\u0430mple.org"));
    await app.user.click(screen.getByRole("link"));
    expect(screen.getByRole("dialog", { name: /^Open xn--exmple-4nf\.org / }).textContent).toMatch(/mixes letters of several alphabets/);
  });

  it("says so when the system opens no browser", async () => {
    const app = await openBob(worldWith("https://example.org"));
    await app.user.click(screen.getByRole("link"));
    app.bridge.failNext("app.openLink", "link-not-opened");
    await app.user.click(screen.getByRole("button", { name: "Open in browser" }));
    await app.settle();
    expect(screen.getByRole("alert").textContent).toMatch(/^Your system opened no browser/);
  });

  it("is none without https", async () => {
    await openBob(worldWith("http://example.org javascript:alert(1) https://a@b.example"));
    expect(screen.queryByRole("link")).toBeNull();
  });
});
