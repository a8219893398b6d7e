import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { tempFolder } from "../platform/testing/temp-folder";
import type { ConnectionTestResult, Progress } from "../../shared/app-state";
import type { Address } from "../../shared/ids";
import { silentLog } from "../platform/log";
import { parseServerUrl } from "../sip/server-url";
import { createOnboarding } from "./onboarding";
import { PASSPHRASE, testProfile } from "./testing/profile";
import { TryHere, type TryServerOptions } from "./try-here";
import { ensureTryPlan } from "./try-plan";

interface Setup {
  readonly joinTry?: boolean;
  readonly evaluation?: boolean;
  readonly results?: readonly ConnectionTestResult[];
  /** Another device is signed in with the account. */
  readonly published?: boolean;
}

/** Onboarding of a fresh profile whose SIP server gives `results`; the built-in server only pretends. */
async function setUp({ joinTry = false, evaluation = false, results = [], published = false }: Setup = {}) {
  const profile = testProfile();
  const tryFolder = join(tempFolder(), "try-server");
  const hosted: TryServerOptions[] = [];
  const progress: Progress[] = [];
  const asked: Address[] = [];
  const onboarding = createOnboarding({
    gate: profile.gate,
    preparation: profile.preparation,
    serverCheck: {
      parseUrl: parseServerUrl,
      readProxy: ({ url }) => url,
      findServer(address) {
        asked.push(address);
        return Promise.resolve(address.endsWith("@example.com") ? "wss://sip.example.com" : undefined);
      },
      testConnection: () => Promise.resolve(results),
      isPublished: () => Promise.resolve(published),
    },
    tryHere: new TryHere({
      folder: tryFolder,
      startServer(options) {
        hosted.push(options);
        return Promise.resolve({ port: 4711, stop: () => Promise.resolve() });
      },
      openSession: () => Promise.reject(new Error("no echo in this test")),
      nativeBinding: process.env["STAMP_SQLITE_BINDING"],
      log: silentLog,
    }),
    tryFolder,
    joinTry,
    evaluation,
    report: (step) => progress.push(step),
  });
  await profile.gate.start();
  return { ...profile, onboarding, tryFolder, hosted, connecting: progress, asked };
}

const typed = { address: "alice@Example.com", password: "p", server: "wss://sip.example.com" };
const contactsOf = ({ sessions }: Pick<ReturnType<typeof testProfile>, "sessions">) =>
  sessions.at(-1)?.database.prepare("SELECT address, local_name FROM contacts").all();

describe("signing in", () => {
  it("tests the connection, prepares the account and opens it when the recovery key was noted", async () => {
    const { onboarding, gate, connecting } = await setUp();
    const made = await onboarding.signIn(typed, PASSPHRASE);
    expect(made.recoveryKey).toMatch(/^[A-Z2-7-]{39}$/);
    expect(connecting).toEqual([
      { task: "connect", state: "started" },
      { task: "connect", state: "done" },
    ]);
    expect(gate.phase.phase).toBe("welcome");
    await onboarding.finish();
    expect(gate.session.snapshot().account).toMatchObject({ address: "alice@example.com", tryHere: false });
    await gate.stop();
  });

  it("makes nothing when the server refuses the password", async () => {
    const refused = { step: "sign-in", ok: false, milliseconds: 1, problem: "sign-in-refused" } as const;
    const { onboarding, gate, base, progress, connecting } = await setUp({ results: [refused] });
    await expect(onboarding.signIn(typed, PASSPHRASE)).rejects.toMatchObject({ code: "sign-in-refused" });
    expect(connecting.at(-1)).toEqual({ task: "connect", state: "done" });
    expect(progress).toEqual([]);
    expect(readdirSync(base)).toEqual([]);
    await expect(onboarding.finish()).rejects.toMatchObject({ code: "not-allowed-now" });
    expect(gate.phase.phase).toBe("welcome");
  });

  it("makes no key while another device is signed in, until that device is to be replaced", async () => {
    const { onboarding, gate, base, progress } = await setUp({ published: true });
    await expect(onboarding.signIn(typed, PASSPHRASE)).rejects.toMatchObject({ code: "account-in-use" });
    expect(progress).toEqual([]);
    expect(readdirSync(base)).toEqual([]);
    await onboarding.signIn({ ...typed, replaceDevice: true }, PASSPHRASE);
    await onboarding.finish();
    expect(gate.phase.phase).toBe("ready");
    await gate.stop();
  });

  it("does not touch the network for an account that cannot be protected or a server that is not allowed", async () => {
    const { onboarding, connecting } = await setUp({ evaluation: true });
    const local = { ...typed, server: "ws://127.0.0.1:5066" };
    await expect(onboarding.signIn(local, { type: "passphrase", passphrase: "short" })).rejects.toMatchObject({
      code: "passphrase-too-short",
    });
    await expect(onboarding.signIn(typed, PASSPHRASE)).rejects.toMatchObject({ code: "evaluation-only-loopback" });
    await expect(onboarding.testConnection(typed)).rejects.toMatchObject({ code: "evaluation-only-loopback" });
    expect(connecting).toEqual([]);
  });

  it("is not possible while an account is open", async () => {
    const { onboarding, gate } = await setUp();
    await onboarding.signIn(typed, PASSPHRASE);
    await onboarding.finish();
    await expect(onboarding.signIn(typed, PASSPHRASE)).rejects.toMatchObject({ code: "not-allowed-now" });
    await expect(onboarding.tryHere(PASSPHRASE)).rejects.toMatchObject({ code: "not-allowed-now" });
    await gate.stop();
  });
});

