import { describe, expect, it } from "vitest";
import { StampError } from "../../shared/errors";
import { EVENT_CHANNEL, REQUEST_CHANNEL } from "../../shared/ipc/bridge";
import type { LogFacts } from "../platform/log";
import { createPublish, serveRequests, type RequestEvent, type RequestHandlers, type RequestPort } from "./serve";

const ORIGIN = "app://stamp/";
const contents = { name: "our window" };
const ownPage: RequestEvent = { sender: contents, senderFrame: { url: `${ORIGIN}index.html`, parent: null } };

/** Serves with the given handlers and returns a way to ask, and what was logged. */
function served(handlers: Partial<RequestHandlers>, window: () => unknown = () => contents, tellChanges: () => void = () => undefined) {
  let listener: Parameters<RequestPort["handle"]>[1] | undefined;
  const logged: (LogFacts & { readonly event: string })[] = [];
  serveRequests({
    port: {
      handle(channel, given) {
        expect(channel).toBe(REQUEST_CHANNEL);
        listener = given;
      },
    },
    always: handlers as RequestHandlers<"app.snapshot">,
    whileOpen: () => {
      throw new StampError("not-allowed-now");
    },
    contents: window,
    origin: ORIGIN,
    tellChanges,
    log: (_level, event, facts) => logged.push({ event, ...facts }),
  });
  return { logged, ask: (name: unknown, params: unknown, event = ownPage) => listener?.(event, name, params) };
}

const INVALID = { ok: false, error: { code: "invalid-request", details: {} } };

describe("a request from our page", () => {
  it("reaches its handler with parsed parameters and gets its result", async () => {
    const { ask } = served({ "contacts.add": ({ address }) => ({ contactId: address.length as never }) });
    expect(await ask("contacts.add", { address: "bob@example.com" })).toEqual({ ok: true, value: { contactId: 15 } });
  });

  it("is answered when the window was told what it changed", async () => {
    const order: string[] = [];
    const change = async () => {
      await Promise.resolve();
      order.push("changed");
      return { contactId: 1 as never };
    };
    const { ask } = served({ "contacts.add": change }, () => contents, () => void order.push("told"));
    await ask("contacts.add", { address: "bob@example.com" })?.then(() => order.push("answered"));
    expect(order).toEqual(["changed", "told", "answered"]);
  });

  it("is answered as done also when the window could not be told", async () => {
    const { ask, logged } = served({ "messages.sendText": () => ({ messageId: 5 as never }) }, () => contents, () => {
      throw new TypeError("canary");
    });
    expect(await ask("messages.sendText", { contactId: 1, text: "x" })).toEqual({ ok: true, value: { messageId: 5 } });
    expect(logged).toMatchObject([{ event: "telling-failed", error: "TypeError" }]);
    expect(JSON.stringify(logged)).not.toContain("canary");
  });

  it("gets the code and details of an expected failure, without stack or message", async () => {
    const { ask, logged } = served({
      "messages.sendText": () => {
        throw new StampError("text-too-long", { bytes: 20_000 }, { cause: new Error("canary") });
      },
    });
    expect(await ask("messages.sendText", { contactId: 1, text: "x" })).toEqual({
      ok: false,
      error: { code: "text-too-long", details: { bytes: 20_000 } },
    });
    expect(logged).toEqual([]);
  });

  it("gets `internal` for anything unexpected, which is logged without its content", async () => {
    const { ask, logged } = served({ "app.snapshot": () => Promise.reject(new TypeError("canary")) });
    expect(await ask("app.snapshot", {})).toEqual({ ok: false, error: { code: "internal", details: {} } });
    expect(logged).toMatchObject([{ event: "request-failed", request: "app.snapshot", error: "TypeError" }]);
    expect(JSON.stringify(logged)).not.toContain("canary");
  });

  it("gets `not-allowed-now` for what only an open account can answer", async () => {
    const { ask } = served({ "app.snapshot": () => ({}) as never });
    expect(await ask("messages.resend", { messageId: 1 })).toEqual({
      ok: false,
      error: { code: "not-allowed-now", details: {} },
    });
  });

  it.each<[string, unknown, unknown]>([
    ["an unknown name", "app.everything", {}],
    ["a name of Object's own", "toString", {}],
    ["a name that is no string", 7, {}],
    ["missing parameters", "messages.sendText", undefined],
    ["a wrong type", "messages.sendText", { contactId: "1", text: "x" }],
    ["an additional field", "app.snapshot", { more: 1 }],
    ["a text over its limit", "messages.sendText", { contactId: 1, text: "x".repeat(65_537) }],
    ["parameters over the size limit", "app.snapshot", { filler: "x".repeat(1024 * 1024) }],
    ["a bigint", "messages.sendText", { contactId: 1n, text: "x" }],
  ])("is refused with %s", async (_what, name, params) => {
    const called: string[] = [];
    const { ask } = served({
      "app.snapshot": () => called.push("app.snapshot") as never,
      "messages.sendText": () => called.push("messages.sendText") as never,
    });
    expect(await ask(name, params)).toEqual(INVALID);
    expect(called).toEqual([]);
  });
});

describe("a request from somewhere else", () => {
  const page = { url: `${ORIGIN}index.html`, parent: null };
  it.each<[string, RequestEvent]>([
    ["other web contents", { sender: { name: "our window" }, senderFrame: page }],
    ["a frame inside our page", { sender: contents, senderFrame: { ...page, parent: page } }],
    ["a foreign page in our window", { sender: contents, senderFrame: { url: "https://stamp/", parent: null } }],
    ["a page with a similar name", { sender: contents, senderFrame: { url: "app://stamp.evil/", parent: null } }],
    ["a frame that is gone", { sender: contents, senderFrame: null }],
  ])("is refused: %s", async (_what, event) => {
    const { ask, logged } = served({ "app.snapshot": () => ({}) as never });
    expect(await ask("app.snapshot", {}, event)).toEqual(INVALID);
    expect(logged).toMatchObject([{ event: "request-from-foreign-sender" }]);
  });

  it("is refused while there is no window", async () => {
    const { ask } = served({ "app.snapshot": () => ({}) as never }, () => undefined);
    expect(await ask("app.snapshot", {}, { sender: undefined, senderFrame: page })).toEqual(INVALID);
  });
});

describe("publishing", () => {
  it("sends name and payload to the window, and nothing to one that is gone", () => {
    const sent: unknown[][] = [];
    let destroyed = false;
    const publish = createPublish(() => ({ isDestroyed: () => destroyed, send: (...words) => sent.push(words) }));
    publish("progress", { task: "unlock", state: "started" });
    destroyed = true;
    publish("progress", { task: "unlock", state: "done" });
    createPublish(() => undefined)("progress", { task: "unlock", state: "done" });
    expect(sent).toEqual([[EVENT_CHANNEL, "progress", { task: "unlock", state: "started" }]]);
  });
});
