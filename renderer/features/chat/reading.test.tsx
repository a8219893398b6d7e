// @vitest-environment happy-dom
import { act, fireEvent, screen, within } from "@testing-library/react";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { ContactId, MessageId } from "../../../shared/ids";
import { addMessage, sessionOf } from "../../testing/mock-world";
import { cleanUpAfterEach, renderApp, type Rendered } from "../../testing/render-app";
import { petrasWorld } from "../../testing/scenes";

cleanUpAfterEach();

const ALICE = 3 as ContactId;

function unread(app: Rendered): number | undefined {
  return sessionOf(app.bridge.world).conversations.find((one) => one.contactId === ALICE)?.unread;
}

/** Opens her chat and leaves it on screen for a moment. */
async function openAlice(app: Rendered): Promise<void> {
  await app.user.click(screen.getByRole("option", { name: /Alice/ }));
  await app.settle();
  await look();
}

async function look(): Promise<void> {
  await act(() => vi.advanceTimersByTimeAsync(500));
}

beforeEach(() => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
});

describe("what is on screen", () => {
  it("is marked as read in a window that has the keyboard", async () => {
    const app = await renderApp();
    expect(unread(app)).toBe(2);
    await openAlice(app);
    expect(unread(app)).toBe(0);
    expect(screen.queryByRole("img", { name: "2 unread" })).toBeNull();
  });

  it("stays unread while the window has not, until it gets it", async () => {
    const app = await renderApp({ focused: false });
    await openAlice(app);
    expect(unread(app)).toBe(2);
    vi.spyOn(document, "hasFocus").mockReturnValue(true);
    fireEvent.focus(window);
    await look();
    expect(unread(app)).toBe(0);
  });

  it("is marked as read also when it comes in late, above what was read", async () => {
    const app = await renderApp();
    await openAlice(app);
    const [last] = (app.bridge.world.messages.get(ALICE) ?? []).slice(-1);
    const position = (last?.position ?? 0) - 0.5;
    const base = { contactId: ALICE, position, sentAt: Date.now(), arrivedAt: Date.now(), marks: [], unread: true } as const;
    await app.tell(...addMessage(app.bridge.world, { ...base, id: 6000 as MessageId, kind: "peer", text: "Late", level: "2.2" }));
    expect(unread(app)).toBe(1);
    await look();
    expect(unread(app)).toBe(0);
  });

  it("keeps the line over the first unread message while one reads", async () => {
    const app = await renderApp();
    await openAlice(app);
    expect(screen.getByText("New messages")).toBeTruthy();
  });

  it("names what a reader must know of how a text came", async () => {
    const app = await renderApp();
    await openAlice(app);
    expect(screen.getByText("Not encrypted: the server could read this")).toBeTruthy();
    expect(screen.getByText("The sender’s clock differs from yours")).toBeTruthy();
    // The chat opened at what is unread; the line stands above that.
    screen.getByRole("log").focus();
    await app.user.keyboard("{ArrowUp}{ArrowUp}{ArrowUp}{ArrowUp}");
    await app.settle();
    expect(screen.getByText(/^Something claiming to be from Alice could not be verified/)).toBeTruthy();
  });

  it("asks for older messages when one scrolls up", async () => {
    const app = await renderApp({ world: petrasWorld({ history: 100 }) });
    await app.user.click(screen.getByRole("option", { name: /Bob/ }));
    await app.settle();
    expect(screen.queryByText("Paragraph 40 reads well now.")).toBeNull();
    const log = screen.getByRole("log");
    fireEvent.scroll(log, { target: { scrollTop: 10 } });
    await vi.waitFor(() => {
      // Without layout nobody but the test tells the list where the log is, once the page came in above.
      fireEvent.scroll(log, { target: { scrollTop: 0 } });
      expect(screen.getByText("Paragraph 40 reads well now.")).toBeTruthy();
    });
  });
});

describe("a new message", () => {
  function fromAlice(app: Rendered, id: number, text: string) {
    const now = Date.now();
    return addMessage(app.bridge.world, {
      id: id as MessageId,
      contactId: ALICE,
      position: id * 10,
      sentAt: now,
      arrivedAt: now,
      kind: "peer",
      text,
      level: "2.2",
      marks: [],
      unread: true,
    });
  }

  it("is shown and told to screen readers once, not in a flood", async () => {
    const app = await renderApp();
    await openAlice(app);
    await app.tell(...fromAlice(app, 5000, "And the bill?"));
    expect(within(screen.getByRole("log")).getByText("And the bill?")).toBeTruthy();
    await act(() => vi.advanceTimersByTimeAsync(2000));
    expect(screen.getByText("Alice Nováková: And the bill?")).toBeTruthy();
    await app.tell(...fromAlice(app, 5001, "One"), ...fromAlice(app, 5002, "Two"));
    await act(() => vi.advanceTimersByTimeAsync(6000));
    expect(screen.getByText("2 new messages from Alice Nováková")).toBeTruthy();
  });

  it("with a time that no calendar has does not take the window away", async () => {
    const app = await renderApp();
    await openAlice(app);
    const [added, ...rest] = fromAlice(app, 5000, "From the far future");
    if (added?.type !== "message-added") throw new Error("the stand-in adds a message");
    await app.tell({ ...added, message: { ...added.message, sentAt: Number.MAX_SAFE_INTEGER } }, ...rest);
    expect(within(screen.getByRole("log")).getByText("From the far future")).toBeTruthy();
  });
});

describe("the details of a message", () => {
  it("tell attempt by attempt what happened, with the codes", async () => {
    const app = await renderApp();
    await app.user.click(screen.getByRole("option", { name: /Bob/ }));
    await app.settle();
    await app.user.click(screen.getByText("Clean copy is with the notary."));
    await app.settle();
    const panel = within(screen.getByRole("complementary", { name: "Message details" }));
    expect(panel.getByText("Delivered to Bob’s device")).toBeTruthy();
    expect(panel.getByText("1st attempt: no answer")).toBeTruthy();
    expect(panel.getByText("2nd attempt: Bob not reachable")).toBeTruthy();
    expect(panel.getByText("Answer 480. It took 1 s. Next try after 3 s.")).toBeTruthy();
    expect(panel.getByText("3rd attempt: handed to the server")).toBeTruthy();
    expect(panel.getByText("STPSimple v3")).toBeTruthy();
    expect(panel.getByText("1,128 bytes")).toBeTruthy();
    await app.user.keyboard("{Escape}");
    expect(screen.queryByRole("complementary")).toBeNull();
  });
});
