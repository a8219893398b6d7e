import { describe, expect, it } from "vitest";
import { encodeText } from "../../../main/protocol/amp-text";
import { seal, sealText } from "../../../main/messaging/testing/letters";
import { encodeDeliveryAck, encodeStatement } from "../../../main/protocol/notification";
import { alice, bob } from "../../../main/protocol/testing/people";
import { OWN_CAPABILITIES, type MinimumProtocol } from "../../../shared/capability";
import { lookAt } from "./envelope";
import { createEvidence } from "./evidence";

const [V1, V2, V3] = [1, 2, 3].map((version) => ({ type: 2, version })) as [Stp, Stp, Stp];
const SMIME = { type: 1, version: 1 };
const [AUTH_V1, AUTH_V2] = [1, 2].map((version) => ({ type: 4, version })) as [Stp, Stp];
interface Stp {
  readonly type: number;
  readonly version: number;
}

interface Policy {
  readonly minimum?: MinimumProtocol;
  readonly capabilities?: readonly string[];
}

/** What Alice knows of Bob; `waiting` are bodies that she has not opened. */
function alicesEvidence() {
  const waiting = new Set<string>();
  const evidence = createEvidence((_at, body) => waiting.has(body));
  return {
    evidence,
    waiting,
    arrive: (body: string) => { evidence.arrived(alice.address, bob.address, body); },
    allow: (level: "1.0" | "2.0" | "2.1") => { evidence.allowed(alice.address, bob.address, level); },
    async send(stp: Stp, { minimum = "proved", capabilities = OWN_CAPABILITIES }: Policy = {}) {
      const body = await seal({ from: alice, to: bob, stp, amp: encodeText("text", 1) });
      evidence.left({ from: alice.address, to: bob.address, body, minimum, capabilities });
      return { ...evidence.violations };
    },
  };
}

const fromBob = (stp: Stp): Promise<string> => sealText("hello", 7, { stp });
const statement = (stp: Stp, capabilities: readonly string[]) => seal({ stp, amp: encodeStatement(capabilities) });

describe("a body on the wire", () => {
  it.each([
    [SMIME, "1.0"],
    [V1, "2.0"],
    [V2, "2.1"],
    [V3, "2.2"],
    [AUTH_V1, "2.0"],
    [AUTH_V2, "2.2"],
  ])("of %o is of protocol %s, and a text", async (stp, level) => {
    expect(lookAt(await fromBob(stp))).toEqual({ ...stp, level, isText: true });
  });

  it("shows what a notification is, and what a statement says", async () => {
    expect(lookAt(await seal({ stp: AUTH_V2, amp: encodeDeliveryAck([1]) }))).toEqual({ ...AUTH_V2, level: "2.2", isText: false });
    expect(lookAt(await statement(AUTH_V1, ["3.1.2", "3.1.3"]))).toMatchObject({ isText: false, statement: ["3.1.2", "3.1.3"] });
  });
});

describe("a text below", () => {
  it("what an opened message proved is seen; one that waits unopened proves nothing yet", async () => {
    const { arrive, waiting, send } = alicesEvidence();
    const body = await fromBob(V3);
    waiting.add(body);
    arrive(body);
    expect(await send(V2)).toEqual({ belowPin: 0, belowMinimum: 0 });
    waiting.delete(body);
    expect(await send(V3)).toMatchObject({ belowPin: 0 });
    expect(await send(V2)).toMatchObject({ belowPin: 1 });
    expect(await send(SMIME, { minimum: "allow-1.0" })).toMatchObject({ belowPin: 2 });
  });

  it("what was signed is seen, as far as the sender's own app goes", async () => {
    const { arrive, send } = alicesEvidence();
    arrive(await statement(AUTH_V1, ["3.1.2", "3.1.2.1"]));
    expect(await send(V1, { capabilities: ["3.1.2"] })).toMatchObject({ belowPin: 0 });
    expect(await send(V1)).toMatchObject({ belowPin: 1 });
  });

  it("what was proved is right once the user allows it, and wrong again after new proof; a copy is none", async () => {
    const { arrive, allow, send } = alicesEvidence();
    const body = await fromBob(V3);
    arrive(body);
    allow("2.0");
    arrive(body);
    expect(await send(V1)).toMatchObject({ belowPin: 0 });
    arrive(await fromBob(V2));
    expect(await send(V1)).toMatchObject({ belowPin: 1 });
  });

  it("the minimum is seen; 1.0 is right when it is allowed, for all or for this contact", async () => {
    const { allow, send } = alicesEvidence();
    expect(await send(V2, { minimum: "2.2" })).toMatchObject({ belowMinimum: 1 });
    expect(await send(SMIME, { minimum: "allow-1.0" })).toMatchObject({ belowMinimum: 1 });
    expect(await send(SMIME)).toMatchObject({ belowMinimum: 2 });
    allow("1.0");
    expect(await send(SMIME)).toMatchObject({ belowMinimum: 2 });
    expect(await send(SMIME, { minimum: "2.2" })).toMatchObject({ belowMinimum: 3 });
  });
});
