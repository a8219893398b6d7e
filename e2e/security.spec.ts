// What the page of the window can do if it were somebody else's: nothing but the requests of the contract.
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures/test";
import { chat, own, peer } from "./pages/chat";
import { openContactPanel } from "./pages/contact-panel";
import { openChat, writeTo } from "./pages/main-window";

test("the page is sandboxed, has one bridge and nothing of Node", async ({ apps }) => {
  const { page, electron } = await apps.start("alice");
  const preferences = await electron.evaluate(({ BrowserWindow }) => {
    // Not in the published types, but the only way to see what a window really got.
    const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as { getLastWebPreferences(): object };
    return contents.getLastWebPreferences();
  });
  expect(preferences).toMatchObject({
    ...{ contextIsolation: true, sandbox: true, nodeIntegration: false, webSecurity: true, webviewTag: false },
    ...{ nodeIntegrationInSubFrames: false, allowRunningInsecureContent: false },
  });

  // What the bridge adds: the difference to another file of the same origin in a window without a preload script.
  const sheet = await page.locator("link[rel=stylesheet]").evaluate((link: HTMLLinkElement) => link.href);
  const plain = await electron.evaluate(async ({ BrowserWindow }, address) => {
    const window = new BrowserWindow({ show: false });
    await window.loadURL(address);
    const names = (await window.webContents.executeJavaScript("Object.getOwnPropertyNames(window)")) as string[];
    window.destroy();
    return names;
  }, sheet);
  const ours = await page.evaluate(() => Object.getOwnPropertyNames(window));
  expect(ours.filter((name) => !plain.includes(name) && !name.startsWith("__playwright"))).toEqual(["stamp"]);
  expect(await page.evaluate(() => Object.keys(window.stamp).sort())).toEqual(["listen", "request"]);
  expect(await page.evaluate(() => Object.isFrozen(window.stamp))).toBe(true);
});

