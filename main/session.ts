// Composition root of an unlocked account: the open file, the queue, the inbox and the SIP connection, wired once
// and stopped once. Knows nothing of Electron, so the same stack runs in the app, the demonstration and the tests.
import { OWN_CAPABILITIES } from "../shared/capability";
import type { Connection } from "../shared/connection";
import { StampError } from "../shared/errors";
import type { ContactId, Millis } from "../shared/ids";
import { createAuthorityKeeper } from "./contacts/authorities";
import { createContactView } from "./contacts/contact-view";
import { createPresenceBoard } from "./contacts/presence-board";
import { createTrustKeeper } from "./contacts/trust";
import { wipe } from "./crypto/bytes";
import { loadIdentity } from "./crypto/identity";
import { systemRandom } from "./crypto/system-random";
import { ensureInstanceId, readAccount, readOnlineMillis, readPrivateKey, updatePassword, writeOnlineMillis } from "./db/account-repository";
import { readDurability } from "./db/open";
import { readRepairReport } from "./db/repair-report";
import { readSettings } from "./db/settings-repository";
import { createStore } from "./db/store";
import { createDomainEvents } from "./events/domain-events";
import { createWrite } from "./events/unit-of-work";
import { createCommands } from "./messaging/commands";
import type { MessagingContext } from "./messaging/context";
import { followContacts, forgetPresence } from "./messaging/follow";
import { startHousekeeping } from "./messaging/housekeeping";
import { createInboxWorker } from "./messaging/inbox-worker";
import { createInspection } from "./messaging/inspection";
import { createLearning } from "./messaging/learn";
import { createOnlineClock } from "./messaging/online-clock";
import { createOutbox } from "./messaging/outbox";
import { createOwnAccount } from "./messaging/own-account";
import { createQueueWorker } from "./messaging/queue-worker";
import { createReceiveTogether } from "./messaging/receive-together";
import { recover } from "./messaging/recovery";
import { createRetention } from "./messaging/retention";
import { RETRY_SCHEDULE } from "./messaging/retry-policy";
import { startSearchIndexing } from "./messaging/search-indexing";
import { stateCapabilities } from "./messaging/statements";
import { errorFacts } from "./platform/log";
import { systemClock } from "./platform/system-clock";
import { createSessionFeed } from "./session-feed";
import { createSipClient } from "./sip/client";
import { makeInstanceId } from "./sip/instance-id";
import { proxyRules } from "./sip/proxy-url";
import { testConnection } from "./sip/test-connection";
import type { Session, SessionOptions } from "./session-contract";

/** In-flight sends get this long when the app quits (spec 2.5). */
const STOP_LIMIT: Millis = 2000;

