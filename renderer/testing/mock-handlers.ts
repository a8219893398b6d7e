// What the stand-in does for each request: the simplest thing that keeps the contract's promises.
import type { AuthorityView, SessionEvent } from "../../shared/app-state";
import type { Delivery } from "../../shared/delivery";
import { StampError } from "../../shared/errors";
import type { Address, MessageId } from "../../shared/ids";
import type { EventName, EventPayload, RequestName, RequestParams, RequestResult } from "../../shared/ipc/schema";
import type { MessageDetails, OwnText } from "../../shared/message";
import { contactHandlers } from "./mock-contacts";
import {
  addMessage,
  changeDelivery,
  findMessage,
  findOwn,
  readUpTo,
  removeMessage,
  sessionOf,
  takeOlder,
  updateAccount,
  updateConnection,
  updateConversation,
  updateSettings,
  type MockWorld,
} from "./mock-world";
import { KEY } from "./people";

export type MockHandlers = {
  readonly [Name in RequestName]: (
    params: RequestParams<Name>,
  ) => RequestResult<Name> | Promise<RequestResult<Name>>;
};

export type Emit = <Name extends EventName>(name: Name, payload: EventPayload<Name>) => void;

const NEW_ACCOUNT = {
  recoveryKey: "K7QM-2XPA-9RTW-LC4E-HV6N-B8DJ-3YSF-UZ5G",
  ownDigits: "304128810755920017469338827015",
} as const;

const ACCOUNT_FILE = { address: "petra@sip.example.org" as Address, savedAt: Date.UTC(2026, 5, 1, 9, 30) } as const;

/** What the stand-in takes every chosen file for; the file's content is its name. */
const AUTHORITY: Omit<AuthorityView, "name"> = {
  fingerprint: "41".repeat(32),
  notBefore: KEY.notBefore,
  notAfter: KEY.notAfter,
};

function detailsOf(world: MockWorld, message: OwnText): MessageDetails {
  return {
    message,
    attempts: [],
    textBytes: new TextEncoder().encode(message.text).length,
    receiptsExpected: true,
    sendAgainOffered: false,
    ...world.details.get(message.id),
  };
}

