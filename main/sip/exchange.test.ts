import { Core } from "sip.js";
import { describe, expect, it } from "vitest";
import { createExchanges, type Answer } from "./exchange";
import { createManualClock } from "./testing/manual-clock";

/** A response of the server as sip.js hands it over. */
function response(statusCode: number): Core.IncomingResponse {
  return { message: Object.assign(new Core.IncomingResponseMessage(), { statusCode, data: "received" }) };
}

/** One that sip.js made up: it has no data. */
function madeUp(statusCode: number): Core.IncomingResponse {
  return { message: Object.assign(new Core.IncomingResponseMessage(), { statusCode }) };
}

/** An exchange with the delegate in hand. */
function open(onLate?: (answer: Answer) => void) {
  const clock = createManualClock();
  const exchanges = createExchanges(clock, 8_000);
  let delegate: Core.OutgoingRequestDelegate = {};
  const answer = exchanges.exchange((given) => void (delegate = given), onLate);
  return { clock, exchanges, answer, delegate: () => delegate };
}

describe("an exchange", () => {
  it("ends with the first final answer, of whatever kind, and leaves no timer", async () => {
    for (const [event, status] of [["onAccept", 200], ["onRedirect", 302], ["onReject", 404]] as const) {
      const { clock, answer, delegate } = open();
      delegate()[event]?.(response(status));
      delegate().onReject?.(response(500));
      expect(await answer).toMatchObject({ type: "answer", status });
      expect(clock.pending()).toEqual([]);
    }
  });

  it("tells an answer that sip.js made up from one of the server", async () => {
    const lost = open();
    lost.delegate().onReject?.(madeUp(503));
    expect(await lost.answer).toEqual({ type: "connection-lost" });
    const silent = open();
    silent.delegate().onReject?.(madeUp(408));
    expect(await silent.answer).toEqual({ type: "no-answer" });
    const busy = open();
    busy.delegate().onReject?.(response(503));
    expect(await busy.answer).toMatchObject({ type: "answer", status: 503 });
  });

  it("hears one late answer of the server, and none that sip.js made up", async () => {
    const late: Answer[] = [];
    const { clock, answer, delegate } = open((answered) => late.push(answered));
    clock.advance(8_000);
    expect(await answer).toEqual({ type: "no-answer" });
    delegate().onReject?.(madeUp(408));
    delegate().onAccept?.(response(200));
    delegate().onAccept?.(response(202));
    expect(late).toMatchObject([{ type: "answer", status: 200 }]);
  });

  it("ends when the connection does; later ones end at once without being sent", async () => {
    const late: Answer[] = [];
    const { clock, exchanges, answer, delegate } = open((answered) => late.push(answered));
    exchanges.abandon();
    expect(await answer).toEqual({ type: "connection-lost" });
    delegate().onAccept?.(response(200));
    expect(late).toEqual([]);
    let started = false;
    expect(await exchanges.exchange(() => void (started = true))).toEqual({ type: "connection-lost" });
    expect(started).toBe(false);
    expect(clock.pending()).toEqual([]);
  });

  it("that cannot be started rejects and leaves no timer", async () => {
    const clock = createManualClock();
    const failing = createExchanges(clock, 8_000).exchange(() => {
      throw new Error("no such header");
    });
    await expect(failing).rejects.toThrow("no such header");
    expect(clock.pending()).toEqual([]);
  });
});
