// A sender and a receiver at the real Kamailio, each a process of its own, of our SIP layer or of raw WebSocket clients.
import { fork, type ChildProcess } from "node:child_process";
import type { EndAnswer, EndOrder, EndReceived, EndSent, Kind } from "./sip-words";

export interface SipPair {
  /** Sends so many from one to the other and waits for all answers. */
  send(count: number, options?: { readonly inFlight?: number; readonly length?: number }): Promise<EndSent & { readonly first: number }>;
  /** What the receiver got since it was asked last. */
  received(): Promise<EndReceived>;
  /** The sender watches these users. */
  watch(users: readonly string[]): Promise<void>;
  end(): void;
}

export interface Place {
  readonly url: string;
  readonly domain: string;
}

/** What a text of 20 characters becomes in protocol 2.2. */
export const USUAL_LENGTH = 912;

export const pairUsers = (kind: Kind): readonly [sender: string, receiver: string] => [`${kind}-a`, `${kind}-b`];

export async function startPair(kind: Kind, { url, domain }: Place): Promise<SipPair> {
  const users = pairUsers(kind);
  const [sender, receiver] = [startEnd(), startEnd()] as const;
  await Promise.all([sender, receiver].map((end, index) => ask(end, { order: "connect", kind, url, domain, user: users[index] ?? "" })));
  let next = 1;
  return {
    async send(count, { inFlight = 1, length = USUAL_LENGTH } = {}) {
      const first = next;
      next += count;
      const sent = (await ask(sender, { order: "send", to: users[1], first, count, inFlight, length })) as EndSent;
      return { ...sent, first };
    },
    received: async () => (await ask(receiver, { order: "received" })) as EndReceived,
    watch: async (watched) => void (await ask(sender, { order: "watch", users: watched })),
    end() {
      for (const end of [sender, receiver]) end.disconnect();
    },
  };
}

function startEnd(): ChildProcess {
  const child = fork(process.argv[1] ?? "", ["end"], { serialization: "advanced", stdio: ["ignore", "inherit", "inherit", "ipc"] });
  process.once("exit", () => child.kill("SIGKILL"));
  return child;
}

function ask(end: ChildProcess, order: EndOrder): Promise<EndAnswer> {
  return new Promise((resolve, reject) => {
    const gone = (): void => reject(new Error("an end of the SIP benchmark died"));
    end.once("exit", gone);
    end.once("message", (answer) => {
      end.off("exit", gone);
      resolve(answer as EndAnswer);
    });
    end.send(order);
  });
}
