// @vitest-environment happy-dom
import { act, screen, within } from "@testing-library/react";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { KEPT_CONNECTION_CHANGES, type ConnectionChange } from "../../../shared/diagnostics";
import type { Address, ContactId } from "../../../shared/ids";
import { sessionOf } from "../../testing/mock-world";
import { at, SCENE_NOW } from "../../testing/people";
import { cleanUpAfterEach, renderApp, type Rendered } from "../../testing/render-app";
import { petrasWorld } from "../../testing/scenes";

cleanUpAfterEach();

beforeEach(() => {
  vi.useFakeTimers({ now: SCENE_NOW, shouldAdvanceTime: true });
});

async function open(world = petrasWorld()): Promise<Rendered> {
  const app = await renderApp({ world });
  await app.user.click(screen.getByRole("button", { name: "Settings" }));
  await app.user.click(screen.getByRole("button", { name: "Diagnostics" }));
  await app.settle();
  return app;
}

const group = (title: string) => within(screen.getByRole("heading", { level: 3, name: title }).parentElement as HTMLElement);
const changes = (): readonly string[] =>
  group("What the connection did").getAllByRole("listitem").map((line) => line.textContent);

describe("the connection in the diagnostics", () => {
  it("is told newest first, each change with its time, how long it lasted, the reason and its code", async () => {
    await open(petrasWorld({ offline: true }));
    expect(changes()[0]).toMatch(/^Not connected.*for 6 min so far.*The server closed the connection\.server-closed$/);
    expect(changes()[3]).toMatch(/^Not connected.*11:02:00.*for 4 min.*There is no network.*network-unreachable$/);
    expect(group("Connection").getByText("Not connected since 14:02")).toBeTruthy();
    expect(group("Connection").getByText(/Next try in 8 s\./)).toBeTruthy();
  });

  it("is tried at once when one asks for it", async () => {
    const app = await open(petrasWorld({ offline: true }));
    await app.user.click(group("Connection").getByRole("button", { name: "Try now" }));
    await app.settle();
    expect(sessionOf(app.bridge.world).connection.status).toBe("connecting");
  });

  it("shows a few of its changes, and all 200 on request, with a word that there were more", async () => {
    const world = petrasWorld();
    const many = Array.from({ length: KEPT_CONNECTION_CHANGES }, (_, index): ConnectionChange =>
      index % 2 === 0 ? { at: at("08:00") + index * 1000, status: "connecting" } : { at: at("08:00") + index * 1000, status: "offline", problem: "server-silent" });
    world.diagnostics = { changes: many, changesCut: true };
    const app = await open(world);
    expect(changes()).toHaveLength(6);
    await app.user.click(screen.getByRole("button", { name: "Show 194 more" }));
    expect(changes()).toHaveLength(200);
    expect(screen.getByText("Older changes of this run are not kept.")).toBeTruthy();
  });

  it("says so when nothing happened yet", async () => {
    const world = petrasWorld();
    world.diagnostics = { changes: [] };
    await open(world);
    expect(screen.getByText("Nothing yet since Stamp was started.")).toBeTruthy();
  });

  it("is looked at again when something happens in the account", async () => {
    const app = await open();
    const before = changes().length;
    const since = at("14:07:40");
    sessionOf(app.bridge.world);
    app.bridge.world.diagnostics = { changes: [{ at: since, status: "offline", problem: "server-refused" }] };
    await app.tell({ type: "connection-changed", connection: { status: "offline", since, problem: "server-refused" } });
    await act(() => vi.advanceTimersByTimeAsync(500));
    expect(before).toBeGreaterThan(1);
    expect(changes()).toEqual([expect.stringMatching(/^Not connected.*server-refused$/)]);
  });
});

