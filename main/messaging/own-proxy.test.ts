import { describe, expect, it } from "vitest";
import { readAccount } from "../db/account-repository";
import { alice } from "../protocol/testing/people";
import { fastClock } from "./testing/fast-clock";
import { openSeat } from "./testing/seat";
import { seededRandom } from "./testing/seeded-random";
import { createSipNetwork } from "./testing/sip-network";

const TYPED = { url: "socks5://127.0.0.1:1080", user: "anna", password: "s3cret" };

async function seatWithProxies() {
  const [clock, random] = [fastClock(40), seededRandom(3)];
  const base = createSipNetwork(clock, random);
  /** What the connection was told to go through, at its start and afterwards. */
  const used: (string | undefined)[] = [];
  const createSip: typeof base.createSip = (options, handlers) => {
    used.push(options.proxyUrl);
    return Object.assign(base.createSip(options, handlers), { useProxy: (url: string | undefined) => void used.push(url) });
  };
  return { used, seat: await openSeat({ who: alice, network: { ...base, createSip }, clock, random }) };
}

describe("the proxy of the own account", () => {
  it("is used at once and at the next start, and shown without its password", async () => {
    const { used, seat } = await seatWithProxies();
    seat.session.own.proxy.set(TYPED);
    await seat.until(() => seat.events.some(({ type }) => type === "account-changed"));
    expect(seat.session.snapshot().account.proxy).toEqual({ url: TYPED.url, user: "anna" });
    expect(JSON.stringify([seat.events, seat.session.snapshot()])).not.toContain(TYPED.password);
    const again = await seat.restartAfterPowerCut();
    expect(again.session.snapshot().account.proxy).toEqual({ url: TYPED.url, user: "anna" });
    const stored = "socks5://anna:s3cret@127.0.0.1:1080";
    expect(used).toEqual([undefined, stored, stored]);
  });

  it("goes with a word, and nothing of it stays", async () => {
    const { used, seat } = await seatWithProxies();
    seat.session.own.proxy.set(TYPED);
    seat.session.own.proxy.set(undefined);
    expect(seat.session.snapshot().account).not.toHaveProperty("proxy");
    expect(readAccount(seat.database)?.proxyUrl).toBeUndefined();
    expect(used.at(-1)).toBeUndefined();
  });

  it.each([
    ["invalid-proxy", "socks4://127.0.0.1:1080"],
    ["evaluation-only-loopback", "http://proxy.example:3128"],
  ])("that cannot be used is refused as %s, and the one before stays", async (code, url) => {
    const { used, seat } = await seatWithProxies();
    seat.session.own.proxy.set(TYPED);
    const set = () => {
      seat.session.own.proxy.set({ ...TYPED, url });
    };
    expect(set).toThrow(expect.objectContaining({ code }) as Error);
    expect(seat.session.snapshot().account.proxy).toEqual({ url: TYPED.url, user: "anna" });
    expect(used).toHaveLength(2);
  });
});
