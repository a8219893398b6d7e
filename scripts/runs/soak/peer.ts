// The other side of the soak run: a complete session without a window that writes and reads, and contacts that come and
// go. Makes the app's account too, because it runs from a bundle with the database in it and Playwright's tests do not.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Address } from "../../../shared/ids";
import { writeNewAccount } from "../../../main/account/new-account";
import { randomBytes } from "../../../main/crypto/random";
import { closeDatabase, openDatabase, type Database } from "../../../main/db/open";
import { createStore } from "../../../main/db/store";
import { insertPeer } from "../../../main/db/testing/rows";
import { seededRandom } from "../../../main/messaging/testing/seeded-random";
import { profilePaths } from "../../../main/platform/paths";
import { silentLog } from "../../../main/platform/log";
import { openSession } from "../../../main/session";
import type { Session } from "../../../main/session-contract";
import { protectDemoAccount } from "../../demo/people";
import { present } from "../../../shared/assert";
import { comeAndGo } from "./coming-and-going";
import { createPace, type Pace } from "./pace";
import { numberedText } from "../numbered-texts";
import { readHistory, type PeerSetup, type SoakPeer } from "./words";

const PAGE = 200;
/** How often it looks whether a text is due. */
const TICK_MS = 20;
const nativeBinding = process.env["STAMP_SQLITE_BINDING"];

/**
 * An app that was used before: its file is larger than the 16 MB of it that SQLite keeps in memory (its check at the
 * opening reads all). Else the filling of that cache would look like a leak.
 */
function fillHistory(database: Database): void {
  const store = createStore(database);
  const contact = present(store.contacts.all().at(-1), "a contact who does not chat");
  store.transaction(() => {
    for (let number = 0; number < 6000; number += 1) insertPeer(store, contact.id, "An old text. ".repeat(300));
    store.messages.markRead(contact.id, Number.MAX_SAFE_INTEGER, Date.now());
  });
  closeDatabase(database);
}

export function createPeer(): SoakPeer {
  let setup: PeerSetup;
  let database: Database;
  let session: Session;
  let pace: Pace | undefined;
  let writing: NodeJS.Timeout | undefined;
  const leave: (() => Promise<void>)[] = [];
  const friend = () => present(session.snapshot().contacts[0], "the app's contact");

  async function account(folder: string, { address, password }: PeerSetup["peer"], contacts: readonly string[]) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const key = randomBytes(32);
    const { serverUrl } = setup;
    const known = contacts.map((other) => ({ address: other as Address }));
    const data = { address: address as Address, password, serverUrl, tryHere: false, contacts: known };
    await writeNewAccount(folder, data, { key, nativeBinding });
    return { folder, key };
  }

  return {
    async prepare(given) {
      setup = given;
      const { folder, app, peer, others } = setup;
      const ofApp = await account(profilePaths(folder, app.user).account, app, [peer, ...others].map(({ address }) => address));
      fillHistory(openDatabase({ file: join(ofApp.folder, "stamp.db"), key: ofApp.key, nativeBinding }));
      await protectDemoAccount(ofApp, { name: app.user, address: app.address as Address, password: app.password }, setup.passphrase);
      const own = await account(join(folder, "peer"), peer, [app.address]);
      database = openDatabase({ file: join(own.folder, "stamp.db"), key: own.key, nativeBinding });
    },
    async begin() {
      session = await openSession({ database, log: silentLog, loopbackOnly: true });
      const ready = new Promise<void>((resolve) => {
        session.feed.subscribe((events) => {
          for (const event of events) {
            if (event.type === "message-added" && event.message.kind === "peer") {
              session.commands.markRead(event.message.contactId, event.message.id);
            }
          }
          if (friend().presence.status === "online" && friend().capabilities !== undefined) resolve();
        });
      });
      session.start();
      const random = seededRandom(setup.seed);
      for (const other of setup.others) leave.push(await comeAndGo(other, setup.serverUrl, random));
      await ready;
    },
    write() {
      const own = (pace = createPace(setup.rate));
      const { id } = friend();
      writing = setInterval(() => {
        for (let number = own.next(); number !== undefined; number = own.next()) {
          session.commands.sendText(id, numberedText(number));
        }
      }, TICK_MS);
      return Promise.resolve();
    },
    stopWriting() {
      clearInterval(writing);
      return Promise.resolve(pace?.written ?? 0);
    },
    tell: () => readHistory((before) => session.commands.page(friend().id, before, PAGE)),
    async end() {
      clearInterval(writing);
      for (const end of leave) await end();
      await session.stop({ unregister: true });
      closeDatabase(database);
    },
  };
}
