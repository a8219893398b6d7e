// One process with its share of the clients: registers them, a hundred at a time, then sends so many messages a second
// from and to clients chosen at random, whether or not those before were answered: a slow server gets no mercy.
import { setTimeout as pause } from "node:timers/promises";
import { seededRandom } from "../../../main/messaging/testing/seeded-random";
import { connectLoadDevice, type LoadDevice } from "../../../server/testing/load-device";
import { oneOf } from "../chance";
import { createPace } from "../soak/pace";
import { clientName, clientPassword, type Done, type Order, type Registered, type Report, type WorkerPlan } from "./words";

/** Registrations under way at once. */
const AT_ONCE = 100;
const EXPIRES_SECONDS = 3600;
const TICK_MS = 5;

export function serveWorker(): void {
  let plan: WorkerPlan | undefined;
  const devices: LoadDevice[] = [];
  const answers: Record<number, number> = {};
  const delays: number[] = [];
  const open = new Set<Promise<void>>();
  let sent = 0;
  let arrived = 0;
  let lost = 0;

  async function register(given: WorkerPlan): Promise<Registered> {
    plan = given;
    const { url, domain, first, count } = given;
    const registered: Record<number, number> = {};
    let next = first;
    const line = async (): Promise<void> => {
      while (next < first + count) {
        const number = next;
        next += 1;
        let status = 0;
        try {
          const device = await connectLoadDevice({
            ...{ url, domain, user: clientName(number), password: clientPassword(number) },
            onMessage: () => (arrived += 1),
            onLost: () => (lost += 1),
          });
          status = await device.register(EXPIRES_SECONDS);
          if (status === 200) devices.push(device);
          else device.close();
        } catch {
          // No connection: counted as no answer.
        }
        registered[status] = (registered[status] ?? 0) + 1;
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, line));
    return { done: "register", answers: registered };
  }

  async function send(): Promise<void> {
    if (plan === undefined || devices.length === 0) return;
    const { rate, seconds, clients, bodies, seed, first } = plan;
    const random = seededRandom(seed + first);
    const pace = createPace(rate);
    const end = performance.now() + seconds * 1000;
    while (performance.now() < end) {
      while (pace.next() !== undefined) {
        const to = clientName(Math.floor(random.fraction() * clients));
        const one = exchange(oneOf(random, devices), to, oneOf(random, bodies));
        open.add(one);
        void one.finally(() => open.delete(one));
      }
      await pause(TICK_MS);
    }
    await Promise.all(open);
  }

  async function exchange(device: LoadDevice, to: string, body: string): Promise<void> {
    sent += 1;
    const start = performance.now();
    const status = await device.message(to, body);
    answers[status] = (answers[status] ?? 0) + 1;
    if (status === 200) delays.push(performance.now() - start);
  }

  const report = (): Report => ({ done: "report", sent, answers, delays, arrived, lost });

  async function obey(order: Order): Promise<Done> {
    if (order.order === "register") return register(order.plan);
    if (order.order === "report") return report();
    await send();
    return { done: "send" };
  }

  process.on("message", (order: Order) => void obey(order).then((done) => process.send?.(done)));
  process.on("disconnect", () => process.exit(0));
}
