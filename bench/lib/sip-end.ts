// One end of the SIP benchmark, in a process of its own: a device that signs in, through our SIP layer as the app uses it or
// as the leanest WebSocket client there can be, sends so many messages with so many in flight, and notes what comes.
import type { Address } from "../../shared/ids";
import { systemRandom } from "../../main/crypto/system-random";
import type { IncomingMessage, SipPort } from "../../main/messaging/ports";
import { systemClock } from "../../main/platform/system-clock";
import { createSipClient } from "../../main/sip/client";
import { connectLoadDevice, type LoadDevice } from "../../server/testing/load-device";
import { bodyOf, numberOf, passwordOf, type EndAnswer, type EndOrder, type EndReceived, type EndSent } from "./sip-words";

const EXPIRES_SECONDS = 3600;

interface Device {
  /** True if the other device has it. */
  readonly send: (to: string, body: string) => Promise<boolean>;
  readonly watch: (users: readonly string[]) => void;
}

export function serveSipEnd(): void {
  const received: number[] = [];
  let changed = 0;
  let device: Device | undefined;

  const note = ({ body }: Pick<IncomingMessage, "body">): void => {
    const number = numberOf(body);
    received.push(number);
    if (body !== bodyOf(number, body.length)) changed += 1;
  };

  async function obey(order: EndOrder): Promise<EndAnswer> {
    if (order.order === "connect") {
      device = order.kind === "ours" ? await connectOurs(order, note) : await connectRaw(order);
      return { done: true };
    }
    if (order.order === "received") {
      const told: EndReceived = { numbers: received.splice(0), changed };
      changed = 0;
      return told;
    }
    if (device === undefined) throw new Error("not connected");
    if (order.order === "send") return sendAll(device, order);
    device.watch(order.users);
    return { done: true };
  }

  process.on("message", (order: EndOrder) => void obey(order).then((answer) => process.send?.(answer)));
  process.on("disconnect", () => process.exit(0));
}

async function sendAll(device: Device, { to, first, count, inFlight, length }: Extract<EndOrder, { order: "send" }>): Promise<EndSent> {
  const delays: number[] = [];
  const notSent: number[] = [];
  let next = first;
  const line = async (): Promise<void> => {
    while (next < first + count) {
      const number = next;
      next += 1;
      const start = performance.now();
      const sent = await device.send(to, bodyOf(number, length));
      delays.push(performance.now() - start);
      if (!sent) notSent.push(number);
    }
  };
  const begun = performance.now();
  await Promise.all(Array.from({ length: inFlight }, line));
  const seconds = (performance.now() - begun) / 1000;
  return { delays, seconds, notSent };
}

type Connect = Extract<EndOrder, { order: "connect" }>;

async function connectOurs({ url, domain, user }: Connect, note: (message: IncomingMessage) => void): Promise<Device> {
  const address = (name: string): Address => `${name}@${domain}` as Address;
  let port: SipPort | undefined;
  await new Promise<void>((resolve) => {
    port = createSipClient(
      { address: address(user), password: passwordOf(user), serverUrl: url, loopbackOnly: true, clock: systemClock, random: systemRandom },
      {
        onMessage: (message) => {
          note(message);
          return 200;
        },
        onConnection: ({ status }) => {
          if (status === "online") resolve();
        },
        onAlive: () => undefined,
        onPresence: () => undefined,
      },
    );
    port.start();
  });
  return {
    send: async (to, body) => (await port?.send(address(to), body))?.type === "sent",
    watch: (users) => port?.watch(users.map(address)),
  };
}

async function connectRaw({ url, domain, user }: Connect): Promise<Device> {
  const device: LoadDevice = await connectLoadDevice({ url, domain, user, password: passwordOf(user), onMessage: () => undefined, onLost: () => undefined });
  const status = await device.register(EXPIRES_SECONDS);
  if (status !== 200) throw new Error(`the raw client was answered ${String(status)}`);
  return { send: async (to, body) => (await device.message(to, body)) === 200, watch: () => undefined };
}
