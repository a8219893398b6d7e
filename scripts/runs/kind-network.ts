// A connection that is always there and takes everything: for runs and benchmarks in which no network has a part.
import { setImmediate as nextTurn } from "node:timers/promises";
import type { SendOutcome, SipHandlers, SipPort } from "../../main/messaging/ports";
import type { Connection } from "../../shared/connection";

/** Answers at once, or in the next turn of the event loop as a socket would (`inTurns`). */
export function kindNetwork({ onConnection }: SipHandlers, { inTurns = false }: { readonly inTurns?: boolean } = {}): SipPort {
  const connection: Connection = { status: "online", since: Date.now() };
  const sent: SendOutcome = { type: "sent" };
  return {
    connection,
    start: () => { onConnection(connection); },
    stop: () => Promise.resolve(),
    tryNow: () => undefined,
    signIn: () => undefined,
    useProxy: () => undefined,
    publish: () => undefined,
    watch: () => undefined,
    send: () => (inTurns ? nextTurn(sent) : Promise.resolve(sent)),
  };
}
