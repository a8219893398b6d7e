// A relay between the apps and the server that notes when a request of an app came to it: the wire of the benchmarks. It
// changes nothing; what it takes itself counts against the app.
import type { Frame } from "../../server/testing/fault-proxy/frame";
import { startFaultProxy } from "../../server/testing/fault-proxy/proxy";

export interface SipRelay {
  /** When the next MESSAGE of an app to this address comes, in milliseconds since 1970. */
  nextMessageTo(address: string): Promise<number>;
  stop(): Promise<void>;
}

/** For apps whose server has this port of loopback; `target`: ws:// address of the one that answers. */
export async function startRelay(port: number, target: string): Promise<SipRelay> {
  const waiting = new Map<string, (at: number) => void>();
  const note = ({ direction, method, kind, text }: Frame): void => {
    if (direction !== "up" || kind !== "request" || method !== "MESSAGE") return;
    const address = /^MESSAGE sip:([^;\s>]+)/.exec(text)?.[1] ?? "";
    waiting.get(address)?.(performance.timeOrigin + performance.now());
    waiting.delete(address);
  };
  const proxy = await startFaultProxy({
    target,
    port,
    chooseFate(frame) {
      note(frame);
      return { type: "pass" };
    },
  });
  return {
    nextMessageTo: (address) => new Promise((resolve) => waiting.set(address, resolve)),
    stop: () => proxy.stop(),
  };
}
