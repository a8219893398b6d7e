// What leaves the app for the system's programs: https addresses, after a yes to a question that says where they lead. What
// the system is asked to open is written down in the main process instead of opened.
import type { StampApp } from "./fixtures/stamp-app";
import { expect, test } from "./fixtures/test";
import { chat } from "./pages/chat";
import { openChat } from "./pages/main-window";

/** Refused, also when the page itself asks for them and says that the user agreed. */
const REFUSED = [
  ...["http://example.org/", "HTTP://EXAMPLE.ORG/", "ftp://example.org/", "file:///etc/passwd", "file://server/share", "\\\\server\\share", "//example.org/"],
  ...["javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\nscript:alert(1)", "vbscript:msgbox(1)", "data:text/html,<script>alert(1)</script>", "blob:https://example.org/x", "about:blank"],
  ...["smb://server/share", "ms-msdt:/id", "ms-officecmd:{}", "ms-settings:", "search-ms:query=x", "shell:startup", "vscode://file/etc/passwd", "x-apple.systempreferences:", "steam://run/1"],
  ...["sip:bob@example.org", "sips:bob@example.org", "tel:112", "mailto:bob@example.org", "app://stamp/index.html", "chrome://settings", "devtools://devtools", "view-source:https://example.org/", "intent://x"],
  ...["https:example.org", "https:/example.org/", "https:\\\\example.org\\", "https://", "https:///", "https://example.org", "HTTPS://example.org/", "https://EXAMPLE.org/", "https://example.org:443/"],
  ...[" https://example.org/", "https://example.org/ ", "\thttps://example.org/", "ht\ntps://example.org/", "https://example.org/\0", "https://exa\u00admple.org/", "https://example.org/\u202e", "https://example.org/a b"],
  ...["https://bob@example.org/", "https://bob:secret@example.org/", "https://example.org@evil.example/", "https://example.org%2f@evil.example/", "https://example.org\\@evil.example/", "https://@example.org/"],
  ...["https://ex\u0430mple.org/", "https://münchen.de/", "https://example\u3002org/", "https://%65xample.org/", "https://0x7f.1/", "https://example.org/../x", `https://example.org/${"x".repeat(2048)}`, ""],
];

/** As typed, what the dialog names, and what opens. */
const ASKED = [
  { typed: "https://example.org/a?b=c#d", host: "example.org", opens: "https://example.org/a?b=c#d" },
  { typed: "HTTPS://Example.ORG/A", host: "example.org", opens: "https://example.org/A" },
  { typed: "https://example.org:8443/", host: "example.org:8443", opens: "https://example.org:8443/" },
  { typed: "https://www.ex\u0430mple.org/", host: "www.xn--exmple-4nf.org", opens: "https://www.xn--exmple-4nf.org/" },
  { typed: "https://example.org.evil.example/", host: "example.org.evil.example", opens: "https://example.org.evil.example/" },
  { typed: "https://evil.example/https://example.org/", host: "evil.example", opens: "https://evil.example/https://example.org/" },
] as const;

/** Text that is no link at all. */
const NEVER_LINKS = ["http://example.org/", "javascript:alert(1)//https:", "file:///etc/passwd", "https://bob@example.org/", "https://example.org\\@evil.example/", "https://example.org\u202egpj.exe", "sip:bob@example.org", "mailto:bob@example.org", "data:text/html,a", "smb://server/share"];

/** From now on what the system is asked to open is kept. */
async function recordOpened({ electron }: StampApp): Promise<() => Promise<readonly string[]>> {
  await electron.evaluate(({ shell }) => {
    const opened: string[] = [];
    Object.assign(globalThis, { opened });
    const keep = (how: string) => (what: string) => void opened.push(how === "openExternal" ? what : `${how} ${what}`);
    const { openExternal: _openExternal, ...others } = shell as unknown as Readonly<Record<string, unknown>>;
    for (const how of ["openExternal", ...Object.keys(others)]) Object.assign(shell, { [how]: (what: string) => Promise.resolve(keep(how)(what)) });
  });
  return () => electron.evaluate(() => (globalThis as unknown as { readonly opened: readonly string[] }).opened);
}

test("nothing opens but a confirmed https address, and the question names the host that it really has", async ({ apps, servers, people }) => {
  await servers.start("embedded", [people.alice]);
  const alice = await apps.open(people.alice);
  const { page } = alice;
  const opened = await recordOpened(alice);

  await test.step("refused whoever asks", async () => {
    const answers = await page.evaluate((urls) => Promise.all(urls.map((url) => window.stamp.request("app.openLink", { url }))), REFUSED);
    const taken = REFUSED.filter((_, at) => {
      const answer = answers[at];
      return answer === undefined || answer.ok || !["link-refused", "invalid-request"].includes(answer.error.code);
    });
    expect(taken).toEqual([]);
    expect(await opened()).toEqual([]);
  });

  await test.step("no link in a text", async () => {
    await openChat(page, people.bob.address);
    const text = NEVER_LINKS.join(" ");
    await chat(page).send(text);
    await expect(chat(page).message(text)).toBeVisible();
    await expect(chat(page).message(text).getByRole("link")).toHaveCount(0);
    await expect(chat(page).log.locator("a[href]")).toHaveCount(0);
  });

  await test.step("asked before, with Cancel at hand", async () => {
    for (const { typed, host, opens } of ASKED) {
      const before = await opened();
      await chat(page).send(typed);
      const link = chat(page).log.getByRole("link", { name: typed, exact: true });
      await link.click();
      const dialog = page.getByRole("dialog", { name: `Open ${host} in your browser?` });
      await expect(dialog).toContainText(opens);
      await expect(dialog.getByRole("button", { name: "Cancel" })).toBeFocused();
      await page.keyboard.press("Escape");
      await expect(dialog).toBeHidden();
      expect(await opened()).toEqual(before);
      await link.click();
      await dialog.getByRole("button", { name: "Open in browser" }).click();
      await expect(dialog).toBeHidden();
      expect(await opened()).toEqual([...before, opens]);
    }
  });
});
