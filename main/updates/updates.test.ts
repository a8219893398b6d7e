import { createHash } from "node:crypto";
import { join } from "node:path";
import { parseUpdateInfo } from "electron-updater/out/providers/Provider";
import { describe, expect, it, onTestFinished } from "vitest";
import type { UpdateState } from "../../shared/updates";
import { makeReleaseKey, releaseKey, signFeed } from "../crypto/feed-signature";
import { handClock, type HandClock } from "../messaging/testing/hand-clock";
import { silentLog } from "../platform/log";
import { tempFolder } from "../platform/testing/temp-folder";
import { fetchFeed } from "./fetch-feed";
import { startFeedServer, type FeedServer, type Serve } from "./testing/feed-server";
import { updateMemoryFile } from "./update-memory";
import { createUpdates, type Ending, type Updater, type Updates } from "./updates";

const DAY = 24 * 3600 * 1000;
const FEED = "latest-linux.yml";
const MAKERS = makeReleaseKey();
const HASH = createHash("sha512").update("the new app").digest("base64");

const yaml = (version: string): string => `version: ${version}\nfiles:\n  - url: Stamp-${version}.AppImage\n    sha512: ${HASH}\n    size: 11\nreleaseDate: '2026-01-01T00:00:00.000Z'\n`;

interface Desk {
  readonly updates: Updates;
  readonly server: FeedServer;
  readonly clock: HandClock;
  readonly did: string[];
  readonly states: UpdateState[];
  readonly step: () => string;
  publish(version: string, options?: { readonly age?: number; readonly name?: string; readonly privateKey?: string }): void;
  /** Another app of the same computer. */
  another(): Updates;
}

async function desk(updater: Partial<Updater> = {}): Promise<Desk> {
  const server = await startFeedServer();
  onTestFinished(server.close);
  const clock = handClock();
  const folder = tempFolder();
  const did: string[] = [];
  const states: UpdateState[] = [];
  const real: Updater = {
    fetch,
    parse: (text) => parseUpdateInfo(text, "", server.url),
    load: async ({ version }) => {
      did.push(`load ${version}`);
      return "loaded";
    },
    isIntact: async () => {
      did.push("check");
      return true;
    },
    install: () => {
      did.push("install");
      return true;
    },
    ...updater,
  };
  const create = (onChange: (state: UpdateState) => void): Updates =>
    createUpdates({
      source: { url: server.url, keys: [releaseKey(MAKERS.publicKey)] },
      feed: FEED,
      current: "1.2.0",
      memory: updateMemoryFile(join(folder, "updates.json")),
      openUpdater: () => real,
      clock,
      log: silentLog,
      onChange,
    });
  const updates = create((state) => states.push(state));
  return {
    updates,
    server,
    clock,
    did,
    states,
    step: () => stepOf(updates.state()),
    publish(version, { age = DAY, name = FEED, privateKey = MAKERS.privateKey } = {}) {
      server.files.set(FEED, signFeed(yaml(version), { name, signedAt: clock.now() - age, privateKey }));
    },
    another: () => create(() => undefined),
  };
}

const withoutEnd: Serve = (_, response) => {
  const more = (): void => {
    while (!response.destroyed && response.write("#".repeat(16_384)));
  };
  response.on("drain", more);
  more();
};

function stepOf(state: UpdateState): string {
  if (state.status === "off") return "off";
  return state.now.step === "failed" ? state.now.problem : state.now.step;
}

