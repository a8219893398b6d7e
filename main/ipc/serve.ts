// The one door from the window into the main process. A request is answered only when it comes from the main frame
// of our own window with our own page in it, names a request of the contract and carries parameters that fit its
// schema. Expected failures cross as codes; anything else is `internal`, logged without its content.
import { StampError, type ErrorCode } from "../../shared/errors";
import { EVENT_CHANNEL, REQUEST_CHANNEL, type RequestAnswer } from "../../shared/ipc/bridge";
import {
  ipcContract,
  type EventName,
  type EventPayload,
  type RequestName,
  type RequestParams,
  type RequestResult,
} from "../../shared/ipc/schema";
import { asStoreError } from "../db/open";
import { errorFacts, type Log } from "../platform/log";
import { isSmallRequest } from "./small-request";

/** One handler for each request of the contract: a missing one does not compile. */
export type RequestHandlers<Names extends RequestName = RequestName> = {
  readonly [Name in Names]: (params: RequestParams<Name>) => RequestResult<Name> | Promise<RequestResult<Name>>;
};

export type Publish = <Name extends EventName>(name: Name, payload: EventPayload<Name>) => void;

/** What we use of a window's web contents. */
export interface WindowContents {
  isDestroyed(): boolean;
  send(channel: string, name: EventName, payload: unknown): void;
}

/** What we use of the event of ipcMain. A frame that is gone meanwhile is null. */
export interface RequestEvent {
  readonly sender: unknown;
  readonly senderFrame: { readonly url: string; readonly parent: unknown } | null;
}

/** What we use of ipcMain. */
export interface RequestPort {
  handle(
    channel: string,
    listener: (event: RequestEvent, name: unknown, params: unknown) => Promise<RequestAnswer<unknown>>,
  ): void;
}

export interface ServeOptions<Always extends RequestName> {
  readonly port: RequestPort;
  /** Requests that are answered whether or not the account is open. */
  readonly always: RequestHandlers<Always>;
  /** All others. Throws StampError `not-allowed-now` while the account is closed. */
  readonly whileOpen: () => RequestHandlers<Exclude<RequestName, Always>>;
  /** Web contents of our window, or undefined while there is none. */
  readonly contents: () => unknown;
  /** Start of the address of every own page, e.g. `app://stamp/`. */
  readonly origin: string;
  readonly log: Log;
  /** Tells the window what a request changed, before it is answered: who hears the answer sees it done. */
  readonly tellChanges?: () => void;
  /** Hears of every failure that is none of the expected ones. */
  readonly onFailure?: (error: unknown) => void;
}

export function serveRequests<Always extends RequestName>(options: ServeOptions<Always>): void {
  const { port, contents, origin, log } = options;
  port.handle(REQUEST_CHANNEL, async (event, name, params) => {
    if (!isOwnPage(event, contents(), origin)) {
      log("warn", "request-from-foreign-sender");
      return refused("invalid-request");
    }
    if (typeof name !== "string" || !isRequestName(name)) return refused("invalid-request");
    try {
      // First whether it may be asked at all.
      const handler = handlerOf(options, name);
      const value = await handler(parsed(name, params));
      tell(options);
      return { ok: true, value };
    } catch (error) {
      if (error instanceof StampError) {
        return { ok: false, error: { code: error.code, details: error.details } };
      }
      log("error", "request-failed", { request: name, ...errorFacts(error) });
      options.onFailure?.(error);
      const failure = asStoreError(error);
      return refused(failure instanceof StampError ? failure.code : "internal");
    }
  });
}

/** What was done stays done, whatever comes of telling: a text that is stored must not be written once more. */
function tell({ tellChanges, log }: Pick<ServeOptions<never>, "tellChanges" | "log">): void {
  try {
    tellChanges?.();
  } catch (error) {
    log("error", "telling-failed", errorFacts(error));
  }
}

/** Sends events of the contract to the window that is there; without one they are dropped, a new one takes a snapshot. */
export function createPublish(contents: () => WindowContents | undefined): Publish {
  return (name, payload) => {
    const target = contents();
    if (target !== undefined && !target.isDestroyed()) target.send(EVENT_CHANNEL, name, payload);
  };
}

function isOwnPage({ sender, senderFrame }: RequestEvent, contents: unknown, origin: string): boolean {
  return (
    contents !== undefined &&
    sender === contents &&
    senderFrame?.parent === null &&
    senderFrame.url.startsWith(origin)
  );
}

/** Its parameters were checked against the schema of the same name, which the compiler cannot follow. */
function handlerOf<Always extends RequestName>(options: ServeOptions<Always>, name: RequestName): (params: unknown) => unknown {
  const { always, whileOpen }: { always: object; whileOpen: () => object } = options;
  const handlers = (Object.hasOwn(always, name) ? always : whileOpen()) as Record<RequestName, (params: unknown) => unknown>;
  return handlers[name];
}

function isRequestName(name: string): name is RequestName {
  return Object.hasOwn(ipcContract.requests, name);
}

/** Throws `invalid-request` for parameters that are too large or do not fit. */
function parsed(name: RequestName, params: unknown): unknown {
  if (!isSmallRequest(params)) throw new StampError("invalid-request");
  const result = ipcContract.requests[name].params.safeParse(params);
  if (!result.success) throw new StampError("invalid-request");
  return result.data;
}

function refused(code: ErrorCode): RequestAnswer<never> {
  return { ok: false, error: { code, details: {} } };
}
