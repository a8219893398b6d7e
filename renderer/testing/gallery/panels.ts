// What stands beside a chat: the contact, as its trust and protocol are, and one message.
import type { Contact } from "../../../shared/contact";
import type { ContactId, MessageId } from "../../../shared/ids";
import type { TextKey } from "../../i18n/i18n";
import { at, KEY, OTHER_KEY } from "../people";
import type { Scene, Scenes, Stage } from "./scene";
import { openChat } from "./steps";
import { ALICE, BOB, JANA, MARTIN, petra, PRAGUE, withContact } from "./worlds";

/** All of a panel is seen. */
const TALL = 1100;

const openPanel = (contactId: ContactId) => async (stage: Stage): Promise<void> => {
  await openChat(stage, contactId);
  stage.commands.show({ panel: { type: "contact" } });
  await stage.settle();
};

const contact = (contactId: ContactId, change: Partial<Contact> = {}): Scene => ({
  world: () => withContact(petra(), contactId, change),
  height: TALL,
  act: openPanel(contactId),
});

const pressed = (contactId: ContactId, ...words: readonly TextKey[]): Scene => ({
  ...contact(contactId),
  act: async (stage) => {
    await openPanel(contactId)(stage);
    for (const word of words) await stage.press(word);
  },
});

const message = (contactId: ContactId, messageId: number): Scene => ({
  world: petra,
  height: TALL,
  act: async (stage) => {
    const { commands, settle } = stage;
    await openChat(stage, contactId);
    commands.show({ panel: { type: "message", messageId: messageId as MessageId } });
    await settle();
  },
});

export const PANELS: Scenes = {
  "contact-below-pin": contact(BOB),
  "contact-compared": contact(ALICE),
  "contact-not-compared": contact(JANA),
  "contact-key-changed": contact(PRAGUE),
  "contact-unlike-card": contact(JANA, {
    trust: { status: "unlike-card", announced: { fingerprint: KEY.fingerprint, announcedAt: at("09:00", 2) }, offered: OTHER_KEY },
    outlook: { type: "hold", reason: { code: "unlike-card" } },
  }),
  "contact-unknown": contact(MARTIN, { outlook: { type: "hold", reason: { code: "capability-unknown" } } }),
  "contact-plain-text": contact(MARTIN, { plainTextAllowed: true, outlook: { type: "plain" }, sendsReceipts: false }),
  "contact-confirmed": contact(JANA, {
    trust: { status: "pinned", key: { ...KEY, confirmedBy: { authority: "Example Household CA", until: KEY.notAfter } } },
  }),
  "contact-blocked": contact(JANA, { relation: "blocked" }),
  "contact-history": pressed(BOB, "protocol.history"),
  "contact-pin": pressed(JANA, "protocol.changePin"),
  "contact-rename": pressed(JANA, "contact.rename"),

  "message-received": message(ALICE, 300),
  "message-delivered": message(BOB, 2006),
  "message-failed": message(BOB, 2009),
  "message-retrying": message(BOB, 2010),
  "message-held": message(BOB, 2012),
  "message-not-sure": message(PRAGUE, 504),
};
