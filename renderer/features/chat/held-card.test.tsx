// @vitest-environment happy-dom
import { screen, within } from "@testing-library/react";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { ContactId } from "../../../shared/ids";
import { BOB, openBob, row } from "../../testing/bobs-chat";
import { changeDelivery, findContact, updateContact } from "../../testing/mock-world";
import { KEY, OTHER_KEY, SCENE_NOW } from "../../testing/people";
import { cleanUpAfterEach, renderApp } from "../../testing/render-app";
import { petrasWorld } from "../../testing/scenes";

cleanUpAfterEach();

const PRAGUE = 5 as ContactId;

beforeEach(() => {
  vi.useFakeTimers({ now: SCENE_NOW, shouldAdvanceTime: true });
});

describe("a held message", () => {
  it("says what happened and waits when told to, without changing anything", async () => {
    const app = await openBob();
    const card = screen.getByRole("group", { name: "Needs your decision" });
    expect(card.textContent).toContain("Not sent: Bob’s app now reports only protocol 2.1.");
    await app.user.click(within(card).getByRole("button", { name: "Wait for 2.2" }));
    expect(screen.queryByRole("group", { name: "Needs your decision" })).toBeNull();
    expect(within(row("My new door code")).getByRole("img", { name: "Needs your decision" })).toBeTruthy();
    await app.user.click(screen.getByRole("button", { name: "Decide" }));
    expect(screen.getByRole("group", { name: "Needs your decision" })).toBeTruthy();
  });

  it("goes out when the older protocol is allowed", async () => {
    const app = await openBob();
    await app.user.click(screen.getByRole("button", { name: "Allow 2.1 for Bob" }));
    await app.settle();
    expect(within(row("My new door code")).getByRole("img", { name: "Waiting" })).toBeTruthy();
  });

  it.each([
    ["nothing is known of the app", { code: "capability-unknown" }],
    ["the app reports nothing newer", { code: "below-minimum", offered: "1.0", minimum: "2.0" }],
    ["the app no longer reports what it proved", { code: "below-pin", offered: "1.0", pinned: "2.2" }],
  ] as const)("can go in 1.0 when %s, after it was said what that means", async (_when, reason) => {
    const world = petrasWorld();
    const capabilities = { strings: ["3.1.3"], carrier: "presence", since: SCENE_NOW } as const;
    updateContact(world, { ...findContact(world, BOB), capabilities });
    const held = world.messages.get(BOB)?.at(-1);
    if (held === undefined) throw new Error("no message");
    changeDelivery(world, held.id, { status: "held", reason });
    const app = await openBob(world);
    const card = screen.getByRole("group", { name: "Needs your decision" });
    expect(card.textContent).toContain("1.0 is S/MIME, the oldest.");
    expect(card.textContent).toContain("Bob could pass the message on as if it were meant for somebody else.");
    await app.user.click(within(card).getByRole("button", { name: "Send with protocol 1.0" }));
    await app.settle();
    expect(within(row("My new door code")).getByRole("img", { name: "Waiting" })).toBeTruthy();
    expect(findContact(world, BOB).pin).toMatchObject({ level: "1.0", by: "user" });
  });

  it("cannot go in 1.0 to an app that has newer protocols, and none of ours", async () => {
    const world = petrasWorld();
    const held = world.messages.get(BOB)?.at(-1);
    if (held === undefined) throw new Error("no message");
    const reason = { code: "below-minimum", offered: "1.0", minimum: "2.0" } as const;
    changeDelivery(world, held.id, { status: "held", reason });
    await openBob(world);
    const card = within(screen.getByRole("group", { name: "Needs your decision" }));
    expect(card.getAllByRole("button").map((button) => button.textContent)).toEqual(["Wait for 2.0"]);
  });

  it("goes out when the new key is accepted", async () => {
    const app = await renderApp();
    await app.user.click(screen.getByRole("option", { name: /Prague office/ }));
    await app.settle();
    await app.user.click(screen.getByRole("button", { name: "Accept and send" }));
    await app.settle();
    expect(within(row("The alarm code")).getByRole("img", { name: "Waiting" })).toBeTruthy();
  });

  it("goes out as well when the key that is accepted is not the one on the contact's card", async () => {
    const world = petrasWorld();
    const announced = { fingerprint: KEY.fingerprint, announcedAt: SCENE_NOW };
    updateContact(world, { ...findContact(world, PRAGUE), trust: { status: "unlike-card", announced, offered: OTHER_KEY } });
    const held = world.messages.get(PRAGUE)?.find((message) => message.kind === "own" && message.delivery.status === "held");
    if (held === undefined) throw new Error("no message");
    changeDelivery(world, held.id, { status: "held", reason: { code: "unlike-card" } });
    const app = await renderApp({ world });
    await app.user.click(screen.getByRole("option", { name: /Prague office/ }));
    await app.settle();
    const card = screen.getByRole("group", { name: "Needs your decision" });
    expect(card.textContent).toContain("Not sent: the key that came for Prague office is not the one on the contact card.");
    await app.user.click(within(card).getByRole("button", { name: "Accept and send" }));
    await app.settle();
    expect(within(row("The alarm code")).getByRole("img", { name: "Waiting" })).toBeTruthy();
    expect(findContact(world, PRAGUE).trust).toEqual({ status: "pinned", key: OTHER_KEY });
  });
});
