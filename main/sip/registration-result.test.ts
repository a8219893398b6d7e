import { Core } from "sip.js";
import { describe, expect, it } from "vitest";
import { answerOf, type Answer } from "./exchange";
import { queryResult, registerResult } from "./registration-result";
import { joinFrame } from "./testing/sip-frame";

const OWN = "11111111-1111-4111-8111-111111111111";
const OTHER = "22222222-2222-4222-8222-222222222222";
const instance = (uuid: string): string => `;+sip.instance="<urn:uuid:${uuid}>"`;

/** The answer as it comes out of sip.js's own parser. */
function answer(status: number, ...headers: string[]): Answer {
  const logger = new Core.LoggerFactory();
  logger.builtinEnabled = false;
  const frame = joinFrame(`SIP/2.0 ${status} X`, ["Via: SIP/2.0/WS a.invalid;branch=b", "CSeq: 1 REGISTER", ...headers]);
  const message = Core.Parser.parseMessage(frame, logger.getLogger("test"));
  if (!(message instanceof Core.IncomingResponseMessage)) throw new Error("not a response");
  return answerOf(message);
}

describe("the answer to a REGISTER", () => {
  it.each([
    [["Contact: <sip:me@a.invalid>;expires=120"], 120],
    [["Contact: <sip:me@a.invalid>", "Expires: 90"], 90],
    [["Contact: <sip:me@a.invalid>"], 600],
    [["Contact: <sip:me@a.invalid>;expires=99999"], 600],
    [["Contact: <sip:x@b.invalid>;expires=5, <sip:me@a.invalid>;expires=70"], 70],
    [["Contact: <sip:x@b.invalid>;expires=5", "Contact: <sip:me@a.invalid>;expires=80"], 80],
  ])("200 with %j registers for %i s", (headers, seconds) => {
    expect(registerResult(answer(200, ...headers), true, "me")).toEqual({ type: "registered", seconds });
  });

  it.each([[[]], [["Contact: <sip:x@b.invalid>;expires=60"]], [["Contact: <sip:me@a.invalid>;expires=0"]]])(
    "200 with %j is no registration of ours",
    (headers) => {
      expect(registerResult(answer(200, ...headers), true, "me")).toEqual({ type: "lost", problem: "registration-rejected" });
    },
  );

  it.each([
    [401, true, { type: "refused" }],
    [403, true, { type: "refused" }],
    [407, true, { type: "refused" }],
    [401, false, { type: "lost", problem: "registration-rejected" }],
    [403, false, { type: "lost", problem: "registration-rejected" }],
    [404, true, { type: "lost", problem: "registration-rejected" }],
    [302, true, { type: "lost", problem: "registration-rejected" }],
    [500, true, { type: "lost", problem: "registration-rejected" }],
    [600, true, { type: "lost", problem: "registration-rejected" }],
    [423, true, { type: "lost", problem: "registration-rejected" }],
  ])("%i with credentials sent: %j is %j", (status, credentialsSent, expected) => {
    expect(registerResult(answer(status), credentialsSent, "me")).toEqual(expected);
    expect(queryResult(answer(status), credentialsSent, OWN)).toEqual(expected);
  });

  it("503 says how long to wait, 423 for how long to ask", () => {
    expect(registerResult(answer(503, "Retry-After: 9"), true, "me")).toMatchObject({ type: "lost", retryAfter: 9_000 });
    expect(registerResult(answer(423, "Min-Expires: 900"), true, "me")).toEqual({ type: "too-brief", seconds: 900 });
  });

  it("that does not come is a silent server, or a lost connection", () => {
    expect(registerResult({ type: "no-answer" }, false, "me")).toEqual({ type: "lost", problem: "server-silent" });
    expect(registerResult({ type: "connection-lost" }, false, "me")).toEqual({ type: "lost", problem: "server-closed" });
  });

  it("made up by sip.js is told apart from a server's", () => {
    const madeUp = (status: number): Answer => answerOf(Object.assign(new Core.IncomingResponseMessage(), { statusCode: status }));
    expect(madeUp(408)).toEqual({ type: "no-answer" });
    expect(madeUp(503)).toEqual({ type: "connection-lost" });
    expect(answer(503)).toMatchObject({ type: "answer", status: 503 });
  });
});

describe("the answer to the question who is signed in", () => {
  it.each([
    ["nobody", [], "free"],
    ["this installation", [`Contact: <sip:x@b.invalid>;expires=9${instance(OWN)}`], "free"],
    ["this installation in capitals", [`Contact: <sip:x@b.invalid>;expires=9${instance(OWN.toUpperCase())}`], "free"],
    ["a client without a name", ["Contact: <sip:x@b.invalid>;expires=9"], "free"],
    ["another installation", [`Contact: <sip:x@b.invalid>;expires=9${instance(OTHER)}`], "taken"],
    ["both", [`Contact: <sip:x@b.invalid>${instance(OWN)}, <sip:y@b.invalid>${instance(OTHER)}`], "taken"],
  ])("%s", (_, headers, type) => {
    expect(queryResult(answer(200, ...headers), true, OWN)).toEqual({ type });
  });
});
