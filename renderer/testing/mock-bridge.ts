// A stand-in for the bridge that preload exposes, derived from the contract: every request has a handler,
// parameters go through the same runtime schemas, and what a handler changes comes back as events.
// For unit tests and for the page in this folder; nothing in the app imports it.
import { StampError, type ErrorCode, type ErrorDetails } from "../../shared/errors";
import type { ExposedBridge, RequestAnswer } from "../../shared/ipc/bridge";
import { ipcContract, type EventName, type RequestName, type RequestResult } from "../../shared/ipc/schema";
import type { Emit, MockHandlers } from "./mock-contract";
import { handlersFor } from "./mock-handlers";
import type { MockWorld } from "./mock-world";

export interface MockBridge extends ExposedBridge {
  readonly world: MockWorld;
  readonly emit: Emit;
  /** The next request of this name is answered with this error. */
  readonly failNext: (name: RequestName, code: ErrorCode, details?: ErrorDetails) => void;
  /** The next request of this name is answered with this instead of what the stand-in knows. */
  readonly answerNext: <Name extends RequestName>(name: Name, answer: RequestResult<Name>) => void;
  /** The next request of this name is answered only when the returned function is called. */
  readonly delayNext: (name: RequestName) => () => void;
}

export function createMockBridge(world: MockWorld): MockBridge {
  const listeners = new Set<(name: EventName, payload: unknown) => void>();
  const failures = new Map<RequestName, { readonly code: ErrorCode; readonly details: ErrorDetails }>();
  const gates = new Map<RequestName, Promise<void>>();
  const answers = new Map<RequestName, unknown>();

  const emit: Emit = (name, payload) => {
    for (const listener of listeners) listener(name, payload);
  };
  const handlers: MockHandlers = handlersFor(world, emit);

  async function answer(name: RequestName, params: unknown): Promise<RequestAnswer<unknown>> {
    const failure = failures.get(name);
    failures.delete(name);
    if (failure !== undefined) return { ok: false, error: failure };
    const parsed = ipcContract.requests[name].params.safeParse(params);
    if (!parsed.success) return { ok: false, error: { code: "invalid-request", details: {} } };
    if (answers.has(name)) {
      const value = answers.get(name);
      answers.delete(name);
      return { ok: true, value };
    }
    try {
      const value = await handlers[name](parsed.data as never);
      const gate = gates.get(name);
      gates.delete(name);
      await gate;
      return { ok: true, value };
    } catch (error) {
      if (!(error instanceof StampError)) throw error;
      return { ok: false, error: { code: error.code, details: error.details } };
    }
  }

  return {
    world,
    emit,
    request: answer,
    listen(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    failNext(name, code, details = {}) {
      failures.set(name, { code, details });
    },
    answerNext(name, answer) {
      answers.set(name, answer);
    },
    delayNext(name) {
      let open = (): void => {};
      gates.set(
        name,
        new Promise((resolve) => {
          open = resolve;
        }),
      );
      return () => {
        open();
      };
    },
  };
}
