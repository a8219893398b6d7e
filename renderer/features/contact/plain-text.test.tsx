// @vitest-environment happy-dom
import { screen, within } from "@testing-library/react";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Contact } from "../../../shared/contact";
import type { ContactId, MessageId } from "../../../shared/ids";
import { findContact, updateContact, type MockWorld } from "../../testing/mock-world";
import { at, SCENE_NOW, writer } from "../../testing/people";
import { cleanUpAfterEach, renderApp, type Rendered } from "../../testing/render-app";
import { petrasWorld } from "../../testing/scenes";

cleanUpAfterEach();

const MARTIN = 4 as ContactId;
const OVER_THE_FIELD = "Not encrypted: everybody on the way can read this.";

beforeEach(() => {
  vi.useFakeTimers({ now: SCENE_NOW, shouldAdvanceTime: true });
});

/** Martin, of whom nothing is known; one open text each way. */
function foreignWorld(change: Partial<Contact> = {}): MockWorld {
  const world = petrasWorld();
  const { pin: _pin, capabilities: _capabilities, ...martin } = findContact(world, MARTIN);
  updateContact(world, { ...martin, outlook: { type: "hold", reason: { code: "capability-unknown" } }, ...change });
  const chat = writer(MARTIN, 450);
  const { level: _level, ...theirs } = chat.peer(at("14:01"), "Ahoy", { marks: ["plain-text"] });
  world.messages.set(MARTIN, [theirs, { ...chat.own(at("14:02"), "Ahoy there", { status: "sent" }, 2), marks: ["plain-text"] }]);
  world.details.set(451 as MessageId, { receiptsExpected: false });
  return world;
}

async function openMartin(world: MockWorld): Promise<Rendered> {
  const app = await renderApp({ world });
  await app.user.click(screen.getByRole("option", { name: /Martin/ }));
  await app.settle();
  await app.user.click(screen.getByRole("button", { name: "Contact" }));
  await app.settle();
  return app;
}

const panel = () => within(screen.getByRole("complementary", { name: "Contact" }));

describe("unencrypted text", () => {
  it("is off, and is asked about before it is on; the way back comes first", async () => {
    const app = await openMartin(foreignWorld());
    expect(screen.queryByText(OVER_THE_FIELD)).toBeNull();
    await app.user.click(panel().getByRole("button", { name: "Allow…" }));
    expect(document.activeElement?.textContent).toBe("Keep it off");
    await app.user.keyboard("{Enter}");
    expect(findContact(app.bridge.world, MARTIN).plainTextAllowed).toBe(false);

    await app.user.click(panel().getByRole("button", { name: "Allow…" }));
    await app.user.click(screen.getByRole("button", { name: "Allow unencrypted text" }));
    await app.settle();
    expect(panel().getByRole("alert").textContent).toContain("You allowed unencrypted text with Martin.");
    expect(panel().getByText(/^Nothing\. Everybody on the way can read/)).toBeTruthy();
    expect(screen.getByText(OVER_THE_FIELD)).toBeTruthy();
    expect(panel().queryByRole("button", { name: "Allow…" })).toBeNull();

    await app.user.click(panel().getByRole("button", { name: "Stop unencrypted text" }));
    await app.settle();
    expect(screen.queryByText(OVER_THE_FIELD)).toBeNull();
  });

  it.each<[string, Partial<Contact>]>([
    ["an app of the contact", { capabilities: { strings: ["3.1.2"], carrier: "presence", since: at("10:00") } }],
    ["a pin", { pin: { level: "2.2", since: at("10:00"), by: "proved" } }],
    ["a contact card with a key", { trust: { status: "unknown", announced: { fingerprint: "ab".repeat(32), announcedAt: at("10:00") } } }],
  ])("is not offered where there is %s", async (_what, change) => {
    await openMartin(foreignWorld(change));
    expect(panel().queryByRole("button", { name: "Allow…" })).toBeNull();
  });

  it("that is allowed and not used any more is told as well, with the way out", async () => {
    await openMartin(foreignWorld({ plainTextAllowed: true, outlook: { type: "use", level: "2.2", reason: { code: "newest-common" } } }));
    expect(panel().getByRole("alert").textContent).toContain("What you write is not sent that way any more");
    expect(panel().getByRole("button", { name: "Stop unencrypted text" })).toBeTruthy();
    expect(screen.queryByText(OVER_THE_FIELD)).toBeNull();
  });

  it("is marked in both directions, and each mark says what it means", async () => {
    const app = await openMartin(foreignWorld());
    const [theirs, own] = screen.getAllByRole("button", { name: "Not encrypted" });
    await app.user.click(theirs!);
    expect(screen.getByText(/or write it in Martin’s name/)).toBeTruthy();
    await app.user.click(own!);
    expect(screen.getByText(/as you allowed for Martin/)).toBeTruthy();
    expect(screen.queryByRole("complementary", { name: "Message details" })).toBeNull();
  });

  it("says in its details that it was open, and that a second attempt may be shown twice", async () => {
    const app = await openMartin(foreignWorld());
    await app.user.click(screen.getByText("Ahoy there"));
    await app.settle();
    const details = within(screen.getByRole("complementary", { name: "Message details" }));
    expect(details.getByText(/It went unencrypted, as you allowed for Martin/)).toBeTruthy();
    expect(details.getByText(/may show the text more than once/)).toBeTruthy();
    expect(details.getByText("Not encrypted")).toBeTruthy();
  });
});
