// Windows against a model: whatever is told, asked and cut in whatever order, a window is a part of the history without a gap.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ContactId, MessageId } from "../../shared/ids";
import type { OwnText } from "../../shared/message";
import type { MessagePage } from "../../shared/message-page";
import { expectPage, takePage, trimWindow, type PageUse } from "./chat-pages";
import { applyToChat, EMPTY_WINDOW, isStale, type ChatEvent, type ChatWindow } from "./chats";

const CONTACT = 7 as ContactId;
const PAGE = 4;
const KEEP = 7;

type Step =
  | { readonly type: "add" }
  | { readonly type: "late" | "remove" | "deliver"; readonly at: number }
  | { readonly type: "renumber" | "hear" | "hear-all" | "read" | "answer" }
  | { readonly type: "ask"; readonly use: PageUse; readonly at: number }
  | { readonly type: "cut"; readonly side: "oldest" | "newest"; readonly at: number };

const anywhere = fc.nat(1000);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ type: fc.constant("add" as const) }),
  fc.record({ type: fc.constantFrom("late" as const, "remove" as const, "deliver" as const), at: anywhere }),
  fc.record({ type: fc.constantFrom("hear" as const, "hear-all" as const, "read" as const, "answer" as const) }),
  fc.record({ type: fc.constant("ask" as const), use: fc.constantFrom<PageUse>("before", "after", "whole"), at: anywhere }),
  fc.record({ type: fc.constant("cut" as const), side: fc.constantFrom("oldest" as const, "newest" as const), at: anywhere }),
  { arbitrary: fc.record({ type: fc.constant("renumber" as const) }), weight: 1 },
);

/** Main's side: the history, what it tells, and a page that is on its way. */
class Model {
  history: OwnText[] = [];
  told: ChatEvent[] = [];
  chat: ChatWindow = EMPTY_WINDOW;
  private asked: { readonly use: PageUse; readonly place: number; readonly moves: number } | undefined;
  private answer: MessagePage | undefined;
  private next = 1;

  private put(position: number): void {
    const id = this.next as MessageId;
    this.next += 1;
    const message: OwnText = {
      id, contactId: CONTACT, position, sentAt: 0, arrivedAt: 0, kind: "own", text: String(id), delivery: { status: "queued" }, attempts: 0, marks: [],
    };
    this.history = [...this.history, message].sort((a, b) => a.position - b.position);
    this.told.push({ type: "message-added", message });
  }

  private slice(from: number, to: number): MessagePage {
    const start = Math.max(0, from);
    const end = Math.min(this.history.length, to);
    const messages = this.history.slice(start, end);
    return { messages, older: messages.length > 0 && start > 0, newer: messages.length > 0 && end < this.history.length };
  }

  private page(): MessagePage | undefined {
    if (this.asked === undefined) return undefined;
    const { use, place } = this.asked;
    const from = place % Math.max(1, this.history.length);
    if (use === "whole") return this.slice(from, from + PAGE);
    const below = this.history.filter(({ position }) => position < place).length;
    const upTo = this.history.filter(({ position }) => position <= place).length;
    return use === "before" ? this.slice(below - PAGE, below) : this.slice(upTo, upTo + PAGE);
  }

  private ask(wanted: PageUse, at: number): void {
    const { chat } = this;
    if (chat.inFlight !== undefined) return;
    const end = wanted === "before" ? chat.order[0] : chat.order.at(-1);
    const position = end === undefined ? undefined : chat.byId[end]?.position;
    const use = !chat.loaded || isStale(chat) || position === undefined ? "whole" : wanted;
    if (use !== "whole" && !(use === "before" ? chat.older : chat.newer)) return;
    this.asked = { use, place: use === "whole" ? at : (position ?? 0), moves: chat.moves };
    this.chat = expectPage(chat);
    this.answer = undefined;
  }

  private take(): void {
    const { asked, answer } = this;
    if (asked === undefined || answer === undefined) return;
    const { inFlight: _noted, ...rest } = this.chat;
    this.chat = this.chat.moves === asked.moves ? takePage(this.chat, answer, asked.use) : rest;
    this.asked = undefined;
    this.answer = undefined;
  }

  private hear(): void {
    const event = this.told.shift();
    if (event !== undefined) this.chat = applyToChat(this.chat, event);
  }

  private one(at: number): OwnText | undefined {
    return this.history[at % Math.max(1, this.history.length)];
  }

  run(step: Step): void {
    switch (step.type) {
      case "add":
        this.put((this.history.at(-1)?.position ?? 0) + 1000);
        break;
      case "late": {
        const after = this.one(step.at);
        const before = this.history[this.history.findIndex((message) => message === after) - 1];
        if (after !== undefined) this.put(((before?.position ?? after.position - 2000) + after.position) / 2);
        break;
      }
      case "remove": {
        const gone = this.one(step.at);
        if (gone === undefined) break;
        this.history = this.history.filter((message) => message !== gone);
        this.told.push({ type: "message-removed", contactId: CONTACT, messageId: gone.id });
        break;
      }
      case "deliver": {
        const message = this.one(step.at);
        if (message === undefined) break;
        const changed: OwnText = { ...message, delivery: { status: "sent" }, attempts: message.attempts + 1 };
        this.history = this.history.map((one) => (one === message ? changed : one));
        this.told.push({ type: "delivery-changed", contactId: CONTACT, messageId: message.id, delivery: changed.delivery, attempts: changed.attempts });
        break;
      }
      case "renumber":
        this.history = this.history.map((message, index) => ({ ...message, position: index * 1000 }));
        this.told.push({ type: "messages-moved", contactId: CONTACT });
        break;
      case "hear":
        this.hear();
        break;
      case "hear-all":
        while (this.told.length > 0) this.hear();
        break;
      case "ask":
        this.ask(step.use, step.at);
        break;
      case "read":
        this.answer ??= this.page();
        break;
      case "answer":
        this.take();
        break;
      case "cut":
        this.chat = trimWindow(this.chat, step.side, KEEP);
        break;
    }
  }

  /** Everything told is heard, and the page on its way is there. */
  settle(): void {
    this.answer ??= this.page();
    this.take();
    while (this.told.length > 0) this.hear();
  }
}

describe("a chat's window", () => {
  it("is a part of the history without a gap, whatever comes, is asked for and is let go", () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 10, maxLength: 80 }), (steps) => {
        const model = new Model();
        for (const one of steps) {
          model.run(one);
          const { chat } = model;
          const ids = Object.keys(chat.byId).map(Number).sort((a, b) => a - b);
          expect([...chat.order].sort((a, b) => a - b)).toEqual(ids);
        }
        model.settle();
        // What has no valid place is read again before it counts.
        if (isStale(model.chat) || !model.chat.loaded) return;
        const { chat, history } = model;
        const from = history.findIndex(({ id }) => id === chat.order[0]);
        const part = chat.order.length === 0 ? [] : history.slice(from, from + chat.order.length);
        expect(chat.order.map((id) => chat.byId[id])).toEqual(part);
        if (!chat.older && chat.order.length > 0) expect(from).toBe(0);
        if (!chat.newer && chat.order.length > 0) expect(chat.order.at(-1)).toBe(history.at(-1)?.id);
        for (const side of ["oldest", "newest"] as const) expect(trimWindow(chat, side, KEEP).order.length).toBeLessThanOrEqual(KEEP);
      }),
      { numRuns: 500 },
    );
  });
});
