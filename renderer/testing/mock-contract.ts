// What the stand-in for main must answer, derived from the contract.
import type { SessionEvent } from "../../shared/app-state";
import type { EventName, EventPayload, RequestName, RequestParams, RequestResult } from "../../shared/ipc/schema";

export type MockHandlers = {
  readonly [Name in RequestName]: (
    params: RequestParams<Name>,
  ) => RequestResult<Name> | Promise<RequestResult<Name>>;
};

export type Emit = <Name extends EventName>(name: Name, payload: EventPayload<Name>) => void;

/** Tells the window facts about the session. */
export type Tell = (...events: readonly SessionEvent[]) => undefined;
