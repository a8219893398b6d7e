// @vitest-environment happy-dom
import { screen, within } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import type { ContactId } from "../../../shared/ids";
import { MAX_DRAFT, MAX_TEXT_BYTES } from "../../../shared/settings";
import { sessionOf } from "../../testing/mock-world";
import { cleanUpAfterEach, renderApp, type Rendered } from "../../testing/render-app";

cleanUpAfterEach();

const JANA = 6 as ContactId;

function field(): HTMLTextAreaElement {
  return screen.getByRole<HTMLTextAreaElement>("textbox", { name: /^Message to/ });
}

async function open(name: RegExp): Promise<Rendered> {
  const app = await renderApp();
  await app.user.click(screen.getByRole("option", { name }));
  await app.settle();
  return app;
}

function storedDraft(app: Rendered, contactId: ContactId): string | undefined {
  return sessionOf(app.bridge.world).conversations.find((one) => one.contactId === contactId)?.draft;
}

describe("the composer", () => {
  it("has the keyboard as soon as a chat is opened", async () => {
    await open(/Jana/);
    expect(document.activeElement).toBe(field());
  });

  it("takes no more than is kept when the window is locked", async () => {
    await open(/Jana/);
    expect(field().maxLength).toBe(MAX_DRAFT);
  });

  it("sends with Enter, shows the message and is empty again", async () => {
    const app = await open(/Jana/);
    await app.user.keyboard("See you at noon{Enter}");
    await app.settle();
    expect(within(screen.getByRole("log")).getByText("See you at noon")).toBeTruthy();
    expect(field().value).toBe("");
    expect(document.activeElement).toBe(field());
    expect(storedDraft(app, JANA)).toBe("");
  });

  it("breaks the line with Shift+Enter", async () => {
    const app = await open(/Jana/);
    await app.user.keyboard("one{Shift>}{Enter}{/Shift}two");
    expect(field().value).toBe("one\ntwo");
  });

  it("sends nothing when there is nothing but blanks", async () => {
    const app = await open(/Jana/);
    await app.user.keyboard("   {Enter}");
    await app.settle();
    expect(app.bridge.world.messages.get(JANA)).toHaveLength(1);
  });

  it("keeps what was typed while the text before is being stored", async () => {
    const app = await open(/Jana/);
    const answer = app.bridge.delayNext("messages.sendText");
    await app.user.keyboard("first{Enter}");
    expect(field().value).toBe("first");
    await app.user.keyboard(" and more");
    answer();
    await app.settle();
    expect(field().value).toBe(" and more");
  });

  it("is empty after sending also when the draft was handed over behind the text", async () => {
    const app = await open(/Jana/);
    const answer = app.bridge.delayNext("messages.sendText");
    await app.user.keyboard("only once{Enter}");
    // The pause after the last key ends between the request and its answer.
    await vi.waitFor(() => { expect(storedDraft(app, JANA)).toBe("only once"); });
    answer();
    await app.settle();
    expect(field().value).toBe("");
    expect(storedDraft(app, JANA)).toBe("");
  });

  it("sends each text whose Enter was pressed, also while the one before is being stored", async () => {
    const app = await open(/Jana/);
    const answer = app.bridge.delayNext("messages.sendText");
    await app.user.keyboard("first{Enter}second{Enter}third{Enter}and a fourth");
    answer();
    await app.settle();
    expect((app.bridge.world.messages.get(JANA) ?? []).slice(1)).toMatchObject([
      { text: "first" },
      { text: "second" },
      { text: "third" },
    ]);
    expect(field().value).toBe("and a fourth");
  });

  it("keeps the text and says why when it could not be stored", async () => {
    const app = await open(/Jana/);
    app.bridge.failNext("messages.sendText", "disk-full");
    await app.user.keyboard("do not lose me{Enter}");
    await app.settle();
    expect(field().value).toBe("do not lose me");
    expect(screen.getByRole("alert").textContent).toMatch(/disk is full/);
  });

  it("keeps texts apart that wait behind one that could not be stored", async () => {
    const app = await open(/Jana/);
    app.bridge.failNext("messages.sendText", "disk-full");
    await app.user.keyboard("first{Enter}");
    await app.settle();
    expect(field().value).toBe("first");
    const answer = app.bridge.delayNext("messages.sendText");
    await app.user.keyboard("{Enter}second{Enter}third{Enter}and more");
    app.bridge.failNext("messages.sendText", "disk-full");
    answer();
    await app.settle();
    expect(field().value).toBe("second\nthird\nand more");
  });

  it("restores the stored draft and hands the typed one over when the chat is left", async () => {
    const app = await open(/Eva/);
    expect(field().value).toBe("About the keys to the");
    await app.user.keyboard(" cellar");
    await app.user.click(screen.getByRole("option", { name: /Jana/ }));
    await app.settle();
    expect(storedDraft(app, 8 as ContactId)).toBe("About the keys to the cellar");
    await app.user.click(screen.getByRole("option", { name: /Eva/ }));
    expect(field().value).toBe("About the keys to the cellar");
  });

  it("says when the text comes near the limit, and does not send what is over it", async () => {
    const app = await open(/Jana/);
    await app.user.click(field());
    await app.user.paste("ž".repeat(MAX_TEXT_BYTES / 2 - 10));
    expect(screen.getByText("Room for 20 more bytes")).toBeTruthy();
    await app.user.paste("ž".repeat(20));
    expect(screen.getByRole("alert").textContent).toMatch(/Too long by 20 bytes/);
    await app.user.keyboard("{Enter}");
    await app.settle();
    expect(app.bridge.world.messages.get(JANA)).toHaveLength(1);
  });
});
