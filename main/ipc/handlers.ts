// The session's part of the IPC contract: one line a request. Those of the locked app are in account-handlers.ts.
import type { ConnectionTestResult } from "../../shared/app-state";
import type { RequestName, RequestParams, RequestResult } from "../../shared/ipc/schema";
import type { Settings } from "../../shared/settings";
import type { AccountExport } from "../account/account-file/account-export";
import type { DiagnosedSession, Diagnostics } from "../account/diagnostics";
import type { SessionCommands } from "../messaging/commands";
import type { Inspection } from "../messaging/inspection";
import type { OwnAccount } from "../messaging/own-account";
import type { AccountRequest } from "./account-handlers";

type SessionRequest = Exclude<RequestName, AccountRequest>;

/** What of an unlocked account the window reaches. */
export interface HandledSession extends DiagnosedSession {
  readonly commands: SessionCommands;
  readonly own: OwnAccount;
  readonly inspection: Inspection;
  readonly accountExport: Pick<AccountExport, "save" | "cancel">;
  tryNow(): void;
  testConnection(): Promise<readonly ConnectionTestResult[]>;
  signIn(password?: string): void;
}

export type SessionHandlers = {
  readonly [Name in SessionRequest]: (params: RequestParams<Name>) => RequestResult<Name> | Promise<RequestResult<Name>>;
};

/** For commands whose answer is only that they worked. */
function done(_: void): undefined {
  return undefined;
}

/** Asks the user where to save and writes; false when the user did not want to after all. */
type SaveFile = (file: { readonly name: string; readonly content: string }) => Promise<boolean>;

export function sessionHandlers(session: HandledSession, saveFile: SaveFile, diagnostics: Diagnostics): SessionHandlers {
  const { commands, own, inspection, accountExport } = session;
  return {
    "account.signIn": ({ password }) => done(session.signIn(password)),
    "account.export": async ({ passphrase }) => ({ saved: await accountExport.save(passphrase) }),
    "account.cancelExport": () => done(accountExport.cancel()),
    "recovery.dismissReport": () => done(commands.dismissRepairReport()),
    "connection.tryNow": () => done(session.tryNow()),
    "connection.setProxy": ({ proxy }) => done(own.proxy.set(proxy)),
    "connection.test": () => session.testConnection(),
    "diagnostics.view": () => diagnostics.view(session),
    "diagnostics.log": () => diagnostics.preview(session),
    "diagnostics.saveLog": async () => ({ saved: await saveFile(diagnostics.report()) }),
    "diagnostics.storage": () => diagnostics.storage(),

    "certificate.renew": async () => done(await own.certificate.renew()),
    "certificate.saveRequest": async () => {
      const { name, content } = await own.certificate.request();
      return { saved: await saveFile({ name, content }) };
    },
    "certificate.useSigned": ({ file }) => done(own.certificate.useSigned(file)),
    "authorities.preview": ({ file }) => own.authorities.preview(file),
    "authorities.add": ({ file }) => done(own.authorities.add(file)),
    "authorities.remove": ({ fingerprint }) => done(own.authorities.remove(fingerprint)),

    "contacts.add": ({ address, localName }) => ({ contactId: commands.addContact(address, localName) }),
    "contacts.rename": ({ contactId, localName }) => done(commands.renameContact(contactId, localName)),
    "contacts.accept": ({ contactId }) => done(commands.acceptRequest(contactId)),
    "contacts.block": ({ contactId }) => done(commands.block(contactId)),
    "contacts.unblock": ({ contactId }) => done(commands.unblock(contactId)),
    "contacts.remove": ({ contactId }) => done(commands.removeContact(contactId)),
    "contacts.capabilityHistory": ({ contactId }) => commands.capabilityHistory(contactId),
    "contacts.allowProtocol": ({ contactId, level }) => done(commands.allowProtocol(contactId, level)),
    "contacts.allowPlainText": ({ contactId, allowed }) => done(commands.allowPlainText(contactId, allowed)),
    "contacts.acceptKey": ({ contactId, fingerprint }) => done(commands.acceptKey(contactId, fingerprint)),
    "contacts.setCompared": ({ contactId, fingerprint, compared }) => done(commands.setCompared(contactId, fingerprint, compared)),
    "contacts.safetyNumber": async ({ contactId, fingerprint }) => ({ digits: await commands.safetyNumber(contactId, fingerprint) }),

    "contacts.certificate": ({ contactId, fingerprint }) => inspection.certificate(contactId, fingerprint),
    "contacts.saveCertificate": async ({ contactId, fingerprint }) =>
      ({ saved: await saveFile(inspection.certificateFile(contactId, fingerprint)) }),

    "cards.preview": ({ text }) => commands.previewCard(text),
    "cards.import": ({ text, localName }) => ({ contactId: commands.importCard(text, localName) }),
    "cards.show": ({ contactId }) => commands.card(contactId),
    "cards.save": async ({ contactId }) => {
      const { address, text } = commands.card(contactId);
      return { saved: await saveFile({ name: `${address}.vcf`, content: text }) };
    },

    "conversations.markRead": ({ contactId, messageId, from }) => done(commands.markRead(contactId, messageId, from)),
    "conversations.showOlder": ({ contactId }) => done(commands.showOlder(contactId)),
    "conversations.removeOlder": ({ contactId, count }) => done(commands.removeOlder(contactId, count)),
    "conversations.mute": ({ contactId, until }) => done(commands.mute(contactId, until)),
    "conversations.markAllRead": () => done(commands.markAllRead()),
    "conversations.clear": ({ contactId }) => done(commands.clear(contactId)),
    "conversations.setRetention": ({ contactId, days }) => done(commands.setRetention(contactId, days)),
    "conversations.countExpired": ({ contactId, days }) => ({ count: commands.countExpired(days, contactId) }),
    "conversations.setDraft": ({ contactId, draft }) => done(commands.setDraft(contactId, draft)),

    "messages.page": ({ contactId, place, limit }) => commands.pageAt(contactId, place, limit),
    "messages.sendText": ({ contactId, text }) => ({ messageId: commands.sendText(contactId, text) }),
    "messages.resend": ({ messageId }) => done(commands.resend(messageId)),
    "messages.resendAllFailed": ({ contactId }) => done(commands.resendAllFailed(contactId)),
    "messages.sendNow": ({ messageId }) => done(commands.sendNow(messageId)),
    "messages.remove": ({ messageId }) => done(commands.removeMessage(messageId)),
    "messages.takeBack": ({ messageId }) => ({ text: commands.takeBack(messageId) }),
    "messages.details": ({ messageId }) => commands.details(messageId),
    "messages.peerDetails": ({ messageId }) => inspection.peerDetails(messageId),

    "search.texts": (search) => commands.search(search),

    "settings.update": (changes) => done(commands.updateSettings(withoutAbsent(changes))),
  };
}

/** The schema's optional fields may be present and undefined; settings take only what is there. */
function withoutAbsent(changes: RequestParams<"settings.update">): Partial<Settings> {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
}
