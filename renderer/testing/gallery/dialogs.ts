// Every dialog over the window it belongs to.
import type { ContactId, MessageId } from "../../../shared/ids";
import type { Dialog } from "../../store/ui";
import { mockCard, mockCode } from "../mock-cards";
import type { MockWorld } from "../mock-world";
import { at, KEY, OTHER_KEY } from "../people";
import type { Scene, Scenes, Stage } from "./scene";
import { openChat } from "./steps";
import { ALICE, BOB, JANA, MARIA, petra, PRAGUE, withContact } from "./worlds";

const over = (dialog: () => Dialog, { contactId = BOB, world = petra }: { contactId?: ContactId; world?: () => MockWorld } = {}): Scene => ({
  world,
  act: async (stage) => {
    const { commands, settle } = stage;
    await openChat(stage, contactId);
    commands.showDialog(dialog());
    await settle();
  },
});

const then = (scene: Scene, more: (stage: Stage) => Promise<void>): Scene => ({
  ...scene,
  act: async (stage) => {
    await scene.act?.(stage);
    await more(stage);
  },
});

const cardOf = (text: string, name = "card.vcf"): Dialog => ({ type: "add-card", file: new File([text], name, { type: "text/vcard" }) });

const NEW_MESSAGE = over(() => ({ type: "new-message" }));
const safety = (contactId: ContactId): Scene => over(() => ({ type: "safety-number", contactId }), { contactId });

/** A dialog that is added to the app is added here; those of locking are in locks.ts. */
const ONE_OF_EACH: Readonly<Record<Exclude<Dialog["type"], "change-protection" | "new-recovery-key">, Scene>> = {
  "new-message": NEW_MESSAGE,
  shortcuts: over(() => ({ type: "shortcuts" })),
  licences: over(() => ({ type: "licences" })),
  "sign-in-again": over(() => ({ type: "sign-in-again" })),
  "safety-number": { ...safety(BOB), height: 1000 },
  "add-card": over(() => cardOf(mockCard("ivan@sip.example.org", OTHER_KEY.fingerprint, "Ivan Petrov"))),
  "share-card": over(() => ({ type: "share-card" })),
  "block-contact": over(() => ({ type: "block-contact", contactId: JANA })),
  "remove-contact": over(() => ({ type: "remove-contact", contactId: JANA })),
  "allow-plain-text": over(() => ({ type: "allow-plain-text", contactId: JANA })),
  "delete-message": over(() => ({ type: "delete-message", messageId: 2009 as MessageId })),
  "delete-older": over(() => ({ type: "delete-older", contactId: JANA, count: 1 }), { contactId: JANA, world: () => petra({ older: true }) }),
  "open-link": over(() => ({ type: "open-link", url: "https://example.org/forms/garden?year=2026", typed: "https://example.org/forms/garden?year=2026" })),
  "clear-history": over(() => ({ type: "clear-history", contactId: JANA })),
  "delete-request": over(() => ({ type: "delete-request", contactId: MARIA })),
  "keep-shorter": over(() => ({ type: "keep-shorter", contactId: BOB, days: 30, count: 18 })),
  "keep-all-shorter": over(() => ({ type: "keep-all-shorter", days: 30, count: 412 })),
  "contact-certificate": { ...over(() => ({ type: "contact-certificate", contactId: BOB, fingerprint: KEY.fingerprint })), height: 1000 },
  "believe-authority": over(() => ({
    type: "believe-authority",
    file: btoa("Example Household CA"),
    authority: { name: "Example Household CA", fingerprint: "41".repeat(32), notBefore: at("00:00", 200), notAfter: KEY.notAfter },
  })),
  proxy: over(() => ({ type: "proxy" })),
  "sign-out": over(() => ({ type: "sign-out" })),
  "export-account": over(() => ({ type: "export-account" })),
  "remove-account": over(() => ({ type: "remove-account" })),
  "go-to-date": over(() => ({ type: "go-to-date", contactId: BOB, at: at("00:00", 3) })),
};

export const DIALOGS: Scenes = {
  ...ONE_OF_EACH,
  "licences-open": { ...then(over(() => ({ type: "licences" })), (stage) => stage.click("dialog li button")), height: 1000 },
  "new-message-wrong": then(NEW_MESSAGE, async (stage) => {
    await stage.type("field.address", "not an address");
    await stage.press("newMessage.open");
  }),
  "sign-in-again-wrong": then(over(() => ({ type: "sign-in-again" })), async (stage) => {
    await stage.type("field.password", "wrong");
    await stage.press("onboarding.signIn");
  }),
  "safety-number-compared": { ...safety(ALICE), height: 1000 },
  "safety-number-changed": { ...safety(PRAGUE), height: 1100 },
  "safety-number-differs": then({ ...safety(BOB), height: 1000 }, (stage) => stage.press("safety.differ")),
  "safety-number-none": over(() => ({ type: "safety-number", contactId: JANA }), {
    contactId: JANA,
    world: () => withContact(petra(), JANA, { trust: { status: "unknown" } }),
  }),
  "card-known": over(() => cardOf(mockCard("jana@sip.example.org", KEY.fingerprint, "Jana"))),
  "card-other-key": over(() => cardOf(mockCard("jana@sip.example.org", OTHER_KEY.fingerprint, "Jana"))),
  "card-code-only": over(() => cardOf(mockCode("ivan@sip.example.org", OTHER_KEY.fingerprint))),
  "card-damaged": over(() => cardOf("not a card")),
  "card-of-contact": over(() => ({ type: "share-card", contactId: JANA })),
};
