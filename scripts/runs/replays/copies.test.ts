import { describe, expect, it } from "vitest";
import { openMessage } from "../../../main/protocol/open-message";
import { seal } from "../../../main/messaging/testing/letters";
import { seededRandom } from "../../../main/messaging/testing/seeded-random";
import { encodeText } from "../../../main/protocol/amp-text";
import { alice, bob } from "../../../main/protocol/testing/people";
import { COPY_KINDS, copyOf, isMadeOf } from "./copies";

const STPS = [[1, 1], [2, 1], [2, 2], [2, 3], [4, 1], [4, 2]].map(([type = 0, version = 0]) => ({ type, version }));

const opened = (body: string) =>
  openMessage(body, {
    sipFrom: bob.address,
    ownAddress: alice.address,
    identity: alice.identity,
    senderKeys: [bob.identity.certificate.publicKey],
  });

describe("every kind of copy", () => {
  it.each(STPS)("of %o has other bytes and is the same message", async (stp) => {
    const random = seededRandom(1);
    const body = await seal({ stp, amp: encodeText("once", 7) });
    const { replayKey } = await opened(body);
    for (const kind of COPY_KINDS.filter((each) => isMadeOf(each, body))) {
      const copy = await copyOf(kind, body, random, alice);
      expect(copy === body, kind).toBe(kind === "exact");
      expect((await opened(copy)).replayKey, kind).toEqual(replayKey);
    }
  });

  it("can be made of some message", async () => {
    const bodies = await Promise.all(STPS.map((stp) => seal({ stp, amp: encodeText("once", 7) })));
    expect(COPY_KINDS.filter((kind) => !bodies.some((body) => isMadeOf(kind, body)))).toEqual([]);
  });
});