describe("the queue in the diagnostics", () => {
  it("says for each contact what waits, in which state, how often it was tried, when next, and why", async () => {
    await open();
    const out = group("Waits to go out");
    const row = (title: string): string => out.getByText(title).parentElement?.textContent ?? "";
    const bob = out.getAllByText("1 message to Bob Kováč").map((title) => title.parentElement?.textContent ?? "");
    expect(bob.find((words) => words.includes("no-answer"))).toMatch(/Trying again\. The server did not answer\. 7 attempts\. Next try in 12 s\.no-answer$/);
    expect(bob.find((words) => words.includes("below-pin"))).toMatch(/Needs your decision in the chat\. Bob Kováč’s app reports an older protocol/);
    expect(row("1 message to Zuzana Horáková")).toMatch(/Under way\./);
    expect(group("Came and is not shown").getByText("Everything that came is shown")).toBeTruthy();
  });

  it("leads to the chat", async () => {
    const app = await open();
    await app.user.click(screen.getByRole("button", { name: "Open chat: Zuzana Horáková" }));
    await app.settle();
    expect(screen.getByRole("textbox", { name: /^Message to Zuzana/ })).toBeTruthy();
  });

  it("tells of what came why it is not shown, also of a stranger's and with a very long address", async () => {
    const stranger = `${"long".repeat(60)}@sip.example.org` as Address;
    const world = petrasWorld();
    world.diagnostics = {
      queue: {
        outgoing: [],
        incoming: [
          { address: "jana@sip.example.org" as Address, contactId: 6 as ContactId, state: "parked", count: 3, reason: "no-certificate", since: at("13:00") },
          { address: stranger, state: "quarantined", count: 1, reason: "bad-mac", since: at("09:00", 2) },
        ],
        more: true,
      },
    };
    await open(world);
    const came = group("Came and is not shown");
    expect(came.getByText("3 messages from Jana Dvořáková").parentElement?.textContent).toMatch(/waits for its sender’s key.*tried again by itself\. The oldest came 13:00\.no-certificate$/);
    expect(came.getByText(`1 message from ${stranger}`).parentElement?.textContent).toMatch(/could not be opened.*not opened\. The oldest came 20 Nov, 09:00\.bad-mac$/);
    expect(group("Waits to go out").getByText("Nothing waits to go out")).toBeTruthy();
    expect(screen.getByText("There is more than is shown here.")).toBeTruthy();
  });
});

it("says of what came below the pin that it waits for the user, not that it is tried again", async () => {
  const world = petrasWorld();
  const kept = { address: "jana@sip.example.org" as Address, contactId: 6 as ContactId, state: "parked", count: 2, since: at("13:00") } as const;
  world.diagnostics = { queue: { outgoing: [], incoming: [{ ...kept, reason: "below-pin" }], more: false } };
  await open(world);
  const words = group("Came and is not shown").getByText("2 messages from Jana Dvořáková").parentElement?.textContent;
  expect(words).toMatch(/Needs your decision in the chat\./);
  expect(words).not.toMatch(/tried again/);
});

describe("the app in the diagnostics", () => {
  it.each([
    [undefined, "The server has not told its time"],
    [900, "Agrees with the server’s, 900 ms apart"],
    [15 * 60_000, "15 min behind the server’s"],
    [-3 * 3600_000, "3 h ahead of the server’s"],
  ])("says how its clock is: %s", async (clockOffset, words) => {
    const world = petrasWorld();
    if (clockOffset !== undefined) world.diagnostics = { clockOffset };
    await open(world);
    expect(group("This app").getByText(words)).toBeTruthy();
  });

  it("names versions, server, proxy and the last backup with what went wrong since", async () => {
    const world = petrasWorld();
    world.diagnostics = { backup: { last: at("06:10"), problem: "disk-full" } };
    await open(world);
    const facts = group("This app");
    for (const words of ["45.0.0", "24.9.0", /SQLCipher/, "wss://sip.example.org:7443", "None", /^06:10\. The last try did not work.*disk is full/]) expect(facts.getByText(words)).toBeTruthy();
  });

  it("says when it cannot be looked at", async () => {
    const app = await renderApp();
    app.bridge.failNext("diagnostics.view", "database-unreadable");
    await app.user.click(screen.getByRole("button", { name: "Settings" }));
    await app.user.click(screen.getByRole("button", { name: "Diagnostics" }));
    await app.settle();
    expect(screen.getByRole("alert").textContent).toMatch(/can’t be read/);
  });
});

describe("the log", () => {
  it("is shown before it is saved, and saved when one says so", async () => {
    const app = await open();
    const saves = vi.spyOn(app.bridge, "request");
    await app.user.click(screen.getByRole("button", { name: "Export log…" }));
    await app.settle();
    const preview = screen.getByRole("region", { name: /^What would be saved/ });
    expect(preview.textContent).toContain("sip-connection-ended");
    expect(saves.mock.calls.map(([name]) => name)).not.toContain("diagnostics.saveLog");
    await app.user.click(screen.getByRole("button", { name: "Save as file…" }));
    await app.settle();
    expect(screen.getByRole("button", { name: "Saved" })).toBeTruthy();
    await app.user.click(screen.getByRole("button", { name: "Hide" }));
    expect(screen.queryByRole("region", { name: /^What would be saved/ })).toBeNull();
  });

  it("says when the disk does not take it", async () => {
    const app = await open();
    await app.user.click(screen.getByRole("button", { name: "Export log…" }));
    await app.settle();
    app.bridge.failNext("diagnostics.saveLog", "file-not-saved");
    await app.user.click(screen.getByRole("button", { name: "Save as file…" }));
    await app.settle();
    expect(screen.getByRole("alert").textContent).toMatch(/could not be saved there/);
  });
});