describe("looking for a newer version", () => {
  it("loads what the makers signed and waits for the user's word", async () => {
    const { updates, did, states, step, publish } = await desk();
    publish("1.3.0");
    await updates.look();
    expect(did).toEqual(["load 1.3.0"]);
    expect(states.map(stepOf)).toEqual(["looking", "loading", "ready"]);
    await updates.look();
    expect(step()).toBe("ready");
    expect(did).toEqual(["load 1.3.0"]);
  });

  it.each(["1.2.0", "1.1.0"])("finds nothing in version %s and remembers when it looked", async (version) => {
    const { updates, did, clock, publish } = await desk();
    publish(version);
    await updates.look();
    expect(updates.state()).toMatchObject({ status: "on", now: { step: "idle" }, lookedAt: clock.now(), daily: false });
    expect(did).toEqual([]);
  });

  it.each<readonly [string, string, (desk: Desk) => void]>([
    ["a feed without a signature", "update-not-signed", ({ server }) => server.files.set(FEED, yaml("1.3.0"))],
    ["somebody else's signature", "update-not-signed", ({ publish }) => { publish("1.3.0", { privateKey: makeReleaseKey().privateKey }); }],
    ["the feed of another system", "update-not-signed", ({ publish }) => { publish("1.3.0", { name: "latest.yml" }); }],
    ["a signed feed with something added", "update-not-signed", ({ server, publish }) => {
      publish("1.3.0");
      server.files.set(FEED, `${String(server.files.get(FEED))}sha512: other\n`);
    }],
    ["a feed that stopped half a year ago", "update-stale", ({ publish }) => { publish("1.2.0", { age: 181 * DAY }); }],
    ["no feed", "update-unreachable", () => undefined],
    ["a redirect", "update-unreachable", ({ server }) => server.files.set(FEED, (_, response) => response.writeHead(302, { location: "other.yml" }).end())],
    ["a broken answer", "update-unreachable", ({ server }) => server.files.set(FEED, (request) => request.socket.destroy())],
    ["more than a feed can be", "update-malformed", ({ server }) => server.files.set(FEED, Buffer.alloc(65 * 1024, "#"))],
    ["an answer without end", "update-malformed", ({ server }) => server.files.set(FEED, withoutEnd)],
  ])("takes nothing from %s", async (_what, problem, prepare) => {
    const made = await desk();
    prepare(made);
    await made.updates.look();
    expect(made.step()).toBe(problem);
    expect(made.did).toEqual([]);
  });

  it("does not go where a server sends it", async () => {
    const { updates, server, step, publish } = await desk();
    const elsewhere = await startFeedServer();
    onTestFinished(elsewhere.close);
    publish("1.3.0");
    elsewhere.files.set(FEED, String(server.files.get(FEED)));
    server.files.set(FEED, (_, response) => response.writeHead(301, { location: new URL(FEED, elsewhere.url).href }).end());
    await updates.look();
    expect(step()).toBe("update-unreachable");
    expect(elsewhere.asked).toEqual([]);
  });

  it("gives up a server that says nothing, and one that stops in the middle", async () => {
    const { server } = await desk();
    server.files.set("silent", () => undefined);
    server.files.set("half", (_, response) => { response.writeHead(200, { "content-length": 10 }).write("half"); });
    for (const name of ["silent", "half"]) await expect(fetchFeed(fetch, new URL(name, server.url).href, 200)).rejects.toThrow("update-unreachable");
  });

  it("refuses an older feed than it has seen, also in another app and after a start", async () => {
    const { updates, server, publish, another } = await desk();
    publish("1.2.0", { age: 10 * DAY });
    const old = String(server.files.get(FEED));
    publish("1.2.0", { age: DAY });
    await updates.look();
    server.files.set(FEED, old);
    const other = another();
    await other.look();
    expect(stepOf(other.state())).toBe("update-older");
  });

  it("says what went wrong with the file, and can be asked again", async () => {
    let damaged = true;
    const { updates, step, publish } = await desk({ load: async () => (damaged ? "update-damaged" : "loaded") });
    publish("1.3.0");
    await updates.look();
    expect(step()).toBe("update-damaged");
    damaged = false;
    await updates.look();
    expect(step()).toBe("ready");
  });
});

describe("looking by itself", () => {
  it("never happens until the user wants it", async () => {
    const { server, clock } = await desk();
    expect(clock.waiting).toBe(0);
    clock.advance(10 * DAY);
    expect(server.asked).toEqual([]);
  });

  it("happens at once when it is switched on, then daily, whatever came of it, and stops when it is switched off", async () => {
    const { updates, server, clock } = await desk();
    updates.setDaily(true);
    clock.advance(0);
    await updates.look();
    expect(server.asked).toHaveLength(1);
    clock.advance(DAY - 1);
    expect(server.asked).toHaveLength(1);
    clock.advance(1);
    await updates.look();
    expect(server.asked).toHaveLength(2);
    updates.setDaily(false);
    expect(clock.waiting).toBe(0);
  });

  it("is done by one app for all of this computer", async () => {
    const { updates, server, clock, another } = await desk();
    updates.setDaily(true);
    const other = another();
    clock.advance(0);
    await updates.look();
    clock.advance(DAY / 2);
    expect(server.asked).toHaveLength(1);
    expect(other.state()).toMatchObject({ daily: true });
  });

  it("ends with the app", async () => {
    const { updates, server, clock } = await desk();
    updates.setDaily(true);
    updates.stop();
    clock.advance(10 * DAY);
    expect(clock.waiting).toBe(0);
    expect(server.asked).toEqual([]);
  });
});

describe("installing", () => {
  function ending(did: string[]): Ending {
    return { close: async () => void did.push("close"), startAgain: () => void did.push("start again") };
  }

  it("happens only when one is ready: checked once more, after everything is closed", async () => {
    const { updates, did, publish } = await desk();
    await expect(updates.restart(ending(did))).rejects.toThrow("not-allowed-now");
    publish("1.3.0");
    await updates.look();
    await updates.restart(ending(did));
    expect(did).toEqual(["load 1.3.0", "check", "close", "install"]);
    await expect(updates.restart(ending(did))).rejects.toThrow("not-allowed-now");
  });

  it("closes nothing when the file is no longer what was loaded", async () => {
    const made = await desk({ isIntact: async () => false });
    made.publish("1.3.0");
    await made.updates.look();
    await expect(made.updates.restart(ending(made.did))).rejects.toThrow("update-damaged");
    expect(made.did).toEqual(["load 1.3.0"]);
    expect(made.step()).toBe("update-damaged");
  });

  it("starts this version again when the system does not let the new one in", async () => {
    const made = await desk({ install: () => false });
    made.publish("1.3.0");
    await made.updates.look();
    await expect(made.updates.restart(ending(made.did))).rejects.toThrow("update-not-installed");
    expect(made.did).toEqual(["load 1.3.0", "check", "close", "start again"]);
  });
});
