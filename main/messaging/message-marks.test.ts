import { describe, expect, it } from "vitest";
import type { MessageMark } from "../../shared/message";
import { sealText } from "./testing/letters";
import { openReceivingDesk } from "./testing/receiving-desk";

const MINUTE = 60_000;

describe("a live text that by the clocks was sent and came apart", () => {
  it.each<[server: number, own: string, apart: number, mark: MessageMark | undefined]>([
    [0, "right", 10, "sender-clock-differs"],
    [-2, "nearly right", -10, "sender-clock-differs"],
    [10, "slow", 10, "own-clock-differs"],
    [-10, "fast", -11, "own-clock-differs"],
    [10, "slow", 0, undefined],
    [10, "slow", -10, "clock-differs"],
    [10, "slow", 20, "clock-differs"],
    [1e11, "off by what no clock shows", 10, "clock-differs"],
  ])("says whose clock is off: the server is %i min ahead, so ours is %s, and the text %i", async (server, _own, apart, mark) => {
    const desk = openReceivingDesk();
    const contact = desk.befriend();
    desk.clockOffset = server * MINUTE;
    await desk.take(await sealText("when", 10, { sentAt: desk.clock.now() + apart * MINUTE }));
    expect(desk.peerTexts(contact)[0]?.marks).toEqual(mark === undefined ? [] : [mark]);
  });
});
