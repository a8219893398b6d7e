// Electron's security checklist (electronjs.org/docs/latest/tutorial/security), item by item, on the running app. Where an item
// is more than a flag, the comment beside it says which test goes through it.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { ROOT } from "./fixtures/paths";
import type { StampApp } from "./fixtures/stamp-app";
import { expect, test } from "./fixtures/test";

const POLICY = [
  ...["default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:", "font-src 'self'"],
  ...["base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'", "require-trusted-types-for 'script'", "trusted-types 'none'"],
].join("; ");

type Preferences = Readonly<Record<string, unknown>>;

interface Seen {
  /** Of every web contents there is; one is all the app ever makes. */
  readonly preferences: readonly Preferences[];
  readonly app: StampApp;
  readonly page: Page;
}

/** Number and name as the checklist has them. */
const CHECKLIST: Readonly<Record<string, (seen: Seen) => Promise<void> | void>> = {
  "1 Only load secure content": async ({ page }) => {
    const loaded = await page.evaluate(filesOf);
    expect(loaded.length).toBeGreaterThan(2);
    expect(loaded.filter((address) => !address.startsWith("app://stamp/"))).toEqual([]);
    expect(await page.evaluate(() => isSecureContext)).toBe(true);
  },
  "2 Do not enable Node.js integration": async ({ preferences, page }) => {
    expect(preferences).toMatchObject([{ nodeIntegration: false, nodeIntegrationInSubFrames: false}]);
    expect(await page.evaluate(nodeNames)).toEqual([]);
  },
  "3 Enable context isolation": ({ preferences }) => { expect(preferences).toMatchObject([{ contextIsolation: true }]); },
  "4 Enable process sandboxing": ({ preferences }) => { expect(preferences).toMatchObject([{ sandbox: true }]); },
  // Each permission: security-page.spec.ts.
  "5 Handle permission requests": async ({ page }) => { expect(await page.evaluate(() => Notification.requestPermission())).toBe("denied"); },
  "6 Do not disable webSecurity": ({ preferences }) => { expect(preferences).toMatchObject([{ webSecurity: true }]); },
  // What it stops: security-page.spec.ts.
  "7 Define a Content Security Policy": async ({ app, page }) => {
    const files = await page.evaluate(filesOf);
    const policies = await app.electron.evaluate(({ net }, all) => Promise.all(all.map(async (file) => (await net.fetch(file)).headers.get("content-security-policy"))), files);
    expect([...new Set(policies)]).toEqual([POLICY]);
  },
  "8 Do not enable allowRunningInsecureContent": ({ preferences }) => { expect(preferences).toMatchObject([{ allowRunningInsecureContent: false }]); },
  "9 Do not enable experimental features": ({ preferences }) => { expect(preferences).toMatchObject([{ experimentalFeatures: false }]); },
  "10 Do not use enableBlinkFeatures": async ({ preferences, app }) => {
    expect(preferences[0]?.["enableBlinkFeatures"] ?? "").toBe("");
    expect(await app.electron.evaluate(({ app: self }) => self.commandLine.getSwitchValue("enable-blink-features"))).toBe("");
  },
  "11 Do not use allowpopups for WebViews": async ({ preferences, page }) => {
    expect(preferences).toMatchObject([{ webviewTag: false }]);
    expect(await page.evaluate(() => document.createElement("webview").constructor === HTMLElement || document.createElement("webview") instanceof HTMLUnknownElement)).toBe(true);
  },
  "12 Verify WebView options before creation": async ({ app }) => { expect(await app.electron.evaluate(attachWebview)).toEqual([]); },
  // Each way: security-page.spec.ts.
  "13 Disable or limit navigation": async ({ app, page }) => {
    await page.evaluate(() => void (location.href = "https://example.org/"));
    expect(await app.electron.evaluate(({ webContents }) => webContents.getAllWebContents().map((contents) => contents.getURL()))).toEqual(["app://stamp/index.html"]);
  },
  "14 Disable or limit creation of new windows": async ({ app, page }) => {
    expect(await page.evaluate(() => window.open("app://stamp/index.html") === null)).toBe(true);
    expect(await app.electron.evaluate(({ webContents }) => webContents.getAllWebContents().length)).toBe(1);
  },
  // Each scheme, with an open account: security-links.spec.ts.
  "15 Do not use shell.openExternal with untrusted content": async ({ app }) => {
    expect(await app.request("app.openLink", { url: "https://example.org/" })).toMatchObject({ ok: false, error: { code: "not-allowed-now" } });
  },
  // What runs here is the old one for tests, which says so (main/account/evaluation.ts); users get the pinned one.
  "16 Use a current version of Electron": async ({ app }) => {
    const { devDependencies } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { devDependencies: Record<string, string> };
    expect(Number(devDependencies["electron"]?.split(".")[0])).toBeGreaterThanOrEqual(45);
    const old = await app.electron.evaluate(() => Number(process.versions.electron.split(".")[0]) < 35);
    const answer = await app.request("app.snapshot", {});
    expect(answer).toMatchObject({ ok: true, value: { evaluation: old } });
  },
  // Foreign frames and windows: security-ipc.spec.ts.
  "17 Validate the sender of all IPC messages": async ({ app }) => {
    const refused = await app.electron.evaluate(({ ipcMain, webContents }) => {
      const handlers = (ipcMain as unknown as { readonly _invokeHandlers: ReadonlyMap<string, (...all: unknown[]) => unknown> })._invokeHandlers;
      const [sender] = webContents.getAllWebContents();
      const frame = { url: "https://example.org/", parent: null };
      return new Promise((resolve) => {
        const event = { sender, senderFrame: frame, _reply: resolve, _throw: resolve };
        void Promise.resolve(handlers.get("stamp:request")?.(event, "app.snapshot", {})).then(resolve);
      });
    });
    expect(refused).toMatchObject({ ok: false, error: { code: "invalid-request" } });
  },
  "18 Avoid the file:// protocol": async ({ app, page }) => {
    expect(await page.evaluate(() => location.origin)).toBe("app://stamp");
    const outside = ["app://stamp/../main/main.cjs", "app://stamp/%2e%2e/main/main.cjs", "app://stamp/..%2fmain%2fmain.cjs", "app://other/index.html"];
    expect(await app.electron.evaluate(({ net }, all) => Promise.all(all.map(async (file) => (await net.fetch(file)).status)), outside)).toEqual(outside.map(() => 404));
  },
  // Fuses exist in a package only and are read back there, by the tests of the packaged app.
  "19 Check which fuses you can change": async ({ app }) => { expect(await app.electron.evaluate(({ app: self }) => self.isPackaged)).toBe(false); },
  "20 Do not expose Electron APIs to untrusted web content": async ({ app, page }) => {
    expect(await page.evaluate(exposed)).toEqual({ names: ["listen", "request"], isFrozen: true, isFixed: true });
    expect(await addedNames(app)).toEqual(["stamp"]);
  },
};

