// The ways out of this computer, to be compared with what they were a moment ago: its addresses, and whether the system
// thinks that it is online at all. They stay in memory; none is logged or sent.
import { networkInterfaces } from "node:os";
import { net } from "electron";
import { describeAddresses } from "./addresses";

/** Equal as long as nothing changed. To be used after the app is ready. */
export function describeNetwork(): string {
  return [`online ${String(net.isOnline())}`, ...describeAddresses(networkInterfaces())].join("\n");
}