/** Loads the account and puts the queue right. Throws StampError `keyring-damaged` when there is no usable account. */
export async function openSession(options: SessionOptions): Promise<Session> {
  const { database, log, clock = systemClock, random = systemRandom } = options;
  const account = readAccount(database);
  const pkcs8 = readPrivateKey(database);
  if (account === undefined || pkcs8 === undefined) throw new StampError("keyring-damaged");
  let identity = await loadIdentity({ pkcs8, certificate: account.certificate }).finally(() => { wipe(pkcs8); });

  const store = createStore(database, options.onStoreFailure);
  const events = createDomainEvents();
  const write = createWrite(store, events);
  const keeper = createAuthorityKeeper(store.authorities);
  const trust = createTrustKeeper(store.keys, keeper.signerOf);
  const presence = createPresenceBoard();
  const online = createOnlineClock(clock, readOnlineMillis(database), (total) => {
    try {
      writeOnlineMillis(database, total);
    } catch (error) {
      // Counted on in memory and saved with the next minute.
      log("warn", "online-time-not-saved", errorFacts(error));
    }
  });
  let settings = readSettings(database);
  const capabilities = options.ownCapabilities ?? OWN_CAPABILITIES;
  const context: MessagingContext = {
    store,
    write,
    clock,
    random,
    log,
    own: {
      address: account.address,
      capabilities,
      get identity() {
        return identity;
      },
    },
    trust,
    presence,
    settings: () => settings,
    onlineTime: () => online.total(),
    clockOffset: () => (sip.connection.status === "online" ? sip.connection.clockOffset : undefined),
  };
  log("info", "database-opened", readDurability(database));
  recover(context);

  const view = createContactView({
    store,
    trust,
    presence,
    ownCapabilities: capabilities,
    minimumProtocol: () => settings.minimumProtocol,
  });
  const viewById = (id: ContactId) => {
    const row = store.contacts.find(id);
    return row === undefined ? undefined : view(row);
  };

  const inbox = createInboxWorker(context, (senders) => {
    for (const address of senders) learning.heardFrom(address);
  }, options.onBacklog);
  const sip = (options.createSip ?? createSipClient)(
    {
      address: account.address,
      password: account.password,
      serverUrl: account.serverUrl,
      caCertificate: account.caCertificate,
      proxyUrl: account.proxyUrl,
      instanceId: ensureInstanceId(database, makeInstanceId),
      loopbackOnly: options.loopbackOnly,
      ...(options.responseDeadline === undefined ? {} : { responseDeadline: options.responseDeadline }),
      clock,
      random,
      log,
    },
    {
      onMessage: createReceiveTogether(context, () => {
        inbox.wake();
      }),
      onConnection: connectionChanged,
      onAlive: () => { queue.setConnected(true); },
      onPresence: (report) => {
        learning.presence(report);
      },
    },
  );
  const queue = createQueueWorker(context, {
    sender: sip,
    outbox: createOutbox(context),
    retrySchedule: options.retrySchedule ?? RETRY_SCHEDULE,
  });
  const learning = createLearning(context, { view, inbox, queue });
  const own = createOwnAccount(context, {
    row: account,
    proxy: { ...proxyRules(account.serverUrl, options.loopbackOnly), use: (url) => { sip.useProxy(url); } },
    keeper,
    learning,
    use(certificate) {
      identity = { ...identity, certificate };
      publishOwn();
    },
  });
  const sources = { contact: viewById, conversation: store.conversations.find, account: own.view };
  const feed = createSessionFeed(events, sources, log);

  function publishOwn(): void {
    sip.publish({ status: "online", capabilities, certificate: identity.certificate.der });
  }

  function connectionChanged(connection: Connection): void {
    const isOnline = connection.status === "online";
    queue.setConnected(isOnline);
    online.setOnline(isOnline);
    events.emit({ type: "connection-changed", connection });
    if (!isOnline) forgetPresence(context);
  }

  const retention = createRetention(context);
  const stopping: (() => void)[] = [];

  return {
    commands: createCommands(context, {
      learning,
      queue,
      retention,
      setSettings(changes) {
        settings = { ...settings, ...changes };
      },
    }),
    own,
    inspection: createInspection(context),
    feed,
    snapshot: () => ({
      account: own.view(),
      connection: sip.connection,
      contacts: store.contacts
        .all()
        .filter(({ relation }) => relation !== "none")
        .map(view),
      conversations: store.conversations.all(),
      settings,
      repair: readRepairReport(database),
    }),
    settings: () => settings,
    start({ takeOver = false } = {}) {
      stopping.push(startHousekeeping(context, own.certificate.renewIfDue));
      stopping.push(retention.start());
      stopping.push(startSearchIndexing(context, events, options.onIndexing));
      publishOwn();
      stopping.push(events.subscribe(followContacts(store, presence, (addresses) => { sip.watch(addresses); })));
      stopping.push(events.subscribe(stateCapabilities(context, queue.wake)));
      learning.begin();
      if (takeOver) sip.signIn(account.password);
      else sip.start();
      inbox.wake();
    },
    tryNow() {
      // Nothing goes into a connection that may be dead. Its sign of life, or the next one, makes what waits due.
      queue.setConnected(false);
      sip.tryNow();
    },
    testConnection() {
      const { address, password, serverUrl, caCertificate, proxyUrl } = readAccount(database) ?? account;
      const { loopbackOnly } = options;
      return testConnection({ address, password, serverUrl, caCertificate, proxyUrl, loopbackOnly, clock });
    },
    signIn(password) {
      if (password !== undefined) updatePassword(database, password);
      sip.signIn(password ?? readAccount(database)?.password ?? account.password);
    },
    async stop({ unregister = false } = {}) {
      for (const stop of stopping) stop();
      await own.certificate.idle();
      await queue.stop(STOP_LIMIT);
      await sip.stop({ unregister });
      await inbox.stop();
      online.stop();
      feed.stop();
    },
  };
}
