// The addresses of this computer, to be compared with what they were a moment ago (disturbance.ts). Of IPv6 the network
// only: this computer takes another number in it every day, beside the old one, and that cuts nothing.
import type { NetworkInterfaceInfo } from "node:os";

/** Sorted, one line each; without those that lead to no server. */
export function describeAddresses(interfaces: Readonly<Record<string, readonly NetworkInterfaceInfo[] | undefined>>): readonly string[] {
  const lines = Object.entries(interfaces).flatMap(([name, all = []]) =>
    all
      .filter(({ internal, address }) => !internal && !isLinkLocal(address))
      .map(({ family, address }) => `${name} ${family === "IPv6" ? networkOf(address) : address}`),
  );
  return [...new Set(lines)].sort();
}

/** No way to a server, and they come and go with every container. */
function isLinkLocal(address: string): boolean {
  return /^fe[89ab][0-9a-f]:|^169\.254\./i.test(address);
}

/** The first 64 bits of an IPv6 number. */
function networkOf(address: string): string {
  const [front = [], back = []] = address.split("::").map((part) => part.split(":").filter((group) => group !== ""));
  const zeros = Array.from({ length: 8 - front.length - back.length }, () => "0");
  return [...front, ...zeros, ...back].slice(0, 4).join(":");
}
