// The ways out of this computer, to be compared with what they were a moment ago: its addresses, and whether the system
// thinks that it is online at all. They stay in memory; none is logged or sent.
import { networkInterfaces } from "node:os";
import { net } from "electron";

/** Equal as long as nothing changed. To be used after the app is ready. */
export function describeNetwork(): string {
  const addresses = Object.entries(networkInterfaces()).flatMap(([name, all = []]) =>
    all.filter(({ internal, address }) => !internal && !isLinkLocal(address)).map(({ address }) => `${name} ${address}`),
  );
  return [`online ${String(net.isOnline())}`, ...addresses.sort()].join("\n");
}

/** No way to a server, and they come and go with every container. */
function isLinkLocal(address: string): boolean {
  return /^fe[89ab][0-9a-f]:|^169\.254\./i.test(address);
}
