// The session's part of the IPC contract: one line a request. Those of the locked app are in account-handlers.ts.
import type { RequestName, RequestParams, RequestResult } from "../../shared/ipc/schema";
import type { Settings } from "../../shared/settings";
import type { SessionCommands } from "../messaging/commands";

type SessionRequest = Extract<
  RequestName,
  `contacts.${string}` | `conversations.${string}` | `messages.${string}` | `settings.${string}` | `connection.${string}` | "account.signIn"
>;

/** What of an unlocked account the window reaches. */
export interface HandledSession {
  readonly commands: SessionCommands;
  readonly feed: { flush(): void };
  tryNow(): void;
  signIn(password?: string): void;
}

export type SessionHandlers = {
  readonly [Name in SessionRequest]: (params: RequestParams<Name>) => RequestResult<Name> | Promise<RequestResult<Name>>;
};

/** For commands whose answer is only that they worked. */
function done(_: void): undefined {
  return undefined;
}

export function sessionHandlers(session: HandledSession): SessionHandlers {
  const { commands } = session;
  return {
    "account.signIn": ({ password }) => done(session.signIn(password)),
    "connection.tryNow": () => done(session.tryNow()),

    "contacts.add": ({ address, localName }) => {
      const contactId = commands.addContact(address, localName);
      // The window opens this chat as soon as it is answered, and must know the contact by then.
      session.feed.flush();
      return { contactId };
    },
    "contacts.rename": ({ contactId, localName }) => done(commands.renameContact(contactId, localName)),
    "contacts.accept": ({ contactId }) => done(commands.acceptRequest(contactId)),
    "contacts.block": ({ contactId }) => done(commands.block(contactId)),
    "contacts.unblock": ({ contactId }) => done(commands.unblock(contactId)),
    "contacts.remove": ({ contactId }) => done(commands.removeContact(contactId)),
    "contacts.capabilityHistory": ({ contactId }) => commands.capabilityHistory(contactId),
    "contacts.allowProtocol": ({ contactId, level }) => done(commands.allowProtocol(contactId, level)),
    "contacts.acceptKey": ({ contactId, fingerprint }) => done(commands.acceptKey(contactId, fingerprint)),
    "contacts.safetyNumber": async ({ contactId }) => {
      const digits = await commands.safetyNumber(contactId);
      return digits === undefined ? {} : { digits };
    },

    "conversations.markRead": ({ contactId, messageId }) => done(commands.markRead(contactId, messageId)),
    "conversations.setDraft": ({ contactId, draft }) => done(commands.setDraft(contactId, draft)),

    "messages.page": ({ contactId, before, limit }) => commands.page(contactId, before, limit),
    "messages.sendText": ({ contactId, text }) => ({ messageId: commands.sendText(contactId, text) }),
    "messages.resend": ({ messageId }) => done(commands.resend(messageId)),
    "messages.resendAllFailed": ({ contactId }) => done(commands.resendAllFailed(contactId)),
    "messages.sendNow": ({ messageId }) => done(commands.sendNow(messageId)),
    "messages.remove": ({ messageId }) => done(commands.removeMessage(messageId)),
    "messages.takeBack": ({ messageId }) => ({ text: commands.takeBack(messageId) }),
    "messages.details": ({ messageId }) => commands.details(messageId),

    "settings.update": (changes) => done(commands.updateSettings(withoutAbsent(changes))),
  };
}

/** The schema's optional fields may be present and undefined; settings take only what is there. */
function withoutAbsent(changes: RequestParams<"settings.update">): Partial<Settings> {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
}
