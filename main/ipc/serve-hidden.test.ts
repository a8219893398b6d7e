// What the window may still ask while the account is hidden or closed: real gate, real handlers of the locked app.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { REQUEST_CHANNEL, type RequestAnswer } from "../../shared/ipc/bridge";
import { ipcContract, type RequestName } from "../../shared/ipc/schema";
import { createProfiles } from "../account/profiles";
import { createProtection } from "../account/protection";
import { ALICE, PASSPHRASE, testProfile } from "../account/testing/profile";
import { createLocks } from "../connect-locks";
import { silentLog } from "../platform/log";
import { accountHandlers, type AccountHandlersOptions } from "./account-handlers";
import { lockHandlers } from "./lock-handlers";
import { serveRequests, type RequestPort } from "./serve";

const NAMES = Object.keys(ipcContract.requests) as RequestName[];
const REFUSED = { ok: false, error: { code: "not-allowed-now", details: {} } };
const profile = testProfile({ base: mkdtempSync(join(tmpdir(), "stamp-hidden-")) });
const { gate } = profile;
const page = {};
let ask: (name: string, params: unknown) => Promise<RequestAnswer<unknown>>;
let always: readonly string[] = [];

beforeAll(async () => {
  await gate.start();
  await profile.preparation.prepare(ALICE, PASSPHRASE);
  await gate.openNew(() => profile.preparation.finish());
  const locks = createLocks<never>({
    gate: gate as never,
    clock: profile.clock,
    log: silentLog,
    askWindow: () => false,
    putAway: () => undefined,
    takePanicShortcut: () => ({ set: () => true }),
    systemIdle: () => 0,
  });
  const protection = createProtection({ ...profile, profile: "default" });
  const profiles = createProfiles({ base: profile.base, current: "default", start: () => undefined });
  const handlers = accountHandlers({
    gate,
    report: () => undefined,
    snapshot: () => ({ state: gate.phase }) as never,
    locks: lockHandlers({ locks, protection, profiles }),
    openSecondWindow: () => undefined,
    openLink: () => Promise.reject(new Error("a browser was opened")),
    desktop: { "desktop.state": () => "answered", "desktop.setSipLinks": () => undefined },
    about: new Proxy({}, { get: () => () => "answered" }),
  } as unknown as AccountHandlersOptions<never>);
  always = Object.keys(handlers);
  const port: RequestPort = {
    handle(channel, listener) {
      expect(channel).toBe(REQUEST_CHANNEL);
      ask = (name, params) => listener({ sender: page, senderFrame: { url: "app://stamp/index.html", parent: null } }, name, params);
    },
  };
  serveRequests({
    port,
    always: handlers,
    whileOpen() {
      void gate.session;
      return new Proxy({}, { get: () => () => "answered" }) as never;
    },
    contents: () => page,
    origin: "app://stamp/",
    log: silentLog,
  });
}, 60_000);

afterAll(async () => {
  await gate.stop();
  rmSync(profile.base, { recursive: true, force: true });
});

const ofSession = (): readonly RequestName[] => NAMES.filter((name) => !always.includes(name));

/** They are answered by the locked app, and are about the open account all the same. */
const OF_THE_ACCOUNT: readonly (readonly [RequestName, unknown])[] = [
  ["backup.state", {}],
  ["backup.now", {}],
  ["account.signOut", {}],
  ["account.remove", { address: ALICE.address }],
  ["account.openSecondWindow", {}],
  ["app.openLink", { url: "https://example.com/" }],
  ["desktop.state", {}],
  ["desktop.setSipLinks", { on: true }],
  ["app.setPanicShortcut", { shortcut: "Control+Alt+L" }],
  ["protection.state", {}],
  ["protection.change", { proof: PASSPHRASE, protection: PASSPHRASE }],
  ["protection.makeRecoveryKey", { proof: PASSPHRASE }],
  ["protection.useRecoveryKey", {}],
];

describe.each(["hidden", "locked"] as const)("while the account is %s", (phase) => {
  beforeAll(async () => {
    if (gate.phase.phase !== "ready") await gate.unlock(PASSPHRASE);
    expect((await ask("conversations.markRead", { contactId: 1, messageId: 1 })).ok).toBe(true);
    if (phase === "hidden") gate.hide();
    else await gate.lock();
  });

  it("each request of its session is refused, before anything else is looked at", async () => {
    expect(ofSession().length).toBeGreaterThan(40);
    for (const name of ofSession()) expect([name, await ask(name, {})]).toEqual([name, REFUSED]);
    expect(gate.phase.phase).toBe(phase);
  });

  it.each(OF_THE_ACCOUNT)("%s is refused, too", async (name, params) => {
    // A locked account may be removed by one who cannot open it any more.
    if (phase === "locked" && name === "account.remove") return;
    expect(await ask(name, params)).toEqual(REFUSED);
    expect(gate.phase.phase).toBe(phase);
  });

  it("the snapshot says nothing but whose account it is and what opens it", async () => {
    expect(await ask("app.snapshot", {})).toEqual({
      ok: true,
      value: { state: { phase, address: ALICE.address, methods: ["passphrase", "recovery"] } },
    });
  });
});
