// @vitest-environment happy-dom
import { render, screen, within } from "@testing-library/react";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { FailReason } from "../../../shared/delivery";
import type { ContactId, MessageId, Millis } from "../../../shared/ids";
import type { MessageDetails, MessageMark, PeerDetails, PeerText, SendAttempt, UsedKey } from "../../../shared/message";
import { addMessage, findContact, findOwn, updateContact, type MockWorld } from "../../testing/mock-world";
import { at, KEY, SCENE_NOW } from "../../testing/people";
import { cleanUpAfterEach, renderApp, type Rendered } from "../../testing/render-app";
import { petrasWorld } from "../../testing/scenes";
import { FailureSection } from "./FailureSection";
import { keyNowWords, trustThenWords } from "./key-words";

cleanUpAfterEach();

const BOB = 1 as ContactId;
const ALICE = 3 as ContactId;
/** "Clean copy is with the notary.", delivered. */
const DELIVERED = 2006 as MessageId;
const FROM_ALICE = 300 as MessageId;
const CERTAIN: UsedKey = { fingerprint: KEY.fingerprint, now: "current" };

beforeEach(() => {
  vi.useFakeTimers({ now: SCENE_NOW, shouldAdvanceTime: true });
});

async function open(contactId: ContactId, messageId: MessageId, world: MockWorld = petrasWorld()): Promise<Rendered> {
  const app = await renderApp({ world });
  app.store.setState(({ ui }) => ({ ui: { ...ui, openChat: contactId, panel: { type: "message", messageId } } }));
  await app.user.click(screen.getByRole("option", { name: contactId === BOB ? /Bob/ : /Alice/ }));
  await app.settle();
  app.store.setState(({ ui }) => ({ ui: { ...ui, panel: { type: "message", messageId } } }));
  await app.settle();
  return app;
}

const panel = () => within(screen.getByRole("complementary", { name: "Message details" }));
const value = (name: string): string => panel().getByText(name).closest("div")?.textContent.slice(name.length) ?? "";

function withDetails(change: Partial<MessageDetails>): MockWorld {
  const world = petrasWorld();
  world.details.set(DELIVERED, { ...world.details.get(DELIVERED), ...change });
  return world;
}

describe("the details of an own text", () => {
  it("say which protocol it went with and why, and the pin that it kept to", async () => {
    const world = petrasWorld();
    updateContact(world, { ...findContact(world, BOB), outlook: { type: "use", level: "2.2", reason: { code: "newest-common" } } });
    await open(BOB, DELIVERED, world);
    expect(panel().getByText("Bob’s app and yours both know 2.2. It is the newest in common and not below the 2.2 proved on 14 Nov.")).toBeTruthy();
    expect(value("Format")).toBe("STPSimple v33.1.2.2");
  });

  it("do not explain it with what holds only now", async () => {
    await open(BOB, DELIVERED);
    expect(panel().getByText("Protocol 2.2 was the one to use when it went.")).toBeTruthy();
  });

  it("name the key, how far it was trusted then, and what became of it", async () => {
    await open(BOB, DELIVERED, withDetails({ sealedTo: { ...CERTAIN, now: "former", comparedAt: at("20:00") } }));
    expect(value("Encrypted to")).toBe("7C:41:9E … B2:0F");
    expect(value("Trust then")).toBe("Not compared then; you compared it on 22 Nov");
    expect(value("Key now")).toBe("Another one has taken its place");
  });

  it.each([
    [true, "Bob’s app sends signed receipts."],
    [false, "Bob’s app sends none, so “delivered” can’t be known."],
  ])("say whether a receipt is to be expected: %s", async (receiptsExpected, words) => {
    await open(BOB, DELIVERED, withDetails({ receiptsExpected }));
    expect(value("Receipts")).toBe(words);
  });

  it("list forty attempts, each with outcome, answer, how long it took and the wait after it", async () => {
    const attempts = Array.from({ length: 40 }, (_, index): SendAttempt => {
      const startedAt: Millis = at("09:00", 1) + index * 60_000;
      return { startedAt, endedAt: startedAt + 8000, outcome: "retryable", reason: { code: "server-busy", sipStatus: 503 }, retryAt: startedAt + 68_000 };
    });
    const app = await open(BOB, DELIVERED, withDetails({ attempts }));
    const line = panel().getByText("40th attempt: server busy").closest("li");
    expect(line?.textContent).toContain("21 Nov, 09:39:00");
    expect(line?.textContent).toContain("Answer 503. It took 8 s. Next try after 60 s.");

    // "Written", the attempts and "Delivered": the first four and the last four, the rest when it is asked for.
    expect(panel().getAllByRole("listitem")).toHaveLength(8);
    await app.user.click(panel().getByRole("button", { name: "Show 34 more", expanded: false }));
    expect(panel().getAllByRole("listitem")).toHaveLength(42);
    await app.user.click(panel().getByRole("button", { name: "Show less", expanded: true }));
    expect(panel().getAllByRole("listitem")).toHaveLength(8);
  });

  it("offer to edit first what a resend cannot cure, and give sentence and code of the failure", async () => {
    const app = await open(BOB, 2009 as MessageId);
    const buttons = panel().getAllByRole("button").map((button) => button.textContent);
    expect(buttons.slice(1, 3)).toEqual(["Edit", "Resend"]);
    expect(panel().getByText("Not sent: too long for the server. Send it in parts.")).toBeTruthy();
    expect(value("Code")).toBe("too-long · SIP 413");
    await app.user.click(panel().getByRole("button", { name: "Edit" }));
    await app.settle();
    expect(screen.getByRole<HTMLTextAreaElement>("textbox", { name: /^Message to/ }).value).toContain("Full text of the lease");
    expect(() => findOwn(app.bridge.world, 2009 as MessageId)).toThrow();
  });

  it("let a held text be taken back, and say what it waits for", async () => {
    await open(BOB, 2012 as MessageId);
    expect(panel().getByText(/it waits for your decision/)).toBeTruthy();
    expect(panel().getByRole("button", { name: "Take back" })).toBeTruthy();
  });

  it("offer to send it again when main says so", async () => {
    await open(BOB, DELIVERED, withDetails({ sendAgainOffered: true }));
    expect(panel().getByRole("button", { name: "Send again" })).toBeTruthy();
  });
});

