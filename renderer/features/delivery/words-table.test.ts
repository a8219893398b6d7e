// The table of sentences that the design gives for each state, row by row. A change of one of them is a decision, not an
// accident. Where the app says more than the table, what the table says is in it.
import { describe, expect, it } from "vitest";
import type { Contact } from "../../../shared/contact";
import { connectionSentence } from "../../i18n/error-text";
import { countdownWords } from "../../i18n/format";
import { t } from "../../i18n/i18n";
import { at, KEY, person, SCENE_NOW } from "../../testing/people";
import { protectionFacts } from "../contact/protection-facts";
import { failSentence, holdWords, retrySentence } from "./delivery-text";

const held = (reason: Parameters<typeof holdWords>[0]): string => {
  const { lead, rest } = holdWords(reason, 0, "Bob");
  return `${lead} ${rest}`;
};
const protects = (rest: Partial<Contact> = {}): string =>
  protectionFacts(person(1, "bob@sip.example.org", "Bob", rest), SCENE_NOW).map(({ text }) => text).join("\n");

describe("the words of the design", () => {
  it.each<readonly [string, string, string]>([
    ["queued, offline", t("waiting.offline", { count: 2 }), "2 messages wait for the connection"],
    ["queued, certificate", t("waiting.certificate", { name: "Bob" }), "Waits for Bob’s key. It goes when Bob comes online or you import Bob’s contact card."],
    ["queued, order", t("waiting.order"), "Waits for the message above"],
    ["retrying, no answer", `${retrySentence("no-answer", "Bob")} ${t("retry.again", { wait: countdownWords(12) })}`, "The server did not answer. Again in 12 s"],
    ["retrying, not reachable", `${retrySentence("peer-unreachable", "Bob")} ${t("retry.again", { wait: countdownWords(30) })}`, "Bob’s app is not reachable. Again in 30 s"],
    ["retrying, the way out", t("message.sendNow"), "Send now"],
    ["held, key", held({ code: "key-changed" }), "Not sent: Bob’s key has changed. A new device or a reinstall does that. So does someone in between. Compare the safety number, then send."],
    ["held, key, the choices", `${t("safety.compare")} / ${t("hold.acceptKey")}`, "Compare safety number / Accept and send"],
    ["held, pin", held({ code: "below-pin", offered: "2.1", pinned: "2.2" }), "Not sent: Bob’s app now reports only protocol 2.1. You two have used 2.2. Stamp doesn’t go lower by itself."],
    ["held, pin, the choices", `${t("hold.waitFor", { level: "2.2" })} / ${t("hold.allow", { level: "2.1", name: "Bob" })}`, "Wait for 2.2 / Allow 2.1 for Bob"],
    ["held, unknown", held({ code: "capability-unknown" }), "Not sent: Stamp doesn’t know yet what Bob’s app supports. It learns that when Bob comes online."],
    ["held, unknown, to wait", t("hold.waitOnline", { name: "Bob" }), "Wait until Bob is online"],
    ["failed, too long", failSentence("too-long", "Bob"), "Not sent: too long for the server. Send it in parts."],
    ["failed, 404", failSentence("unknown-address", "Bob"), "Not sent: the server doesn’t know this address. Check it in the contact."],
    ["failed, 403", failSentence("refused", "Bob"), "Not sent: the server refused it. Ask who runs it."],
    ["failed, unknown outcome", failSentence("outcome-unknown", "Bob"), "No answer for 24 hours. It may have arrived."],
    ["failed, the choices", `${t("message.resend")} / ${t("message.delete")}`, "Resend / Delete"],
    ["failed, all of them", t("chat.resendAll"), "Resend all"],
    ["no receipts", t("details.noReceipts"), "This contact’s app sends no receipts."],
    [
      "connection",
      [t("connection.since", { time: "14:02" }), connectionSentence("server-closed"), t("connection.nextTry", { wait: countdownWords(8) }), t("connection.waitsHere")].join(" "),
      "Not connected since 14:02. The server closed the connection. Next try in 8 s. What you write waits here and goes by itself.",
    ],
    ["connection, the way out", t("connection.tryNow"), "Try now"],
    ["sign-in", `${t("connection.refused.lead")} ${t("connection.refused.rest")}`, "Sign-in refused. The server doesn’t accept this address and password. Your history stays."],
    ["second sign-in", `${t("connection.replaced.lead")} ${t("connection.replaced.rest")}`, "This account was opened on another device. Stamp is signed out here. Your history stays."],
    ["second sign-in, the way out", t("connection.signInHere"), "Sign in here"],
    ["reading, held 1.0", `${t("older.waiting", { count: 1 })} ${t("older.show")}`, "1 message in an older protocol is waiting. Show"],
    ["request", t("requests.promise"), "Until you accept, this address is not told that the message arrived or that you have read it."],
  ])("%s", (_where, said, sentence) => {
    expect(said).toBe(sentence);
  });

  it.each<readonly [string, string, string]>([
    ["not compared", protects(), "Bob’s key was accepted on first contact and not compared. It could be someone else’s."],
    ["compared", protects({ trust: { status: "verified", key: KEY, at: at("10:00", 8) } }), "You compared the safety number on 14 Nov. Only you and Bob can read this chat."],
    ["forward secrecy", protects(), "No forward secrecy: a stolen key also opens older messages."],
    ["server", protects(), "The server sees who writes when, and can read receipts."],
    ["reading, damaged", t("note.unverified", { name: "Bob", count: 1 }), "It was changed on the way, made for another key, or is not from Bob. Ask Bob whether something is missing."],
  ])("%s, among what protects the chat", (_where, said, sentence) => {
    expect(said).toContain(sentence);
  });

  it("never says “not sent” of what may have arrived", () => {
    for (const code of ["outcome-unknown", "no-receipt"] as const) expect(failSentence(code, "Bob")).not.toMatch(/not sent/i);
    expect(holdWords({ code: "key-changed" }, 3, "Bob").lead).toBe("Not confirmed: Bob’s key has changed.");
  });
});
