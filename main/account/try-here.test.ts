import { createServer, type AddressInfo } from "node:net";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { tempFolder } from "../platform/testing/temp-folder";
import { startEmbeddedServer } from "../../server/embedded/server";
import type { SessionEvent } from "../../shared/app-state";
import type { Message } from "../../shared/message";
import { randomBytes } from "../crypto/random";
import { silentLog } from "../platform/log";
import { openSession } from "../session";
import type { Session } from "../session-contract";
import { finishAccount, openAccountFile, prepareAccount } from "./account-folder";
import { followTryServer } from "./follow-try-server";
import { writeNewAccount } from "./new-account";
import { TryHere } from "./try-here";
import { ensureTryPlan, readTryPlan, TRY_DOMAIN, writeTryPort, type TryPerson } from "./try-plan";

const nativeBinding = process.env["STAMP_SQLITE_BINDING"];
const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

function freshFolder(): string {
  const folder = join(tempFolder(), "try-server");
  ensureTryPlan(folder);
  return folder;
}

/** One instance of the app, as far as it hosts. */
function instance(folder: string): TryHere {
  const tryHere = new TryHere({
    folder,
    startServer: ({ accounts, ...options }) =>
      startEmbeddedServer({
        ...options,
        domain: TRY_DOMAIN,
        nativeBinding,
        accounts: accounts.map(({ address, password }) => ({ user: address.split("@")[0] ?? "", password })),
      }),
    openSession: (database) => openSession({ database, log: silentLog, loopbackOnly: true }),
    nativeBinding,
    log: silentLog,
  });
  closers.push(() => tryHere.stop());
  return tryHere;
}

/** A person of the plan with a session that runs, whose contact is the echo. */
async function person(folder: string, { address, password }: TryPerson, serverUrl: string) {
  const home = join(tempFolder(), "account");
  const access = { key: randomBytes(32), nativeBinding };
  const echo = readTryPlan(folder)?.echo.address;
  const contacts = echo === undefined ? [] : [{ address: echo }];
  await prepareAccount(home, (target) => writeNewAccount(target, { address, password, serverUrl, tryHere: true, contacts }, access));
  finishAccount(home);
  const database = openAccountFile(home, access);
  const session = await openSession({ database, log: silentLog, loopbackOnly: true });
  closers.push(async () => {
    await session.stop();
    database.close();
  });
  return session;
}

/** Resolves with the first event that `matches`. */
function heard<Event extends SessionEvent>(session: Session, matches: (event: SessionEvent) => event is Event): Promise<Event> {
  return new Promise((resolve) => {
    const stop = session.feed.subscribe((events) => {
      const found = events.find(matches);
      if (found === undefined) return;
      stop();
      resolve(found);
    });
  });
}

type Arrival = Extract<SessionEvent, { type: "message-added" }>;
const answered = (text: string) => (event: SessionEvent): event is Arrival =>
  event.type === "message-added" && event.message.kind === "peer" && event.message.text === text;
const read = (event: SessionEvent): event is Extract<SessionEvent, { type: "delivery-changed" }> =>
  event.type === "delivery-changed" && event.delivery.status === "read";

const texts = (messages: readonly Message[]) => messages.map((message) => (message.kind === "note" ? "" : message.text));

describe("the built-in server", () => {
  it("is hosted by the first instance and used by the second", async () => {
    const folder = freshFolder();
    const [first, second] = [instance(folder), instance(folder)];
    const hosted = await first.ensureHosted({ mayMove: true });
    expect(hosted.hosting).toBe(true);
    expect(hosted.url).toBe(`ws://127.0.0.1:${String(readTryPlan(folder)?.port)}`);
    expect(await second.ensureHosted({ mayMove: true })).toEqual({ url: hosted.url, hosting: false });
    expect(await first.ensureHosted({ mayMove: true })).toEqual(hosted);
  });

  it("is hosted once when two instances begin at the same time", async () => {
    const folder = freshFolder();
    await (async () => {
      const before = instance(folder);
      await before.ensureHosted({ mayMove: true });
      await before.stop();
    })();
    const both = [instance(folder), instance(folder)].map((one) => one.ensureHosted({ mayMove: true }));
    const results = await Promise.all(both);
    expect(results.filter(({ hosting }) => hosting)).toHaveLength(1);
    expect(new Set(results.map(({ url }) => url)).size).toBe(1);
  });

  it("moves to another port when a foreign program took its own, but not under a running session", async () => {
    const folder = freshFolder();
    const foreign = createServer((socket) => socket.destroy());
    await new Promise<void>((resolve) => foreign.listen(0, "127.0.0.1", resolve));
    closers.push(() => foreign.close());
    const { port } = foreign.address() as AddressInfo;
    writeTryPort(folder, port);
    const tryHere = instance(folder);
    expect(await tryHere.ensureHosted({ mayMove: false })).toEqual({ url: `ws://127.0.0.1:${String(port)}`, hosting: false });
    const { url, hosting } = await tryHere.ensureHosted({ mayMove: true });
    expect(hosting).toBe(true);
    expect(url).not.toContain(String(port));
    expect(url).toBe(`ws://127.0.0.1:${String(readTryPlan(folder)?.port)}`);
  });

  it("is not started without a plan, nor after stopping", async () => {
    const tryHere = instance(tempFolder());
    await expect(tryHere.ensureHosted({ mayMove: true })).rejects.toMatchObject({ code: "server-unreachable" });
    const stopped = instance(freshFolder());
    await stopped.stop();
    await expect(stopped.ensureHosted({ mayMove: true })).rejects.toMatchObject({ code: "server-unreachable" });
  });
});

describe("the echo", () => {
  it("reads every text and answers it, also what came before it was a contact's", async () => {
    const folder = freshFolder();
    const { url } = await instance(folder).ensureHosted({ mayMove: true });
    const you = await person(folder, ensureTryPlan(folder).you, url);
    const [echo] = you.snapshot().contacts;
    const answers = Promise.all([heard(you, answered("Hello 🙂")), heard(you, answered("second")), heard(you, read)]);
    you.start();
    you.commands.sendText(echo!.id, "Hello 🙂");
    you.commands.sendText(echo!.id, "second");
    await answers;
    expect(texts(you.commands.page(echo!.id, undefined, 10).messages).sort()).toEqual(["Hello 🙂", "Hello 🙂", "second", "second"]);
  });

  it("answers a person whose key is another than before", async () => {
    const folder = freshFolder();
    const { url } = await instance(folder).ensureHosted({ mayMove: true });
    for (const text of ["with the first key", "with the second key"]) {
      const you = await person(folder, ensureTryPlan(folder).you, url);
      const answer = heard(you, answered(text));
      you.start();
      you.commands.sendText(you.snapshot().contacts[0]!.id, text);
      await answer;
      await you.stop({ unregister: true });
    }
  });
});

describe("when the host is gone", () => {
  it("another instance takes over on the same port, and what was written meanwhile is answered", async () => {
    const folder = freshFolder();
    const [host, other] = [instance(folder), instance(folder)];
    const { url } = await host.ensureHosted({ mayMove: true });
    const friend = await person(folder, ensureTryPlan(folder).friend, url);
    const [echo] = friend.snapshot().contacts;
    closers.push(followTryServer(friend, other, silentLog));
    const first = heard(friend, answered("before"));
    friend.start();
    friend.commands.sendText(echo!.id, "before");
    await first;

    const second = heard(friend, answered("after"));
    await host.stop();
    friend.commands.sendText(echo!.id, "after");
    await second;
    expect(await other.ensureHosted({ mayMove: false })).toEqual({ url, hosting: true });
  });
});
