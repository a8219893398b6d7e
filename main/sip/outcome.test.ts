import { describe, expect, it } from "vitest";
import type { Answer } from "./exchange";
import { outcomeOf } from "./outcome";

const answer = (status: number, retryAfter?: number): Answer => ({
  type: "answer",
  status,
  message: undefined as never,
  ...(retryAfter === undefined ? {} : { retryAfter }),
});

describe("the outcome of an answer", () => {
  it.each([200, 204])("%i is sent", (status) => {
    expect(outcomeOf(answer(status))).toEqual({ type: "sent" });
  });

  it("202 is stored", () => {
    expect(outcomeOf(answer(202))).toEqual({ type: "stored" });
  });

  it.each([
    [408, "no-answer"],
    [430, "peer-unreachable"],
    [477, "peer-unreachable"],
    [480, "peer-unreachable"],
    [486, "peer-unreachable"],
    [487, "peer-unreachable"],
    [491, "peer-unreachable"],
    [500, "server-error"],
    [502, "server-error"],
    [503, "server-busy"],
    [504, "server-error"],
    [555, "server-error"],
    [600, "peer-unreachable"],
  ])("%i is tried again because of %s", (sipStatus, code) => {
    expect(outcomeOf(answer(sipStatus))).toEqual({ type: "retryable", reason: { code, sipStatus } });
  });

  it.each([
    [400, "server-rejected"],
    [403, "refused"],
    [404, "unknown-address"],
    [405, "not-accepted"],
    [410, "unknown-address"],
    [413, "too-long"],
    [415, "not-accepted"],
    [488, "not-accepted"],
    [493, "not-accepted"],
    [501, "server-rejected"],
    [513, "too-long"],
    [606, "not-accepted"],
    [300, "server-rejected"],
    [302, "server-rejected"],
    [499, "server-rejected"],
    [603, "refused"],
    [604, "unknown-address"],
    [699, "server-rejected"],
  ])("%i is permanent because of %s", (sipStatus, code) => {
    expect(outcomeOf(answer(sipStatus))).toEqual({ type: "permanent", reason: { code, sipStatus } });
  });

  it.each([401, 407])("%i after credentials is the account's problem", (status) => {
    expect(outcomeOf(answer(status))).toEqual({ type: "account-problem" });
  });

  it("no answer and a lost connection are tried again, without a status", () => {
    expect(outcomeOf({ type: "no-answer" })).toEqual({ type: "retryable", reason: { code: "no-answer" } });
    expect(outcomeOf({ type: "connection-lost" })).toEqual({ type: "retryable", reason: { code: "connection-lost" } });
  });

  it("carries how long the server asks to wait", () => {
    expect(outcomeOf(answer(503, 5_000))).toMatchObject({ type: "retryable", retryAfter: 5_000 });
  });
});