test("the page cannot run foreign code, reach the network, go elsewhere or open a window", async ({ apps }) => {
  const { page, electron, trouble } = await apps.start("alice");
  trouble.expect(/Content Security Policy|ERR_BLOCKED_BY_CSP|--trace-warnings|Not allowed to navigate top frame to data URL/);
  const policy = await electron.evaluate(async ({ net }) => {
    const answer = await net.fetch("app://stamp/index.html");
    return answer.headers.get("content-security-policy");
  });
  expect(policy).toBe(
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
      "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  );

  const violations = await page.evaluate(tryForeignCode);
  expect(violations.ran).toBe("");
  expect(violations.directives).toEqual(["connect-src", "frame-src", "img-src", "script-src", "script-src-elem", "style-src-elem"]);

  await electron.evaluate(({ BrowserWindow }) => {
    const denied: string[] = [];
    Object.assign(globalThis, { denied });
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    contents?.on("will-navigate", (event, url) => {
      if (event.defaultPrevented) denied.push(url);
    });
  });
  const elsewhere = ["https://example.org/", "data:text/html,hello", "app://other/index.html"];
  for (const url of elsewhere) await page.evaluate((target) => void (location.href = target), url);
  await expect
    .poll(() => electron.evaluate(() => (globalThis as unknown as { denied: string[] }).denied))
    .toContain("app://other/index.html");
  expect(page.url()).toBe("app://stamp/index.html");
  expect(await page.evaluate(() => window.open("https://example.org/") === null)).toBe(true);
  expect(await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  expect(await page.evaluate(() => Notification.requestPermission())).toBe("denied");
});

test("a request of a wrong shape is refused before anything is done with it", async ({ apps, servers, people }) => {
  await servers.start("embedded", [people.alice]);
  const { page } = await apps.open(people.alice);
  const ask = (name: string, params: unknown) =>
    page.evaluate(([wanted, input]) => window.stamp.request(wanted as never, input), [name, params] as const);
  const refused = { ok: false, error: { code: "invalid-request", details: {} } };
  for (const [name, params] of [
    ["contacts.add", { address: 5 }],
    ["contacts.add", { address: "dave@stamp.test", isAdmin: true }],
    ["contacts.add", { address: "d".repeat(2_000_000) }],
    ["contacts.block", { contactId: -1 }],
    ["contacts.block", { contactId: "1; DROP TABLE contacts" }],
    ["messages.sendText", { contactId: 1 }],
    ["settings.update", { theme: "pink" }],
    ["toString", {}],
    ["__proto__", {}],
    ["no.such", {}],
  ] as const) {
    expect(await ask(name, params), name).toEqual(refused);
  }
  expect(await ask("contacts.block", { contactId: 4711 })).toMatchObject({ ok: false, error: { code: "unknown-contact" } });
});

test("texts and names that look like code are shown as they are", async ({ apps, servers, people }) => {
  await servers.start("embedded", [people.alice, people.bob]);
  const [alice, bob] = await Promise.all([apps.open(people.alice), apps.open(people.bob)]);
  const name = "<img src=x onerror=alert(1)>";
  const texts = ["<script>alert(1)</script>", "<a href=\"javascript:alert(1)\">click</a>", "{{constructor}} ${1+1} %s \u202Eevil"];
  await openChat(bob.page, people.alice.address);
  await openChat(alice.page, people.bob.address);
  await openContactPanel(alice.page);
  await alice.page.getByRole("button", { name: "Change the name" }).click();
  await alice.page.getByRole("textbox", { name: "Name" }).fill(name);
  await alice.page.getByRole("button", { name: "Save" }).click();
  await expect(alice.page.getByRole("heading", { level: 2, name, exact: true })).toBeVisible();
  for (const text of texts) await chat(alice.page).send(text);
  for (const text of texts) await chat(alice.page).expectMark(text, "Read");
  await chat(alice.page).expectTexts([own("Hello Bob"), peer("Hello Alice"), ...texts.map(own)]);
  await chat(bob.page).expectTexts([peer("Hello Bob"), own("Hello Alice"), ...texts.map(peer)]);
  for (const { page } of [alice, bob]) expect(await foreignElements(page)).toEqual([]);
  await writeTo(alice.page, people.carol.address, name);
});

/** Elements that only markup in a text or a name could have made. */
function foreignElements(page: Page): Promise<string[]> {
  return page.evaluate(() => [...document.body.querySelectorAll("img, script, a, iframe, b")].map(({ outerHTML }) => outerHTML));
}

/** Runs in the page: everything that the policy must stop; what ran all the same, and which rules spoke. */
async function tryForeignCode(): Promise<{ ran: string; directives: string[] }> {
  const directives = new Set<string>();
  const ran: string[] = [];
  const spoke = new Promise<void>((resolve) => {
    document.addEventListener("securitypolicyviolation", (event) => {
      directives.add(event.effectiveDirective);
      if (directives.size === 6) resolve();
    });
  });
  const add = (tag: string, attributes: Readonly<Record<string, string>>, text = ""): void => {
    const element = Object.assign(document.createElement(tag), attributes);
    element.textContent = text;
    document.body.append(element);
  };
  add("script", {}, "document.title = 'inline'");
  add("script", { src: "https://example.org/x.js" });
  add("style", {}, "body { display: none }");
  add("iframe", { src: "https://example.org/" });
  add("img", { src: "https://example.org/x.png" });
  // Outside of this call, for which the tests' debugger has switched the policy off.
  setTimeout(() => {
    try {
      ran.push(eval("'eval'") as string);
    } catch {
      // As it should.
    }
  });
  await fetch("https://example.org/").then(() => ran.push("fetch"), () => undefined);
  try {
    new WebSocket("wss://example.org/").addEventListener("open", () => ran.push("socket"));
  } catch {
    // As it should.
  }
  await spoke;
  if (document.title === "inline") ran.push("inline");
  if (getComputedStyle(document.body).display === "none") ran.push("style");
  return { ran: ran.join(), directives: [...directives].sort() };
}
