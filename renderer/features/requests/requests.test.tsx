// @vitest-environment happy-dom
import { screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { ContactId } from "../../../shared/ids";
import { addMessage, findContact, updateContact } from "../../testing/mock-world";
import { at, person, writer } from "../../testing/people";
import { cleanUpAfterEach, renderApp, type Rendered } from "../../testing/render-app";
import { petrasWorld } from "../../testing/scenes";

cleanUpAfterEach();

const MARIA = 10 as ContactId;

async function openRequests(): Promise<Rendered> {
  const app = await renderApp();
  await app.user.click(screen.getByRole("button", { name: /^Message requests/ }));
  await app.settle();
  return app;
}

const texts = (): readonly string[] =>
  within(screen.getByRole("group", { name: /^What maria/ })).getAllByText(/./).map((element) => element.textContent);

describe("a message request", () => {
  it("shows everything that came, also what comes now, and no links", async () => {
    const app = await openRequests();
    const maria = writer(MARIA, 7000);
    await app.tell(...addMessage(app.bridge.world, maria.peer(at("13:50"), "Second one: https://example.org", { unread: true })));
    expect(texts().filter((text) => /^Hello Petra|^Second one/.test(text))).toHaveLength(2);
    expect(screen.queryByRole("link")).toBeNull();
  });

  it("can be deleted after a question, without the sender being told", async () => {
    const app = await openRequests();
    await app.user.click(screen.getByRole("button", { name: "Delete" }));
    const dialog = screen.getByRole("dialog", { name: "Delete this request?" });
    await app.user.click(within(dialog).getByRole("button", { name: "Delete" }));
    await app.settle();
    expect(findContact(app.bridge.world, MARIA).relation).toBe("none");
    expect(screen.getByText("No requests.")).toBeTruthy();
  });

  it("of many shows twenty, and twenty more when asked, with the keyboard at the first of these", async () => {
    const world = petrasWorld();
    for (let id = 1000; id < 1044; id += 1) updateContact(world, person(id, `stranger-${id}@spam.example.org`, undefined, { relation: "request" }));
    const app = await renderApp({ world });
    await app.user.click(screen.getByRole("button", { name: /^Message requests/ }));
    await app.settle();
    const cards = (): readonly HTMLElement[] => screen.getAllByRole("article");
    expect(cards()).toHaveLength(20);
    await app.user.click(screen.getByRole("button", { name: "Show 20 more" }));
    await app.settle();
    expect(cards()).toHaveLength(40);
    expect(document.activeElement).toBe(cards()[20]?.parentElement);
    await app.user.click(screen.getByRole("button", { name: "Show 5 more" }));
    await app.settle();
    expect(cards()).toHaveLength(45);
    expect(screen.queryByRole("button", { name: /^Show/ })).toBeNull();
  });
});
