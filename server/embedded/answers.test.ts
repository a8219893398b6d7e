// What is remembered of a hostile connection.
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { requestText, token } from "../testing/sip-text";
import { makeAnswers } from "./answers";
import { DEFAULT_LIMITS } from "./limits";
import { header, type SipRequest } from "./message";
import { parseSip } from "./parse";

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

function heapUsed(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

function bigRequest(): SipRequest {
  const parts = { method: "MESSAGE", uri: "sip:b@x", from: "<sip:a@x>", to: "<sip:b@x>", cseq: 1, body: "" };
  const headers = [`Require: ${"r".repeat(50)}`, `X-Padding: ${"x".repeat(14_000)}`];
  const text = requestText({ ...parts, fromTag: token(), callId: token(), branch: `z9hG4bK${token()}`, headers });
  return parseSip(Buffer.from(text), DEFAULT_LIMITS) as SipRequest;
}

describe("remembered answers", () => {
  it("do not keep the requests in memory that they quote", () => {
    const count = 2_000;
    const answers = makeAnswers({ ...DEFAULT_LIMITS, maxRememberedAnswers: count }, () => 0);
    const first = bigRequest();
    const before = heapUsed();
    for (let index = 0; index < count; index++) {
      const request = index === 0 ? first : bigRequest();
      answers.begin(request);
      answers.finish(request, { status: 420, headers: [`Unsupported: ${header(request, "require") ?? ""}`] });
    }
    // With their requests it would be 28 MB.
    expect(heapUsed() - before).toBeLessThan(6_000_000);
    expect(answers.earlier(first)).toEqual({ status: 420, headers: [`Unsupported: ${"r".repeat(50)}`] });
  });
});
