// The look, before a sign-in, whether another device publishes a certificate for the address (spec 1.10). It asks
// for the own presence once and registers nothing, so that device stays signed in. It sees only what is published
// at that moment: a device that is offline publishes nothing.
import type { Address, Millis } from "../../shared/ids";
import type { Clock } from "../messaging/ports";
import { presenceRequest, readNotification } from "./presence-request";
import { visitServer, type Visit, type VisitOptions } from "./visit";

/** For the whole look: a sign-in waits for it. */
const DEADLINE: Millis = 3_000;

/**
 * DER of the certificate that the server has for the address, as somebody published it: neither read nor checked
 * here. Undefined when there is none and when the server does not tell, or not within 3 s. Never rejects.
 */
export async function findPublishedCertificate(
  options: Omit<VisitOptions, "deadline" | "onConnected">,
): Promise<Uint8Array | undefined> {
  const { address, clock } = options;
  const until = clock.now() + DEADLINE;
  try {
    return await visitServer({ ...options, deadline: DEADLINE }, (visit) => look(visit, address, clock, until));
  } catch {
    // Whatever is wrong, the sign-in itself will say it.
    return undefined;
  }
}

function look({ userAgent, exchanges }: Visit, address: Address, clock: Clock, until: Millis): Promise<Uint8Array | undefined> {
  const message = presenceRequest(userAgent, address, address, 0);
  if (message === undefined) return Promise.resolve(undefined);
  return new Promise((resolve, reject) => {
    const finish = (certificate?: Uint8Array): void => {
      cancelDeadline();
      subscribe?.waitNotifyStop();
      resolve(certificate);
    };
    const cancelDeadline = clock.after(until - clock.now(), finish);
    let subscribe: { waitNotifyStop(): void } | undefined;
    exchanges
      .exchange((delegate) => {
        subscribe = userAgent.userAgentCore.subscribe(message, {
          ...delegate,
          // It may come before the answer to the SUBSCRIBE.
          onNotify: ({ request }) => {
            request.accept();
            const reading = readNotification(request);
            finish(reading?.ok === true ? reading.presence.certificate : undefined);
          },
        });
      })
      .then((answer) => {
        if (answer.type !== "answer" || answer.status >= 300) finish();
      }, reject);
  });
}
