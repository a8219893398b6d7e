// The contract between window and main process as one value. Main, preload, renderer and the renderer's
// stand-in for tests are all derived from it. Parameters come from the less trusted side, so each request
// carries a runtime schema for them; results and events come from the trusted side and are typed only.
// The requests lie by area in requests/.
import type * as z from "zod/mini";
import type { AppSnapshot, Progress, SessionEvent } from "../app-state";
import type { ContactId } from "../ids";
import type { UpdateState } from "../updates";
import type { WindowCommand } from "../window-command";
import { event } from "./define";
import { aboutRequests } from "./requests/about";
import { accountRequests } from "./requests/account";
import { chatRequests } from "./requests/chats";
import { contactRequests } from "./requests/contacts";
import { desktopRequests } from "./requests/desktop";
import { diagnosticsRequests } from "./requests/diagnostics";
import { lockRequests } from "./requests/lock";
import { messageRequests } from "./requests/messages";
import { openingRequests } from "./requests/opening";
import { profileRequests } from "./requests/profiles";
import { searchRequests } from "./requests/search";
import { settingsRequests } from "./requests/settings";

export const ipcContract = {
  requests: {
    ...openingRequests,
    ...lockRequests,
    ...profileRequests,
    ...accountRequests,
    ...chatRequests,
    ...contactRequests,
    ...desktopRequests,
    ...diagnosticsRequests,
    ...messageRequests,
    ...searchRequests,
    ...settingsRequests,
    ...aboutRequests,
  },
  events: {
    /** The app moved to another phase: the whole snapshot again. */
    "app.changed": event<AppSnapshot>(),
    "session.events": event<readonly SessionEvent[]>(),
    progress: event<Progress>(),
    "updates.changed": event<UpdateState>(),
    /** The window is about to lose its content: what was typed is to be handed over at once (`app.handedOver`). */
    "window.handOver": event<Readonly<Record<string, never>>>(),
    /** A notification or a link asks the window to show a conversation. */
    "window.openConversation": event<{ readonly contactId: ContactId }>(),
    /** The menu, a link or a file asks for something. */
    "window.command": event<WindowCommand>(),
  },
} as const;

export type RequestName = keyof typeof ipcContract.requests;
export type EventName = keyof typeof ipcContract.events;

type Requests = typeof ipcContract.requests;
type Events = typeof ipcContract.events;

/** What the caller passes. */
export type RequestInput<Name extends RequestName> = z.input<Requests[Name]["params"]>;
/** What the handler gets, after the check. */
export type RequestParams<Name extends RequestName> = z.output<Requests[Name]["params"]>;
export type RequestResult<Name extends RequestName> = Exclude<Requests[Name]["result"], undefined> extends never
  ? undefined
  : Exclude<Requests[Name]["result"], undefined>;
export type EventPayload<Name extends EventName> = Exclude<Events[Name]["payload"], undefined>;
