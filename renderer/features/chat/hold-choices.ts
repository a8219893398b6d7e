// The two choices of a held message, by its reason. The first never changes anything but the card.
import type { HoldReason } from "../../../shared/capability";
import { offeredKey } from "../../../shared/contact";
import { StampError } from "../../../shared/errors";
import type { ContactId, MessageId } from "../../../shared/ids";
import { t } from "../../i18n/i18n";
import { useApp, useServices } from "../../store/context";
import { selectContact } from "../../store/selectors";
import { newestLevel } from "../contact/capability-text";
import type { DecisionChoice } from "./DecisionCard";

export interface HoldChoice extends DecisionChoice {
  /** What the reader must know before taking it. */
  readonly means?: string;
}

function done(act: () => void): () => Promise<void> {
  return () => {
    act();
    return Promise.resolve();
  };
}

export function useHoldChoices(
  contactId: ContactId,
  messageId: MessageId,
  reason: HoldReason,
  name: string,
): readonly HoldChoice[] {
  const { client, commands } = useServices();
  const offered = useApp((state) => {
    const trust = selectContact(state, contactId)?.trust;
    return trust === undefined ? undefined : offeredKey(trust)?.fingerprint;
  });
  /** 1.0 is for apps without any newer protocol; with another one there is none in common, whatever is allowed. */
  const oldestHelps = useApp(
    (state) => newestLevel(selectContact(state, contactId)?.capabilities?.strings ?? []) === "1.0",
  );
  const wait = done(() => {
    commands.postpone(messageId);
  });
  const sendOldest: HoldChoice = {
    label: t("hold.sendOldest"),
    means: t("hold.oldestMeans", { name }),
    take: () => client.call("contacts.allowProtocol", { contactId, level: "1.0" }),
  };
  const toSettings: HoldChoice = {
    label: t("hold.changeSetting"),
    take: done(() => {
      commands.showView({ type: "settings", page: "security" });
    }),
  };

  switch (reason.code) {
    case "key-changed":
    case "unlike-card":
      return [
        {
          label: t("safety.compare"),
          variant: "primary",
          take: done(() => {
            commands.showDialog({ type: "safety-number", contactId });
          }),
        },
        {
          label: t("hold.acceptKey"),
          take: async () => {
            if (offered === undefined) throw new StampError("not-allowed-now");
            await client.call("contacts.acceptKey", { contactId, fingerprint: offered });
          },
        },
      ];
    case "below-pin": {
      const { offered, pinned } = reason;
      const waiting: HoldChoice = { label: t("hold.waitFor", { level: pinned }), take: wait };
      if (offered === "1.0") return oldestHelps ? [waiting, sendOldest] : [waiting];
      return [
        waiting,
        {
          label: t("hold.allow", { level: offered, name }),
          take: () => client.call("contacts.allowProtocol", { contactId, level: offered }),
        },
      ];
    }
    case "below-minimum": {
      const waiting: HoldChoice = { label: t("hold.waitFor", { level: reason.minimum }), take: wait };
      if (reason.minimum === "2.2") return [waiting, toSettings];
      return oldestHelps ? [waiting, sendOldest] : [waiting];
    }
    case "capability-unknown":
      return [{ label: t("hold.waitOnline", { name }), take: wait }, sendOldest];
    case "blocked":
      return [
        { label: t("hold.keepBlocked"), take: wait },
        { label: t("hold.unblock", { name }), take: () => client.call("contacts.unblock", { contactId }) },
      ];
  }
}
