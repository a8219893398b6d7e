// @vitest-environment happy-dom
import { screen, waitFor, within } from "@testing-library/react";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openBob } from "../../testing/bobs-chat";
import { cleanUpAfterEach } from "../../testing/render-app";
import { loadEmoji } from "./catalog";

cleanUpAfterEach();

// The names are put together at the first import, which is slow here and done by the build in the app.
beforeAll(() => loadEmoji("en"), 60_000);

/** What the editor was told, and what had the keyboard then. */
const told: unknown[] = [];

/** The document here has no editor. `takes`: as a browser would; else as one that has none any more. */
function editor(takes: boolean): void {
  told.length = 0;
  const execCommand = (command: string, _ui: boolean, text: string): boolean => {
    told.push([document.activeElement, command, text]);
    return takes;
  };
  Object.assign(document, { execCommand });
}

beforeEach(() => {
  editor(false);
});

const field = (): HTMLTextAreaElement => screen.getByRole<HTMLTextAreaElement>("textbox", { name: /^Message to/ });
const search = (): HTMLElement => screen.getByRole("textbox", { name: "Search emoji" });
const opened = (): Promise<HTMLElement> => screen.findByRole("dialog", { name: "Emoji" }, { timeout: 15_000 });

describe("the emoji picker", () => {
  it("opens with its key, finds by name, and Enter puts the first one where the caret stood", async () => {
    const app = await openBob();
    await app.user.keyboard("ab");
    field().setSelectionRange(1, 1);
    await app.user.keyboard("{Control>}j{/Control}");
    // At once, also while the emoji are still read: what is typed then is searched for.
    expect(document.activeElement).toBe(search());
    await app.user.keyboard("popper");
    expect(field().value).toBe("ab");
    await within(await opened()).findByRole("group", { name: "Found" });
    await app.user.keyboard("{Enter}");
    expect(field().value).toBe("a🎉b");
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(document.activeElement).toBe(field());
  });

  it("gives the keyboard back with Esc and changes nothing", async () => {
    const app = await openBob();
    await app.user.keyboard("ab");
    await app.user.click(screen.getByRole("button", { name: "Emoji" }));
    await opened();
    await app.user.keyboard("{Escape}");
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(document.activeElement).toBe(field());
    expect(field().value).toBe("ab");
  });

  it("is walked with arrows; Shift leaves it open, and what was used comes first next time", async () => {
    const app = await openBob();
    await app.user.keyboard("{Control>}j{/Control}");
    await opened();
    await app.user.keyboard("{ArrowDown}{ArrowRight}");
    expect(document.activeElement?.getAttribute("aria-label")).toBe("grinning face with big eyes");
    await app.user.keyboard("{Shift>}{Enter}{/Shift}");
    expect(field().value).toBe("😃");
    await app.user.keyboard("{Escape}{Control>}j{/Control}");
    await opened();
    const used = screen.getByRole("group", { name: "Used lately" });
    expect(within(used).getAllByRole("button").map((button) => button.textContent)).toEqual(["😃"]);
  });

  it("writes as if it was typed, so that it can be undone, and stays open where it was", async () => {
    const app = await openBob();
    editor(true);
    await app.user.keyboard("{Control>}j{/Control}");
    await opened();
    await app.user.keyboard("{ArrowDown}{Shift>}{Enter}{/Shift}");
    expect(told).toEqual([[field(), "insertText", "😀"]]);
    expect(document.activeElement?.getAttribute("aria-label")).toBe("grinning face");
    expect(field().value).toBe("");
  });

  it("shows one group at a time, and people in the chosen skin tone", async () => {
    const app = await openBob();
    await app.user.click(screen.getByRole("button", { name: "Emoji" }));
    await opened();
    await app.user.click(screen.getByRole("button", { name: "People and hands" }));
    expect(screen.queryByRole("button", { name: "grinning face" })).toBeNull();
    await app.user.click(screen.getByRole("radio", { name: "Medium" }));
    await app.user.click(screen.getByRole("button", { name: "waving hand" }));
    expect(field().value).toBe("👋🏽");
  });

  it("says when nothing fits, and closes by a click elsewhere", async () => {
    const app = await openBob();
    await app.user.click(screen.getByRole("button", { name: "Emoji" }));
    const picker = await opened();
    await app.user.keyboard("xyzzy");
    expect(within(picker).getByRole("status").textContent).toBe("No emoji of that name.");
    await app.user.click(screen.getByRole("log"));
    await waitFor(() => {
      expect(screen.queryByRole("dialog")).toBeNull();
    });
  });
});