export function handlersFor(world: MockWorld, emit: Emit): MockHandlers {
  const tell = (...events: readonly SessionEvent[]): undefined => {
    emit("session.events", events);
    return undefined;
  };
  const ids = (): number[] => [...world.messages.values()].flat().map((message) => message.id);
  const deliver = (id: MessageId, delivery: Delivery): undefined => tell(...changeDelivery(world, id, delivery));
  const goOn = (id: MessageId): void => {
    if (!world.lively || sessionOf(world).connection.status !== "online") return;
    const steps: readonly Delivery[] = [{ status: "sending" }, { status: "sent" }, { status: "delivered" }];
    steps.forEach((delivery, index) => setTimeout(() => deliver(id, delivery), 400 + index * 900));
  };

  let cancel = (): undefined => undefined;
  /** What is begun with such a passphrase goes on until it is called off. */
  const isSlow = (typed: object): boolean => "passphrase" in typed && String(typed.passphrase).startsWith("slow ");
  const untilCanceled = (): Promise<never> =>
    new Promise((_, reject) => {
      cancel = () => void reject(new StampError("canceled"));
    });

  return {
    "app.snapshot": () => world.snapshot,
    "onboarding.findServer": ({ address }) => ({ server: `wss://${address.split("@")[1] ?? ""}:7443` }),
    "onboarding.testConnection": ({ password }) => [
      { step: "server", ok: true, milliseconds: 38 },
      { step: "secure", ok: true, milliseconds: 112 },
      password === "wrong"
        ? { step: "sign-in", ok: false, milliseconds: 41, problem: "sign-in-refused" }
        : { step: "sign-in", ok: true, milliseconds: 41 },
    ],
    "onboarding.signIn": ({ password, replaceDevice }) => {
      if (password === "expired") throw new StampError("certificate-untrusted", { problem: "certificate-expired" });
      if (password === "in use" && replaceDevice !== true) throw new StampError("account-in-use");
      return NEW_ACCOUNT;
    },
    "onboarding.tryHere": () => NEW_ACCOUNT,
    "onboarding.joinTry": () => NEW_ACCOUNT,
    "onboarding.chooseAccountFile": () => ({ name: "petra@sip.example.org.stamp-account" }),
    "onboarding.openAccountFile": ({ passphrase }) => {
      if (passphrase === "wrong") throw new StampError("account-file-wrong-passphrase");
      return ACCOUNT_FILE;
    },
    "onboarding.importAccount": ({ protection }) => (isSlow(protection) ? untilCanceled() : NEW_ACCOUNT),
    "onboarding.cancelImport": () => cancel(),
    "onboarding.finish": () => undefined,
    "unlock.osKeyStore": () => undefined,
    "unlock.passphrase": ({ passphrase }) => {
      if (passphrase === "wrong") throw new StampError("wrong-passphrase");
      return undefined;
    },
    "unlock.recoveryKey": () => undefined,
    "account.signIn": ({ password }) => {
      if (password === "wrong") throw new StampError("sign-in-refused");
      return tell(updateConnection(world, { status: "online", since: Date.now() }));
    },
    "account.signOut": () => undefined,
    "account.remove": () => undefined,
    "account.export": (typed) => (isSlow(typed) ? untilCanceled() : { saved: true }),
    "account.cancelExport": () => cancel(),
    "account.openSecondWindow": () => undefined,
    "recovery.repair": () => undefined,
    "recovery.tryAgain": () => undefined,
    "recovery.dismissReport": () => tell({ type: "repair-dismissed" }),
    "backup.state": () => ({ last: Date.now() - 7_200_000 }),
    "backup.now": () => ({ last: Date.now() }),
    "certificate.renew": () => {
      const { certificateIssuer: _issuer, ...account } = sessionOf(world).account;
      const now = Date.now();
      const [certificateValidFrom, certificateValidUntil] = [now, now + 5 * 365 * 24 * 3600 * 1000];
      return tell(updateAccount(world, { ...account, certificateValidFrom, certificateValidUntil }));
    },
    "certificate.saveRequest": () => ({ saved: true }),
    "certificate.useSigned": () => {
      const { account } = sessionOf(world);
      const [signer] = account.authorities;
      if (signer === undefined) throw new StampError("certificate-not-signed");
      return tell(updateAccount(world, { ...account, certificateIssuer: signer.name }));
    },
    "authorities.preview": ({ file }) => ({ ...AUTHORITY, name: atob(file) }),
    "authorities.add": ({ file }) => {
      const { account } = sessionOf(world);
      return tell(updateAccount(world, { ...account, authorities: [...account.authorities, { ...AUTHORITY, name: atob(file) }] }));
    },
    "authorities.remove": ({ fingerprint }) => {
      const { account } = sessionOf(world);
      const authorities = account.authorities.filter((authority) => authority.fingerprint !== fingerprint);
      return tell(updateAccount(world, { ...account, authorities }));
    },
    "connection.setProxy": ({ proxy }) => {
      if (proxy !== undefined && !proxy.url.includes("://")) throw new StampError("invalid-proxy");
      const { proxy: _before, ...account } = sessionOf(world).account;
      const shown = proxy === undefined ? {} : { proxy: { url: proxy.url, ...(proxy.user === "" ? {} : { user: proxy.user }) } };
      return tell(updateAccount(world, { ...account, ...shown }));
    },
    "connection.tryNow": () => tell(updateConnection(world, { status: "connecting", since: Date.now() })),
    ...contactHandlers(world, tell),
    "conversations.markRead": ({ contactId, messageId }) =>
      tell(...readUpTo(world, contactId, findMessage(world, messageId).position)),
    "conversations.showOlder": ({ contactId }) => tell(...takeOlder(world, contactId, true)),
    "conversations.removeOlder": ({ contactId, count }) => {
      if (world.older.get(contactId)?.length !== count) throw new StampError("not-allowed-now");
      return tell(...takeOlder(world, contactId, false));
    },
    "conversations.setDraft": ({ contactId, draft }) => tell(updateConversation(world, contactId, draft)),
    "messages.page": ({ contactId, before, limit }) => {
      const all = world.messages.get(contactId) ?? [];
      const older = before === undefined ? all : all.filter((message) => message.position < before);
      return { messages: older.slice(-limit), more: older.length > limit };
    },
    "messages.sendText": ({ contactId, text }) => {
      if (text === "") throw new StampError("empty-text");
      const now = Date.now();
      const id = (Math.max(0, ...ids()) + 1) as MessageId;
      const position = (world.messages.get(contactId)?.at(-1)?.position ?? 0) + 1;
      const base = { id, contactId, position, sentAt: now, arrivedAt: now, attempts: 0, marks: [] };
      tell(...addMessage(world, { ...base, kind: "own", text, delivery: { status: "queued" } }));
      goOn(id);
      return { messageId: id };
    },
    "messages.resend": ({ messageId }) => {
      deliver(messageId, { status: "queued" });
      goOn(messageId);
      return undefined;
    },
    "messages.resendAllFailed": ({ contactId }) => {
      for (const message of world.messages.get(contactId) ?? []) {
        if (message.kind === "own" && message.delivery.status === "failed") deliver(message.id, { status: "queued" });
      }
      return undefined;
    },
    "messages.sendNow": ({ messageId }) => deliver(messageId, { status: "sending" }),
    "messages.remove": ({ messageId }) => tell(...removeMessage(world, messageId)),
    "messages.takeBack": ({ messageId }) => {
      const { text, attempts } = findOwn(world, messageId);
      if (attempts > 0) throw new StampError("not-allowed-now");
      tell(...removeMessage(world, messageId));
      return { text };
    },
    "messages.details": ({ messageId }) => detailsOf(world, findOwn(world, messageId)),
    "settings.update": (changes) => {
      const settings = { ...sessionOf(world).settings };
      for (const [name, value] of Object.entries(changes)) {
        if (value !== undefined) Object.assign(settings, { [name]: value });
      }
      return tell(updateSettings(world, settings));
    },
  };
}
