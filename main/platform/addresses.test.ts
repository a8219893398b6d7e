import { describe, expect, it } from "vitest";
import { describeAddresses } from "./addresses";

const at = (address: string, internal = false) => {
  const family = address.includes(":") ? "IPv6" : "IPv4";
  return { address, family, internal, netmask: "", mac: "", cidr: null, ...(family === "IPv6" ? { scopeid: 0 } : {}) } as never;
};

describe("the addresses of this computer", () => {
  it("are the same when IPv6 takes its new number of the day", () => {
    const before = { wlan0: [at("192.0.2.7"), at("2001:db8:1:2:aaaa:bbbb:cccc:dddd")] };
    const after = { wlan0: [at("2001:db8:1:2:1:2:3:4"), at("2001:db8:1:2:aaaa:bbbb:cccc:dddd"), at("192.0.2.7")] };
    expect(describeAddresses(after)).toEqual(describeAddresses(before));
  });

  it.each([
    ["another number", { wlan0: [at("192.0.2.8")] }],
    ["another device", { eth0: [at("192.0.2.7")] }],
    ["an IPv6 network as well", { wlan0: [at("192.0.2.7"), at("2001:db8::1")] }],
    ["none", {}],
  ])("are others with %s", (_what, after) => {
    expect(describeAddresses(after)).not.toEqual(describeAddresses({ wlan0: [at("192.0.2.7")] }));
  });

  it("of two IPv6 networks are told apart however short they are written", () => {
    const written = ["2001:db8::1", "2001:db8:0:1::1", "2001:db8:1::1", "fd00::1:2:3:4:5"];
    expect(describeAddresses({ wg0: written.map((address) => at(address)) })).toEqual([
      "wg0 2001:db8:0:0",
      "wg0 2001:db8:0:1",
      "wg0 2001:db8:1:0",
      "wg0 fd00:0:0:1",
    ]);
  });

  it("leave out what leads to no server", () => {
    expect(describeAddresses({ lo: [at("127.0.0.1", true)], veth1: [at("fe80::1")], eth0: [at("169.254.1.1")] })).toEqual([]);
  });
});
