// Newer versions, in the real Electron from the signed feed to the new program that was started. The feed's own rules are
// tested in main/updates; here is what only the updater and Chromium's network can show.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { _electron, expect, test, type ElectronApplication } from "@playwright/test";
import { makeReleaseKey, signFeed } from "../main/crypto/feed-signature";
import { startFeedServer, type FeedServer } from "../main/updates/testing/feed-server";
import type { UpdateState } from "../shared/updates";
import { makeFolder, removeFolder, ROOT } from "./fixtures/paths";
import type {} from "./updates/app/main";

test.skip(process.platform !== "linux", "an AppImage is replaced here; other systems have installers of their own");

const MAKERS = makeReleaseKey();
const FILE = "Stamp-9.0.0.AppImage";

let server: FeedServer;
let folder: string;
let electron: ElectronApplication;

test.beforeEach(async () => {
  server = await startFeedServer();
  folder = makeFolder("updates");
  writeFileSync(join(folder, "app-update.yml"), "provider: generic\nurl: http://127.0.0.1:9/\nupdaterCacheDirName: stamp-updater\n");
  writeFileSync(join(folder, "Stamp.AppImage"), "#!/bin/sh\nexit 1\n", { mode: 0o755 });
  electron = await _electron.launch({
    args: [join(ROOT, "dist", "updates-app")],
    env: {
      ...(process.env as Record<string, string>),
      ...{ FEED_URL: server.url.href, FEED_KEY: MAKERS.publicKey, FOLDER: folder },
      ...{ APPIMAGE: join(folder, "Stamp.AppImage"), XDG_CACHE_HOME: join(folder, "cache") },
    },
    chromiumSandbox: process.getuid?.() !== 0,
  });
});

test.afterEach(async () => {
  await electron.close().catch(() => undefined);
  await server.close();
  removeFolder(folder);
});

/** A new version that says, when it is started, that it was. */
function publish({ content, signed = content }: { readonly content: string; readonly signed?: string }): void {
  const sha512 = createHash("sha512").update(signed).digest("base64");
  const yaml = `version: 9.0.0\nfiles:\n  - url: ${FILE}\n    sha512: ${sha512}\n    size: ${String(Buffer.byteLength(signed))}\npath: ${FILE}\nsha512: ${sha512}\n`;
  server.files.set("latest-linux.yml", signFeed(yaml, { name: "latest-linux.yml", signedAt: Date.now(), privateKey: MAKERS.privateKey }));
  server.files.set(FILE, content);
}

/** Looks and tells how it ended. */
async function look(): Promise<string> {
  const state: UpdateState = await electron.evaluate(async () => {
    await globalThis.updates.look();
    return globalThis.updates.state();
  });
  if (state.status === "off") return "off";
  return state.now.step === "failed" ? state.now.problem : state.now.step;
}

const newApp = (): string => `#!/bin/sh\necho started > '${join(folder, "started")}'\n${"# as long as it takes\n".repeat(20_000)}`;

test("a signed version is loaded, told as ready, and put in the place of the app when the user says so", async () => {
  publish({ content: newApp() });
  expect(await look()).toBe("ready");
  expect(readFileSync(join(folder, "Stamp.AppImage"), "utf8")).toContain("exit 1");
  expect(server.asked.map(({ name }) => name)).toEqual(["latest-linux.yml", FILE]);
  // Nothing by which a server could tell one computer from another.
  for (const { headers } of server.asked) {
    expect(Object.keys(headers).filter((name) => /cookie|staging|id$/.test(name))).toEqual([]);
    expect(headers["user-agent"]).not.toMatch(/Chrome|Linux/);
  }
  expect(existsSync(join(folder, "data", ".updaterId"))).toBe(false);

  const ended = electron.waitForEvent("close");
  await electron.evaluate(() => globalThis.restart()).catch(() => undefined);
  await ended;
  await expect.poll(() => existsSync(join(folder, "started"))).toBe(true);
  expect(readFileSync(join(folder, "Stamp.AppImage"), "utf8")).toBe(newApp());
});

test("quitting installs nothing", async () => {
  publish({ content: newApp() });
  expect(await look()).toBe("ready");
  await electron.close();
  expect(readFileSync(join(folder, "Stamp.AppImage"), "utf8")).toContain("exit 1");
  expect(existsSync(join(folder, "started"))).toBe(false);
});

test("a file that is not the signed one is not taken, nor kept, nor one that was changed before it is installed", async () => {
  publish({ content: newApp(), signed: newApp().replace("started >", "startes >") });
  expect(await look()).toBe("update-damaged");
  const pending = join(folder, "cache", "stamp-updater", "pending");
  expect(existsSync(pending) ? readdirSync(pending).filter((name) => name.endsWith("AppImage")) : []).toEqual([]);

  publish({ content: newApp() });
  expect(await look()).toBe("ready");
  writeFileSync(join(pending, FILE), "#!/bin/sh\nsomebody else\n");
  const refused = await electron.evaluate(() => globalThis.restart().then(() => "installed", (error: unknown) => (error as Error).message));
  expect(refused).toBe("update-damaged");
  expect(readFileSync(join(folder, "Stamp.AppImage"), "utf8")).toContain("exit 1");
});

test("nothing comes from anywhere else, and no more than was signed for", async () => {
  const elsewhere = await startFeedServer();
  publish({ content: newApp() });
  const feed = String(server.files.get("latest-linux.yml"));
  elsewhere.files.set("latest-linux.yml", feed);
  elsewhere.files.set(FILE, newApp());

  server.files.set("latest-linux.yml", (_, response) => response.writeHead(302, { location: new URL("latest-linux.yml", elsewhere.url).href }).end());
  expect(await look()).toBe("update-unreachable");

  server.files.set("latest-linux.yml", feed);
  server.files.set(FILE, (_, response) => response.writeHead(302, { location: new URL(FILE, elsewhere.url).href }).end());
  expect(await look()).toBe("update-not-loaded");
  expect(elsewhere.asked).toEqual([]);

  // Without its length it could be without an end.
  server.files.set(FILE, (_, response) => void response.writeHead(200).write(newApp()));
  expect(await look()).toBe("update-not-loaded");
  const longer = `${newApp()}#`;
  server.files.set(FILE, longer);
  expect(await look()).toBe("update-not-loaded");
  server.files.set(FILE, newApp());
  expect(await look()).toBe("ready");
  await elsewhere.close();
});
