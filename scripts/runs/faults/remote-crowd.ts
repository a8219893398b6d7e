// A crowd in its process, as the run holds it in its hands.
import { startChild } from "../chaos/child";
import type { CrowdOrder, CrowdReport, Look, Seat, Task, Told } from "./orders";

export interface Crowd {
  write(tasks: readonly Task[]): void;
  sendAgain(): void;
  /** Rejects when the process has ended. */
  look(): Promise<Look>;
  /** Everybody goes, in order. */
  stop(): Promise<Told>;
}

type Answer<Type extends CrowdReport["type"]> = Extract<CrowdReport, { type: Type }>;

export function startCrowd(seats: readonly Seat[]): Crowd {
  const listeners = new Map<CrowdReport["type"], (report: CrowdReport) => void>();
  const child = startChild<CrowdOrder, CrowdReport>("app", (report) => {
    listeners.get(report.type)?.(report);
  });
  const gone = child.ended.then(() => {
    throw new Error("the people of the run are gone");
  });
  gone.catch(() => undefined);

  function ask<Type extends CrowdReport["type"]>(order: CrowdOrder, type: Type): Promise<Answer<Type>> {
    const answer = new Promise<Answer<Type>>((resolve) => {
      listeners.set(type, (report) => { resolve(report as Answer<Type>); });
    });
    child.send(order);
    return Promise.race([answer, gone]);
  }

  child.send({ type: "open", seats });
  return {
    write: (tasks) => { child.send({ type: "write", tasks }); },
    sendAgain: () => { child.send({ type: "send-again" }); },
    look: () => ask({ type: "look" }, "looked"),
    async stop() {
      const told = await ask({ type: "stop" }, "stopped");
      child.kill();
      await child.ended;
      return told;
    },
  };
}
