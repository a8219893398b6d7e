// More than five hundred texts that would be code, markup or a command to somebody careless (shared/testing/hostile-texts.ts),
// in every place where a foreign word comes to the screen: over the real server, from a peer that means harm. They are shown
// as the text that they are, and nothing else happens: no element, no dialog, no request, no refusal of the policy.
import type { Page } from "@playwright/test";
import { cleanName } from "../main/contacts/contact-book";
import { MAX_CAPABILITIES, MAX_CAPABILITY_LENGTH } from "../shared/capability";
import { HOSTILE_TEXTS } from "../shared/testing/hostile-texts";
import { notifications, recordNotifications } from "./fixtures/desktop";
import { listenOutside } from "./fixtures/outside";
import { otherApp, STP_SIMPLE_V3 } from "./fixtures/other-app";
import { resize } from "./fixtures/screens";
import { expect, test } from "./fixtures/test";
import { chat, own, peer } from "./pages/chat";
import { openContactPanel } from "./pages/contact-panel";
import { openChat, writeTo } from "./pages/main-window";

/** Texts are sent and looked at in such groups: of a long chat the window holds a part only. */
const AT_ONCE = 60;

/** A text that begins with ">" is a quote (shared/quote.ts): its marks, and the colon after its writer, are not shown. */
const asShown = (text: string): string => (/^>(?: |$)/.test(text) ? text.slice(2).replace(/^(\S+@\S+):$/, "$1") : text);
/** Elements that nothing of ours makes, or not with what a text brings. */
const FOREIGN = "img, script, a, iframe, object, embed, form[action], style:not([data-ours]), link:not([rel=stylesheet]), base, meta[http-equiv], video, audio, marquee, math, details, template, [onerror], [onload], [onfocus], svg [onload]";

declare global {
  interface Window {
    /** What a hostile text sets when it is run. */
    owned?: number;
    /** Elements that came into the document and should not have. */
    foreign?: string[];
  }
}