describe("looking for a server", () => {
  it("asks for the canonical address and tells what was found, or nothing", async () => {
    const { onboarding, asked } = await setUp();
    expect(await onboarding.findServer("<sip:alice@EXAMPLE.com>")).toEqual({ server: "wss://sip.example.com" });
    expect(await onboarding.findServer("alice@example.org")).toEqual({});
    expect(asked).toEqual(["alice@example.com", "alice@example.org"]);
    await expect(onboarding.findServer("alice")).rejects.toMatchObject({ code: "invalid-address" });
  });

  it("asks no other server once there is an account", async () => {
    const { onboarding, asked, gate } = await setUp();
    await onboarding.signIn(typed, PASSPHRASE);
    await onboarding.finish();
    await expect(onboarding.findServer("secret@example.com")).rejects.toMatchObject({ code: "not-allowed-now" });
    await expect(onboarding.testConnection(typed)).rejects.toMatchObject({ code: "not-allowed-now" });
    expect(asked).toEqual([]);
    await gate.stop();
  });

  it("finds none in evaluation mode, and asks nobody", async () => {
    const { onboarding, asked } = await setUp({ evaluation: true });
    expect(await onboarding.findServer("alice@example.com")).toEqual({});
    expect(asked).toEqual([]);
  });
});

describe("trying it here", () => {
  it("makes the first person's account on the hosted server, with the echo as a contact", async () => {
    const profile = await setUp();
    const { onboarding, gate, hosted, tryFolder } = profile;
    await onboarding.tryHere(PASSPHRASE);
    await onboarding.finish();
    expect(hosted).toHaveLength(1);
    expect(gate.session.snapshot().account).toMatchObject({
      address: ensureTryPlan(tryFolder).you.address,
      server: "ws://127.0.0.1:4711",
      tryHere: true,
    });
    expect(contactsOf(profile)).toEqual([{ address: "echo@stamp.localhost", local_name: "Echo" }]);
    await gate.stop();
  });

  it("as the second person needs the invitation and a window that was opened for it", async () => {
    const uninvited = await setUp();
    ensureTryPlan(uninvited.tryFolder);
    await expect(uninvited.onboarding.joinTry(PASSPHRASE)).rejects.toMatchObject({ code: "not-allowed-now" });

    const profile = await setUp({ joinTry: true });
    const { onboarding, gate, tryFolder } = profile;
    await expect(onboarding.joinTry(PASSPHRASE)).rejects.toMatchObject({ code: "not-allowed-now" });
    ensureTryPlan(tryFolder);
    await onboarding.joinTry(PASSPHRASE);
    await onboarding.finish();
    expect(gate.session.snapshot().account.address).toBe("friend@stamp.localhost");
    expect(contactsOf(profile)).toEqual([{ address: "you@stamp.localhost", local_name: null }]);
    await gate.stop();
  });
});