test("each item of Electron's checklist holds", async ({ apps }) => {
  const app = await apps.start("alice");
  const { page, electron, trouble } = app;
  trouble.expect(/--trace-warnings|Refused to|Electron Security Warning|ERR_/);
  await expect(page.getByRole("button", { name: "Unlock" })).toBeVisible();
  const preferences = await electron.evaluate(({ webContents }) =>
    // Not in the published types, but the only way to see what a window really got.
    webContents.getAllWebContents().map((contents) => (contents as unknown as { getLastWebPreferences(): Preferences }).getLastWebPreferences()),
  );
  for (const [item, holds] of Object.entries(CHECKLIST)) await test.step(item, () => holds({ preferences, app, page }));
  expect(Object.keys(CHECKLIST)).toHaveLength(20);
});

test("the window of another account has no more than the first", async ({ apps }) => {
  const app = await apps.start("alice");
  const second = await apps.second(app, async () => void (await app.request("profiles.add", { name: "second" })), "second");
  expect(second.page.url()).toBe("app://stamp/index.html");
  expect(await second.page.evaluate(exposed)).toEqual({ names: ["listen", "request"], isFrozen: true, isFixed: true });
  expect(await second.page.evaluate(nodeNames)).toEqual([]);
  expect(await second.page.evaluate(() => window.open("app://stamp/index.html") === null)).toBe(true);
});

/** Runs in the page: the addresses of what it consists of. */
function filesOf(): readonly string[] {
  const parts = document.querySelectorAll<HTMLElement & { readonly src?: string; readonly href?: string }>("[src], link[href]");
  return [location.href, ...[...parts].map(({ src, href }) => src ?? href ?? "")];
}

/** Runs in the page. */
function nodeNames(): readonly string[] {
  return ["require", "process", "module", "Buffer", "global", "__dirname", "electron", "ipcRenderer"].filter((name) => name in window);
}

/** Runs in the page. */
function exposed(): { readonly names: readonly string[]; readonly isFrozen: boolean; readonly isFixed: boolean } {
  const { configurable, writable } = Object.getOwnPropertyDescriptor(window, "stamp") ?? {};
  return { names: Object.keys(window.stamp).sort(), isFrozen: Object.isFrozen(window.stamp), isFixed: configurable === false && writable !== true };
}

/** What the bridge adds: the difference to another file of the same origin in a window without a preload script. */
async function addedNames({ page, electron }: StampApp): Promise<readonly string[]> {
  const sheet = await page.evaluate(() => document.querySelector<HTMLLinkElement>("link[rel=stylesheet]")?.href ?? "");
  const plain = await electron.evaluate(async ({ BrowserWindow }, address) => {
    const window = new BrowserWindow({ show: false, webPreferences: { disableBlinkFeatures: "FileSystemAccessLocal" } });
    await window.loadURL(address);
    const names = (await window.webContents.executeJavaScript("Object.getOwnPropertyNames(window)")) as string[];
    window.destroy();
    return names;
  }, sheet);
  const ours = await page.evaluate(() => Object.getOwnPropertyNames(window));
  return ours.filter((name) => !plain.includes(name) && !name.startsWith("__playwright"));
}

/** Runs in the main process: a window that may host pages, as only a mistake of ours could make it. What it hosted. */
async function attachWebview({ BrowserWindow, webContents }: typeof Electron.Main): Promise<readonly string[]> {
  const window = new BrowserWindow({ show: false, webPreferences: { webviewTag: true } });
  const asked = new Promise((resolve) => window.webContents.once("will-attach-webview", resolve));
  await window.loadURL("data:text/html,<webview src='data:text/html,inside'></webview>");
  await asked;
  const hosted = webContents.getAllWebContents().filter((contents) => contents.getType() === "webview").map((contents) => contents.getURL());
  window.destroy();
  return hosted;
}
