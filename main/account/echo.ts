// The contact of "Try it here" that answers every text with the same text. It is a complete account with a session of
// its own and does what a person would do in a window: accepts who writes, reads, answers. Texts that came while
// nobody hosted it are answered when it starts. It protects nothing, so it takes every new key.
import type { SessionEvent } from "../../shared/app-state";
import { offeredKey, type Contact } from "../../shared/contact";
import type { ContactId } from "../../shared/ids";
import type { Message } from "../../shared/message";
import { errorFacts, type Log } from "../platform/log";
import type { AccountSession } from "./account-session";

/** Longest page that a session gives at once. */
const PAGE = 200;

/** Starts `session` and answers until it is stopped. */
export function startEcho(session: AccountSession, log: Log): void {
  const { commands } = session;

  function decideAbout(contact: Contact): void {
    if (contact.relation === "request") commands.acceptRequest(contact.id);
    const offered = offeredKey(contact.trust);
    if (offered !== undefined) commands.acceptKey(contact.id, offered.fingerprint);
  }

  function answer(message: Message): void {
    if (message.kind !== "peer" || !message.unread) return;
    commands.sendText(message.contactId, message.text);
    commands.markRead(message.contactId, message.id);
  }

  function answerUnread(contactId: ContactId): void {
    commands.page(contactId, undefined, PAGE).messages.forEach(answer);
  }

  function take(event: SessionEvent): void {
    if (event.type === "contact-changed") decideAbout(event.contact);
    if (event.type === "message-added") answer(event.message);
  }

  function guarded(work: () => void): void {
    try {
      work();
    } catch (error) {
      log("warn", "echo-failed", errorFacts(error));
    }
  }

  session.feed.subscribe((events) => {
    for (const event of events) guarded(() => { take(event); });
  });
  session.start();
  const { contacts, conversations } = session.snapshot();
  for (const contact of contacts) guarded(() => { decideAbout(contact); });
  for (const { contactId, unread } of conversations) if (unread > 0) guarded(() => { answerUnread(contactId); });
}
