// @vitest-environment happy-dom
import { screen, within } from "@testing-library/react";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { ContactId } from "../../../shared/ids";
import { updateConversation } from "../../testing/mock-world";
import { at, SCENE_NOW, writer } from "../../testing/people";
import { cleanUpAfterEach, renderApp, type Rendered } from "../../testing/render-app";
import { petrasWorld } from "../../testing/scenes";

cleanUpAfterEach();

const JANA = 6 as ContactId;
const HIDDEN_TEXT = "Please send the key to the new address.";

beforeEach(() => {
  vi.useFakeTimers({ now: SCENE_NOW, shouldAdvanceTime: true });
});

const row = (): HTMLElement => screen.getByRole("option", { name: /Jana/ });
const card = (): HTMLElement | null => screen.queryByRole("group", { name: "Messages in an older protocol" });
const press = async (app: Rendered, name: string): Promise<void> => {
  await app.user.click(screen.getByRole("button", { name }));
  await app.settle();
};

async function openJana(): Promise<Rendered> {
  const app = await renderApp({ world: petrasWorld({ older: true }) });
  await app.user.click(row());
  await app.settle();
  return app;
}

/** One more comes below the pin. */
async function another(app: Rendered): Promise<void> {
  const { world } = app.bridge;
  world.older.set(JANA, [...(world.older.get(JANA) ?? []), writer(JANA, 690).peer(at("14:06"), "Hurry.", { level: "1.0" })]);
  await app.tell(updateConversation(world, JANA));
}

describe("a message in an older protocol than the contact has proved", () => {
  it("is told in the list and not shown", async () => {
    await renderApp({ world: petrasWorld({ older: true }) });
    expect(row().textContent).toContain("Older protocol, not shown");
    expect(within(row()).getByRole("img", { name: "Needs your decision" })).toBeTruthy();
    expect(document.body.textContent).not.toContain(HIDDEN_TEXT);
  });

  it("has a card at the end of the chat that says what happened and what it means", async () => {
    await openJana();
    expect(card()?.textContent).toContain("1 message in an older protocol is waiting. It came in 1.0, but Jana’s app has used a newer one");
    expect(card()?.textContent).toContain("somebody could be passing on what Jana wrote to another person");
    expect(document.body.textContent).not.toContain(HIDDEN_TEXT);
  });

  it("is shown when the user looks, with its mark, and the mark says what it means", async () => {
    const app = await openJana();
    await press(app, "Show");
    expect(card()).toBeNull();
    const message = within(screen.getAllByRole("article").at(-1) as HTMLElement);
    expect(message.getByText(HIDDEN_TEXT)).toBeTruthy();
    const mark = message.getByRole("button", { name: "Recipient not bound (protocol 1.0)" });
    expect(mark.getAttribute("aria-expanded")).toBe("false");
    await app.user.click(mark);
    expect(message.getByText(/nothing in it says that it is for you/)).toBeTruthy();
    await app.user.click(mark);
    expect(message.queryByText(/nothing in it says that it is for you/)).toBeNull();
  });

  it("folds to a line when it is put off, and opens by hand or when one more comes", async () => {
    const app = await openJana();
    await press(app, "Not now");
    expect(card()).toBeNull();
    expect(screen.getByText("1 message in an older protocol is waiting.")).toBeTruthy();
    await press(app, "Decide");
    expect(card()).toBeTruthy();
    await press(app, "Not now");
    await another(app);
    expect(card()?.textContent).toContain("2 messages in an older protocol are waiting. They came in 1.0");
  });

  it("is deleted unseen only after a question", async () => {
    const app = await openJana();
    await press(app, "Delete");
    expect(document.activeElement?.textContent).toBe("Keep it");
    await press(app, "Keep it");
    expect(card()).toBeTruthy();
    await press(app, "Delete");
    await press(app, "Delete unseen");
    expect(card()).toBeNull();
    expect(document.body.textContent).not.toContain(HIDDEN_TEXT);
    expect(row().textContent).toContain("Thanks, that was quick!");
  });

  it("is not deleted with one that came while the question stood", async () => {
    const app = await openJana();
    await press(app, "Delete");
    await another(app);
    await press(app, "Delete unseen");
    expect(within(screen.getByRole("dialog")).getByRole("alert").textContent).toMatch(/not possible right now/);
    expect(app.bridge.world.older.get(JANA)).toHaveLength(2);
  });

  it("stays with the reason at hand when it could not be shown", async () => {
    const app = await openJana();
    app.bridge.failNext("conversations.showOlder", "internal");
    await press(app, "Show");
    expect(card()).toBeTruthy();
    expect(screen.getByRole("alert").textContent).toMatch(/Something went wrong/);
  });
});
