import { describe, expect, it } from "vitest";
import { BLOCKING_STATUSES, STATUSES_WITH_QUEUE_ROW, type Delivery, type DeliveryStatus } from "../../shared/delivery";
import { advance, type DeliveryEvent } from "./delivery";

const STATES: Readonly<Record<DeliveryStatus, Delivery>> = {
  queued: { status: "queued" },
  sending: { status: "sending" },
  retrying: { status: "retrying", at: 5, attempt: 1, reason: { code: "no-answer" } },
  held: { status: "held", reason: { code: "key-changed" } },
  sent: { status: "sent" },
  stored: { status: "stored" },
  failed: { status: "failed", reason: { code: "refused" } },
  delivered: { status: "delivered" },
  read: { status: "read" },
};

const EVENTS = {
  "attempt started": { type: "attempt-started" },
  "answer 200": { type: "sent" },
  "answer 202": { type: "stored" },
  retryable: { type: "retryable", at: 99, attempt: 4, reason: { code: "server-busy", sipStatus: 503 } },
  permanent: { type: "permanent", reason: { code: "unknown-address", sipStatus: 404 } },
  "gave up": { type: "gave-up", reason: { code: "outcome-unknown" } },
  hold: { type: "hold", reason: { code: "capability-unknown" } },
  release: { type: "released" },
  "delivery ack": { type: "delivery-ack", attempted: true },
  "read ack": { type: "read-ack", attempted: true },
  restart: { type: "interrupted" },
} as const satisfies Record<string, DeliveryEvent>;

const COLUMNS = Object.keys(EVENTS) as (keyof typeof EVENTS)[];

/** Spec 2.2, line by line; "–" is unchanged, the very same object. */
const TABLE: Readonly<Record<DeliveryStatus, string>> = {
  //         attempt  200   202    retryable permanent gave-up hold  release delivery  read restart
  queued: "  sending  –     –      –         failed    failed  held  –       delivered read –      ",
  sending: " –        sent  stored retrying  failed    failed  held  –       delivered read queued ",
  retrying: "sending  sent  stored –         failed    failed  held  queued  delivered read –      ",
  held: "    –        sent  stored –         failed    –       –     queued  delivered read –      ",
  sent: "    –        –     –      –         –         failed  –     queued  delivered read –      ",
  stored: "  –        sent  –      –         –         failed  –     queued  delivered read –      ",
  failed: "  –        sent  stored –         –         –       –     queued  delivered read –      ",
  delivered: "–       –     –      –         –         –       –     –       –         read –      ",
  read: "    –        –     –      –         –         –       –     –       –         –    –      ",
};

const CASES = (Object.keys(TABLE) as DeliveryStatus[]).flatMap((from) =>
  TABLE[from].trim().split(/\s+/).map((to, column) => [from, COLUMNS[column]!, to] as const),
);

describe("the delivery machine", () => {
  it("has a cell for every state and event", () => {
    expect(CASES).toHaveLength(Object.keys(STATES).length * COLUMNS.length);
  });

  it.each(CASES)("%s + %s → %s", (from, event, to) => {
    const before = STATES[from];
    const after = advance(before, EVENTS[event]);
    if (to === "–") expect(after).toBe(before);
    else expect(after.status).toBe(to);
  });

  it("carries what is known along with the state", () => {
    expect(advance(STATES.sending, EVENTS.retryable)).toEqual({
      status: "retrying",
      at: 99,
      attempt: 4,
      reason: { code: "server-busy", sipStatus: 503 },
    });
    expect(advance(STATES.sending, EVENTS.permanent)).toEqual({
      status: "failed",
      reason: { code: "unknown-address", sipStatus: 404 },
    });
    expect(advance(STATES.queued, EVENTS.hold)).toEqual({ status: "held", reason: { code: "capability-unknown" } });
    expect(advance(STATES.stored, EVENTS["gave up"])).toEqual({ status: "failed", reason: { code: "outcome-unknown" } });
  });

  it.each(Object.keys(STATES) as DeliveryStatus[])("ignores an ack for a text that was never attempted: %s", (from) => {
    expect(advance(STATES[from], { type: "delivery-ack", attempted: false })).toBe(STATES[from]);
    expect(advance(STATES[from], { type: "read-ack", attempted: false })).toBe(STATES[from]);
  });

  it("never changes the state it was given", () => {
    for (const state of Object.values(STATES)) {
      const copy = structuredClone(state);
      for (const event of Object.values(EVENTS)) advance(Object.freeze(state), event);
      expect(state).toEqual(copy);
    }
  });

  it("keeps a queue row in the states that wait, and holds later texts up in those that will go on by themselves", () => {
    expect(STATUSES_WITH_QUEUE_ROW).toEqual(["queued", "sending", "retrying", "held"]);
    expect(BLOCKING_STATUSES).toEqual(["queued", "sending", "retrying"]);
  });
});
