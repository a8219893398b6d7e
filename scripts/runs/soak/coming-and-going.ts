// Presence that does not rest: somebody signs in, publishes a certificate and capabilities, stays a while, signs out and
// comes again, as long as nobody ends it.
import { OWN_CAPABILITIES } from "../../../shared/capability";
import type { Address } from "../../../shared/ids";
import { createIdentity } from "../../../main/crypto/identity";
import type { Random } from "../../../main/messaging/ports";
import { systemClock } from "../../../main/platform/system-clock";
import { createSipClient } from "../../../main/sip/client";
import type { Login } from "./words";

/** Seconds that somebody stays or is away, at least and at most. */
const SPELL = { least: 4, most: 16 } as const;

/** Returns a function that signs out for good. */
export async function comeAndGo(login: Login, serverUrl: string, random: Random): Promise<() => Promise<void>> {
  const address = login.address as Address;
  const { certificate } = await createIdentity(address);
  const handlers = { onMessage: () => 200 as const, onConnection: () => undefined, onAlive: () => undefined, onPresence: () => undefined };
  const connect = () =>
    createSipClient({ address, password: login.password, serverUrl, loopbackOnly: true, clock: systemClock, random }, handlers);
  let here: ReturnType<typeof connect> | undefined;
  let timer: NodeJS.Timeout;
  let leaving: Promise<void> = Promise.resolve();

  function turn(): void {
    if (here === undefined) {
      here = connect();
      here.publish({ status: "online", capabilities: OWN_CAPABILITIES, certificate });
      here.start();
    } else {
      leaving = here.stop({ unregister: true });
      here = undefined;
    }
    timer = setTimeout(turn, (SPELL.least + random.fraction() * (SPELL.most - SPELL.least)) * 1000);
  }

  turn();
  return async () => {
    clearTimeout(timer);
    await leaving;
    await here?.stop({ unregister: true });
  };
}
