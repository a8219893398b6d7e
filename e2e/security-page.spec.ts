// What the page of the window could do if it were somebody else's: run what it was not built with, carry a text out, go
// elsewhere, ask for what the system gives, save files. Nothing of it works, whatever runs in the page.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { listenOutside } from "./fixtures/outside";
import { expect, test } from "./fixtures/test";
import { carryOut, runForeignCode, watchRefusals } from "./pages/foreign-code";

const REFUSALS = /Content Security Policy|ERR_BLOCKED_BY_CSP|TrustedScript|TrustedHTML|TrustedScriptURL|--trace-warnings/;

test("code and content from elsewhere do not run, and no text gets out by any way", async ({ apps, userData }) => {
  const app = await apps.start("alice");
  const { page, electron, trouble } = app;
  trouble.expect(REFUSALS);
  // The one way out leads nowhere, also to loopback and to a host whose name may be looked up.
  const ways = await electron.evaluate(({ session }) => Promise.all(["https://example.org/", "http://127.0.0.1:1/", "ws://localhost/"].map((address) => session.defaultSession.resolveProxy(address))));
  expect(ways).toEqual(ways.map(() => "PROXY nowhere.invalid:1"));
  const outside = await listenOutside(app, userData);
  await page.evaluate(watchRefusals);
  await page.evaluate(runForeignCode, outside.port);
  // Of scripts, workers, objects and handlers the types are refused before their addresses are looked at.
  await expect.poll(() => page.evaluate(() => [...(window.refusals ?? [])].sort())).toEqual([
    ...["base-uri", "connect-src", "default-src", "font-src", "form-action", "frame-src", "img-src", "media-src"],
    ...["require-trusted-types-for", "script-src-elem", "style-src-attr", "style-src-elem"],
  ]);
  await page.evaluate(carryOut, { port: outside.port, udpPort: outside.udpPort });
  expect(await page.evaluate(() => window.ran ?? [])).toEqual([]);
  expect(page.url()).toBe("app://stamp/index.html");
  await outside.expectNothing(["secret-in-a-name.example", "secret-in-a-connection.example", "secret-in-an-image.example"]);
});

test("the page stays where it is, opens nothing and saves nothing", async ({ apps, userData }) => {
  const { page, electron, trouble } = await apps.start("alice");
  await expect(page.getByRole("button", { name: "Unlock" })).toBeVisible();
  trouble.expect(/--trace-warnings|Not allowed to (navigate top frame to data URL|load local resource)|Ignored call to|Refused to/);
  await electron.evaluate(({ session, webContents, app }) => {
    const prevented: string[] = [];
    Object.assign(globalThis, { prevented });
    const note = (event: { readonly defaultPrevented: boolean }, url: string): void => {
      prevented.push(`${url.slice(0, 40)}${event.defaultPrevented ? "" : " is not prevented"}`);
    };
    session.defaultSession.on("will-download", (event, item) => { note(event, `saving ${item.getURL().split(":")[0] ?? ""}`); });
    for (const contents of webContents.getAllWebContents()) contents.on("will-navigate", note);
    app.on("browser-window-created", () => prevented.push("a window"));
  });
  const prevented = () => electron.evaluate(() => (globalThis as unknown as { readonly prevented: readonly string[] }).prevented);

  await test.step("navigation", async () => {
    const addresses = ["https://example.org/", "http://127.0.0.1/", "app://other/index.html", "app://stamp.example/", "sip:bob@example.org", "mailto:bob@example.org", "vscode://file/x"];
    for (const address of addresses) {
      await page.evaluate((target) => void (location.href = target), address);
      await expect.poll(prevented).toContain(address);
    }
    // These do not come as far.
    for (const address of ["file:///etc/passwd", "data:text/html,a"]) await page.evaluate((target) => void (location.href = target), address);
    expect(await page.evaluate(() => { try { location.href = "javascript:void document.body.remove()"; return "gone"; } catch (error) { return String(error); } })).toMatch(/gone|TypeError/);
    for (const target of ["_self", "_top", "_blank"]) {
      await page.evaluate((of) => {
        Object.assign(document.createElement("a"), { href: `https://example.org/${of}`, target: of, ping: "https://example.org/ping" }).click();
      }, target);
      if (target !== "_blank") await expect.poll(prevented).toContain(`https://example.org/${target}`);
    }
    await page.evaluate(() => {
      document.head.append(Object.assign(document.createElement("meta"), { httpEquiv: "refresh", content: "0;url=https://example.org/refreshed" }));
    });
    await expect.poll(prevented).toContain("https://example.org/refreshed");
    expect(page.url()).toBe("app://stamp/index.html");
    expect(await page.evaluate(() => document.querySelectorAll("form input").length)).toBe(1);
  });

  await test.step("windows", async () => {
    const addresses = ["https://example.org/", "app://stamp/index.html", "about:blank", "data:text/html,a", "javascript:alert(1)", ""];
    for (const features of ["", "popup", "nodeIntegration=yes,contextIsolation=no"]) {
      expect(await page.evaluate(([all, how]) => all.map((address) => window.open(address, "_blank", how) === null), [addresses, features] as const)).toEqual(addresses.map(() => true));
    }
    expect(await electron.evaluate(({ webContents }) => webContents.getAllWebContents().length)).toBe(1);
  });

  await test.step("dialogs of the page's language", async () => {
    expect(await page.evaluate(() => [alert("a"), confirm("b")])).toEqual([undefined, false]);
  });

  await test.step("downloads", async () => {
    await page.evaluate(() => {
      const addresses = ["data:text/plain,a", "app://stamp/index.html", URL.createObjectURL(new Blob(["a"])), "https://example.org/a"];
      for (const href of addresses) Object.assign(document.createElement("a"), { href, download: "a.txt" }).click();
    });
    // The foreign one becomes a navigation, which ends as every other.
    for (const what of ["saving data", "saving app", "saving blob", "https://example.org/a"]) await expect.poll(prevented).toContain(what);
    expect(await page.evaluate(() => ["showSaveFilePicker", "showDirectoryPicker", "showOpenFilePicker"].filter((name) => name in window))).toEqual([]);
  });

  await test.step("what is dropped on the window", async () => {
    const file = join(userData, "dropped.html");
    writeFileSync(file, "<script>document.title = 'dropped'</script>");
    const cdp = await page.context().newCDPSession(page);
    const items = [{ mimeType: "text/uri-list", data: "https://example.org/dropped" }, { mimeType: "text/html", data: "<img src=https://example.org/dropped>" }];
    for (const data of [{ items, dragOperationsMask: 1 }, { items: [], files: [file], dragOperationsMask: 1 }]) {
      for (const type of ["dragEnter", "dragOver", "drop"] as const) await cdp.send("Input.dispatchDragEvent", { type, x: 300, y: 300, data });
    }
    await cdp.detach();
    expect((await prevented()).filter((what) => /not prevented|dropped|window/.test(what))).toEqual([]);
    expect(await page.evaluate(() => [location.href, document.title])).toEqual(["app://stamp/index.html", "Stamp"]);
  });
});