it.each<readonly [FailReason, boolean]>([
  [{ code: "too-long", sipStatus: 413 }, true],
  [{ code: "outcome-unknown" }, false],
  [{ code: "no-receipt" }, false],
])("the failure %j is said to have stopped it: %s", (reason, stopped) => {
  render(<FailureSection reason={reason} name="Bob" />);
  expect(screen.queryByText("Why it did not go") !== null).toBe(stopped);
  expect(screen.queryByText("Not confirmed") !== null).toBe(!stopped);
});

describe("the details of a contact's text", () => {
  it("say when it was sent and came, in which protocol and with which key", async () => {
    const app = await open(ALICE, FROM_ALICE);
    expect(panel().getByText("From Alice")).toBeTruthy();
    expect(panel().getByText("Sent, by Alice’s clock")).toBeTruthy();
    expect(panel().getByText("It was encrypted to you and signed by Alice’s key, in protocol 2.2.")).toBeTruthy();
    expect(value("Signed by")).toBe("7C:41:9E … B2:0F");
    expect(value("Key now")).toBe("Still Alice’s key");
    await app.user.click(panel().getByRole("button", { name: "Delete for me" }));
    expect(screen.getByRole("dialog", { name: "Delete this message?" })).toBeTruthy();
  });

  it("say so when more than one key comes into question", async () => {
    const app = await renderApp();
    await app.user.click(screen.getByRole("option", { name: /Alice/ }));
    await app.settle();
    const text = app.bridge.world.messages.get(ALICE)?.[0] as PeerText;
    const details: PeerDetails = { message: text, textBytes: 5 };
    app.bridge.answerNext("messages.peerDetails", details);
    app.store.setState(({ ui }) => ({ ui: { ...ui, panel: { type: "message", messageId: text.id } } }));
    await app.settle();
    expect(value("Signed by")).toBe("One of Alice’s keys; more than one comes into question");
  });

  const MARKS: readonly MessageMark[] = ["plain-text", "not-encrypted", "recipient-not-bound", "time-not-authenticated", "clock-differs", "sender-clock-differs", "own-clock-differs"];
  it.each(MARKS)("explain the mark %s in a sentence", async (mark) => {
    const world = petrasWorld();
    const text: PeerText = { id: 9000 as MessageId, contactId: ALICE, position: 99_000, kind: "peer", text: "?", sentAt: at("13:59"), arrivedAt: at("14:04"), marks: [mark], unread: false, ...(mark === "plain-text" ? {} : { level: "2.0" }) };
    addMessage(world, text);
    await open(ALICE, text.id, world);
    expect(panel().getByText("It came 14:04, 5 min after it was sent.")).toBeTruthy();
    const [what, ...means] = panel().getByText("What to know").closest("section")?.querySelector("p")?.textContent.split(". ") ?? [];
    expect(what).toMatch(/^\p{Lu}/u);
    expect(means.join(" ").length).toBeGreaterThan(40);
  });

  it("say plainly that one came open, or only signed", async () => {
    await open(ALICE, 303 as MessageId);
    expect(panel().getByText(/signed by Alice’s key in protocol 2\.2, but not encrypted: everybody on the way could read it/)).toBeTruthy();
  });
});

describe("the words of a key", () => {
  it.each<readonly [UsedKey, string, string]>([
    [CERTAIN, "Accepted, not compared", "Still Bob’s key"],
    [{ ...CERTAIN, comparedAt: at("08:00") }, "Compared on 22 Nov", "Still Bob’s key"],
    [{ ...CERTAIN, comparedAt: at("12:00") }, "Not compared then; you compared it on 22 Nov", "Still Bob’s key"],
    [{ ...CERTAIN, now: "offered" }, "Accepted, not compared", "Offered, not accepted"],
    [{ ...CERTAIN, now: "forgotten" }, "Not known any more", "Nothing of it is kept"],
  ])("%j: then %j, now %j", (used, then, now) => {
    expect(trustThenWords(used, at("09:00"), at("00:00"))).toBe(then);
    expect(keyNowWords(used, "Bob")).toBe(now);
  });
});
