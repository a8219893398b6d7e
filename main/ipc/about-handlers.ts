// The part of the IPC contract in which the app tells about itself: one line a request.
import type { LicenceReader } from "../platform/licences";
import type { Ending, Updates } from "../updates/updates";
import type { AboutRequest } from "./account-handlers";
import type { RequestHandlers } from "./serve";

export interface AboutHandlersOptions {
  readonly updates: Updates;
  readonly licences: LicenceReader;
  /** How this app ends for another version. */
  readonly ending: Ending;
}

export function aboutHandlers({ updates, licences, ending }: AboutHandlersOptions): RequestHandlers<AboutRequest> {
  return {
    "updates.state": () => updates.state(),
    "updates.look": async () => {
      await updates.look();
      return undefined;
    },
    "updates.setDaily": ({ on }) => {
      updates.setDaily(on);
      return undefined;
    },
    "updates.restart": async () => {
      await updates.restart(ending);
      return undefined;
    },
    "licences.list": async () => (await licences.read()).licences,
    "licences.text": async ({ text }) => ({ text: await licences.text(text) }),
  };
}
