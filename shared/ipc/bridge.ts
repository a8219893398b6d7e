// Shapes that cross the bridge, and the typed client that the renderer builds on the one object preload exposes.
import { StampError, type ErrorCode, type ErrorDetails } from "../errors";
import type { EventName, EventPayload, RequestInput, RequestName, RequestResult } from "./schema";

/** Channel names on ipcMain and ipcRenderer. */
export const REQUEST_CHANNEL = "stamp:request";
export const EVENT_CHANNEL = "stamp:event";

/** Answer of every request: errors cross as codes, never as stacks or messages. */
export type RequestAnswer<Result> =
  | { readonly ok: true; readonly value: Result }
  | { readonly ok: false; readonly error: { readonly code: ErrorCode; readonly details: ErrorDetails } };

/** What preload puts on `window.stamp`, nothing else. */
export interface ExposedBridge {
  request(name: RequestName, params: unknown): Promise<RequestAnswer<unknown>>;
  /** Returns a function that stops listening. */
  listen(listener: (name: EventName, payload: unknown) => void): () => void;
}

export interface BridgeClient {
  /** Resolves with the result, or rejects with a StampError. */
  call<Name extends RequestName>(name: Name, params: RequestInput<Name>): Promise<RequestResult<Name>>;
  on<Name extends EventName>(name: Name, listener: (payload: EventPayload<Name>) => void): () => void;
}

export function createBridgeClient(bridge: ExposedBridge): BridgeClient {
  return {
    async call(name, params) {
      const answer = await bridge.request(name, params);
      if (!answer.ok) throw new StampError(answer.error.code, answer.error.details);
      return answer.value as never;
    },
    on(name, listener) {
      return bridge.listen((received, payload) => {
        if (received === name) listener(payload as never);
      });
    },
  };
}