test("texts, names, addresses, presence, certificates and notifications that look like code are shown as they are", async ({ apps, servers, people, userData }) => {
  test.setTimeout(180_000);
  const server = await servers.start("embedded", [people.alice]);
  // Of each kind one, and as many as a certificate shows.
  const inCertificate = HOSTILE_TEXTS.filter((text, at) => at % 37 === 0 && text.length <= 60 && !/\p{C}/u.test(text)).slice(0, 14);
  const inPresence = HOSTILE_TEXTS.filter((text) => text.length <= MAX_CAPABILITY_LENGTH && !/[\s\p{C}]/u.test(text)).slice(0, MAX_CAPABILITIES - 1);
  const mallory = await otherApp(server, "mallory", inCertificate);
  await mallory.signIn(["3.1.2", ...inPresence]);
  const alice = await apps.open(people.alice);
  const { page, electron } = alice;
  const outside = await listenOutside(alice, userData);
  await page.evaluate(watchElements, FOREIGN);
  await recordNotifications(alice);
  await resize(alice, 1280, 1100);
  await writeTo(page, mallory.address, "Mallory");

  await test.step("texts in both directions", async () => {
    const contactId = await page.evaluate(async (address) => {
      const answer = await window.stamp.request("contacts.add", { address });
      return answer.ok ? (answer.value as { readonly contactId: number }).contactId : 0;
    }, mallory.address);
    for (let begin = 0; begin < HOSTILE_TEXTS.length; begin += AT_ONCE) {
      const some = HOSTILE_TEXTS.slice(begin, begin + AT_ONCE);
      for (const text of some) await mallory.write(people.alice.address, text, STP_SIMPLE_V3);
      await expect.poll(() => chat(page).lastTexts(some.length)).toEqual(some.map((text) => peer(asShown(text))));
      const refused = await page.evaluate(
        async ([all, to]) => {
          const answers = await Promise.all(all.map((text) => window.stamp.request("messages.sendText", { contactId: to, text })));
          return answers.filter(({ ok }) => !ok);
        },
        [some, contactId] as const,
      );
      expect(refused).toEqual([]);
      await expect.poll(() => chat(page).lastTexts(some.length)).toEqual(some.map((text) => own(asShown(text))));
    }
  });

  await test.step("a quote and a draft", async () => {
    const draft = HOSTILE_TEXTS.slice(0, 40).join("\n");
    await chat(page).composer.fill(draft);
    await expect(chat(page).composer).toHaveValue(draft);
    await chat(page).composer.fill("");
    await electron.evaluate(({ clipboard, webContents }) => {
      // As this runtime has it; newer ones take other shapes.
      (clipboard as unknown as { write(data: object): void }).write({ html: "<img src=x onerror=window.owned=1><b>bold</b>", text: "pasted <b>bold</b>" });
      webContents.getAllWebContents()[0]?.paste();
    });
    await expect(chat(page).composer).toHaveValue("pasted <b>bold</b>");
    await chat(page).composer.fill("");
  });

  await test.step("what a search found, with its marks", async () => {
    const field = page.getByRole("combobox", { name: "Search" });
    for (const wanted of ["<img", "onerror", "<script>", "window.owned"]) {
      await field.fill(wanted);
      await expect(page.locator("[role=option] mark").first()).toBeVisible();
      const marked = await page.locator("[role=option] mark").allTextContents();
      // Wide letters and unseen marks are found too (shared/search-fold.ts).
      expect(marked.filter((mark) => mark.normalize("NFKC").replace(/[\p{C}\p{M}]/gu, "").toLowerCase() !== wanted)).toEqual([]);
    }
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
  });

  await test.step("presence and certificate of the contact", async () => {
    await openChat(page, "Mallory");
    const { panel } = await openContactPanel(page);
    const history = panel.getByRole("list", { name: "History" });
    await panel.getByRole("button", { name: "History" }).click();
    await expect(history).toContainText(inPresence.at(-1) ?? "no presence");
    const shown = await history.textContent();
    expect(inPresence.filter((text) => shown?.includes(text) !== true)).toEqual([]);
    await panel.locator("dl > div").filter({ has: page.locator("dt", { hasText: "Certificate" }) }).getByRole("button").click();
    const dialog = page.getByRole("dialog", { name: "Mallory’s certificate" });
    for (const text of inCertificate) await expect(dialog).toContainText(`O=${text.replace(/[\\,+="<>;]/g, "\\$&")}`);
    await page.keyboard.press("Escape");
  });

  await test.step("addresses by the grammar or not at all", async () => {
    const answers = await page.evaluate(
      async (all) => {
        const found: [string, string][] = [];
        for (const text of all) {
          for (const address of [text, `${text}@stamp.test`, `bob@${text}`, `<sip:${text}@stamp.test>`]) {
            const answer = await window.stamp.request("contacts.add", { address });
            found.push([address, answer.ok ? "added" : answer.error.code]);
          }
        }
        return found;
      },
      HOSTILE_TEXTS.filter((text) => text.length < 300),
    );
    expect(answers.filter(([, answer]) => !["added", "invalid-address", "invalid-request"].includes(answer))).toEqual([]);
    const added = await listed(page);
    expect(added.length).toBeGreaterThan(5);
    expect(added.filter((name) => name !== "Mallory" && !/^(?:[A-Za-z0-9\-_.!~*'()&=+$,;?/]|%[0-9A-Fa-f]{2})+@[a-z0-9.-]+$/.test(name))).toEqual([]);
  });

  await test.step("names of contacts", async () => {
    const names = HOSTILE_TEXTS.filter((text) => text.length <= 120);
    await page.evaluate(async (all) => {
      for (const [at, localName] of all.entries()) await window.stamp.request("contacts.add", { address: `named-${String(at)}@stamp.test`, localName });
    }, names);
    const wanted = names.map((name, at) => cleanName(name) ?? `named-${String(at)}@stamp.test`);
    const shown = await listed(page);
    expect(wanted.filter((name) => !shown.includes(name))).toEqual([]);
  });

  await test.step("notifications", async () => {
    await alice.request("settings.update", { notifications: "full" });
    await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
    for (const text of ["<img src=x onerror=window.owned=1>", "<a href=\"https://attacker.example/\">click</a>", "<b>&lt;b&gt;</b>"]) {
      const before = (await notifications(alice)).length;
      await mallory.write(people.alice.address, text, STP_SIMPLE_V3);
      await expect.poll(async () => (await notifications(alice)).length).toBe(before + 1);
      expect((await notifications(alice)).at(-1)).toMatchObject({ title: "Mallory", body: text.replaceAll("<", "‹").replaceAll(">", "›") });
    }
    expect(await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.getTitle()))).toEqual(["Stamp – alice"]);
  });

  expect(await page.evaluate(() => window.foreign ?? ["not watched"])).toEqual([]);
  expect(await page.evaluate(() => window.owned)).toBeUndefined();
  await outside.expectNothing(["attacker.example"]);
});

/** Runs in the page: from now on no such element comes unseen. */
function watchElements(selector: string): void {
  const foreign: string[] = [];
  window.foreign = foreign;
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes) {
      for (const node of addedNodes) {
        if (!(node instanceof Element)) continue;
        for (const element of [node, ...node.querySelectorAll("*")]) if (element.matches(selector)) foreign.push(element.outerHTML.slice(0, 100));
      }
    }
  }).observe(document, { childList: true, subtree: true });
}

/** Names of all rows of the list; only those near the screen are in the document. */
async function listed(page: Page): Promise<readonly string[]> {
  return page.getByRole("navigation", { name: "Conversations" }).getByRole("listbox").evaluate(async (list) => {
    const names = new Map<string, string>();
    const scroller = [list, ...list.querySelectorAll("*"), list.parentElement].find((element) => element !== null && element.scrollHeight > element.clientHeight + 1 && /auto|scroll/.test(getComputedStyle(element).overflowY)) ?? list;
    for (scroller.scrollTop = 0; ; scroller.scrollTop += scroller.clientHeight * 0.8) {
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      for (const option of list.querySelectorAll<HTMLElement>("[role=option]")) names.set(option.dataset["contact"] ?? "", option.querySelector("[dir=auto]")?.textContent ?? "");
      if (scroller.scrollTop + scroller.clientHeight >= scroller.scrollHeight - 1) return [...names.values()];
    }
  });
}
