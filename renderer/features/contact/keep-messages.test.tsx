// @vitest-environment happy-dom
import { screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { BOB, openBob } from "../../testing/bobs-chat";
import { sessionOf, type MockWorld } from "../../testing/mock-world";
import { writer } from "../../testing/people";
import { cleanUpAfterEach, type Rendered } from "../../testing/render-app";
import { petrasWorld } from "../../testing/scenes";

cleanUpAfterEach();

const DAY = 24 * 3600 * 1000;

function worldWithOld(): MockWorld {
  const world = petrasWorld();
  const old = writer(BOB, 100).peer(Date.now() - 60 * DAY, "Two months ago");
  world.messages.set(BOB, [old, ...(world.messages.get(BOB) ?? [])]);
  return world;
}

async function openChoice(world?: MockWorld): Promise<Rendered> {
  const app = await openBob(world);
  await app.user.click(screen.getByRole("button", { name: "Contact" }));
  await app.settle();
  const section = screen.getByRole("heading", { name: "This chat" }).closest("section")!;
  await app.user.click(within(section).getByRole("button", { name: "Change" }));
  return app;
}

const rule = (app: Rendered) => sessionOf(app.bridge.world).conversations.find((one) => one.contactId === BOB)?.retentionDays;
const has = (app: Rendered, text: string) =>
  app.bridge.world.messages.get(BOB)?.some((message) => message.kind === "peer" && message.text === text);

describe("how long messages of a chat are kept", () => {
  it("is as in the settings until it is chosen", async () => {
    const app = await openChoice();
    expect(screen.getByRole("radio", { name: "As in the settings: For ever" })).toHaveProperty("checked", true);
    await app.user.click(screen.getByRole("radio", { name: "For ever" }));
    await app.settle();
    expect(rule(app)).toBe(0);
    await app.user.click(screen.getByRole("radio", { name: /^As in the settings/ }));
    await app.settle();
    expect(rule(app)).toBeUndefined();
  });

  it("is asked about with the number of messages that would go now", async () => {
    const app = await openChoice(worldWithOld());
    await app.user.click(screen.getByRole("radio", { name: "1 year" }));
    await app.settle();
    expect(rule(app)).toBe(365);
    await app.user.click(screen.getByRole("radio", { name: "30 days" }));
    await app.settle();
    const dialog = screen.getByRole("dialog", { name: "Delete 1 older message now?" });
    await app.user.click(within(dialog).getByRole("button", { name: "Keep them" }));
    expect(rule(app)).toBe(365);
    expect(has(app, "Two months ago")).toBe(true);
    await app.user.click(screen.getByRole("radio", { name: "30 days" }));
    await app.settle();
    await app.user.click(screen.getByRole("button", { name: "Delete it" }));
    await app.settle();
    expect(rule(app)).toBe(30);
    expect(has(app, "Two months ago")).toBe(false);
  });

  it("says why when it cannot be stored", async () => {
    const app = await openChoice();
    app.bridge.failNext("conversations.setRetention", "disk-full");
    await app.user.click(screen.getByRole("radio", { name: "1 year" }));
    await app.settle();
    expect(screen.getByRole("alert").textContent).not.toBe("");
    expect(rule(app)).toBeUndefined();
  });
});
