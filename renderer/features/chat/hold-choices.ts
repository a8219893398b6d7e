// The two choices of a held message, by its reason. The first never changes anything but the card.
import type { HoldReason } from "../../../shared/capability";
import { StampError } from "../../../shared/errors";
import type { ContactId, MessageId } from "../../../shared/ids";
import { t } from "../../i18n/i18n";
import { useApp, useServices } from "../../store/context";
import { selectContact } from "../../store/selectors";

export interface HoldChoice {
  readonly label: string;
  readonly primary?: boolean;
  readonly take: () => Promise<unknown>;
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
  const offeredKey = useApp((state) => {
    const trust = selectContact(state, contactId)?.trust;
    return trust?.status === "changed" ? trust.offered.fingerprint : undefined;
  });
  const wait = done(() => {
    commands.postpone(messageId);
  });
  const toSettings: HoldChoice = {
    label: t("hold.changeSetting"),
    take: done(() => {
      commands.showView({ type: "settings", page: "security" });
    }),
  };

  switch (reason.code) {
    case "key-changed":
      return [
        {
          label: t("safety.compare"),
          primary: true,
          take: done(() => {
            commands.showDialog({ type: "safety-number", contactId });
          }),
        },
        {
          label: t("hold.acceptKey"),
          take: async () => {
            if (offeredKey === undefined) throw new StampError("not-allowed-now");
            await client.call("contacts.acceptKey", { contactId, fingerprint: offeredKey });
          },
        },
      ];
    case "below-pin": {
      const { offered, pinned } = reason;
      const waiting: HoldChoice = { label: t("hold.waitFor", { level: pinned }), take: wait };
      // Down to 1.0 there is no way for a contact that has proved more.
      if (offered === "1.0") return [waiting];
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
      // Below 2.0 no setting helps.
      return reason.minimum === "2.2" ? [waiting, toSettings] : [waiting];
    }
    case "capability-unknown":
      return [{ label: t("hold.waitOnline", { name }), take: wait }];
    case "blocked":
      return [
        { label: t("hold.keepBlocked"), take: wait },
        { label: t("hold.unblock", { name }), take: () => client.call("contacts.unblock", { contactId }) },
      ];
  }
}
