// Messages that came in an older protocol than the contact has proved (spec 1.9): not shown until the user looks. The
// card stands at the end of the chat and speaks for all of them; "not now" folds it until one more comes.
import type { ContactId } from "../../../shared/ids";
import { errorSentence } from "../../i18n/error-text";
import { t } from "../../i18n/i18n";
import { useApp, useServices } from "../../store/context";
import { useAction } from "../../store/use-action";
import { classes } from "../../ui/classes";
import { useNames } from "../contact/use-names";
import { DecisionCard, FoldedDecision } from "./DecisionCard";
import sheet from "./OlderCard.module.css";

const cx = classes(sheet);

export function OlderCard({ contactId }: { readonly contactId: ContactId }) {
  const count = useApp((state) => state.conversations[contactId]?.olderWaiting ?? 0);
  const folded = useApp((state) => count <= (state.ui.olderPutOff[contactId] ?? 0));
  const names = useNames(contactId);
  const { client, commands } = useServices();
  const action = useAction();

  return (
    // Always there, so that a screen reader hears what comes into it.
    <div className={cx("place")} aria-live="polite">
      {count === 0 ? null : folded ? (
        <FoldedDecision
          text={t("older.waiting", { count })}
          onDecide={() => {
            commands.putOffOlder(contactId, 0);
          }}
        />
      ) : (
        <DecisionCard
          label={t("older.label")}
          lead={t("older.waiting", { count })}
          rest={[t("older.means", { name: names.short, count })]}
          choices={[
            { label: t("older.show"), take: () => client.call("conversations.showOlder", { contactId }) },
            {
              label: t("action.notNow"),
              take: () => {
                commands.putOffOlder(contactId, count);
                return Promise.resolve();
              },
            },
            {
              label: t("message.delete"),
              variant: "ghostDanger",
              take: () => {
                commands.showDialog({ type: "delete-older", contactId, count });
                return Promise.resolve();
              },
            },
          ]}
          action={action}
        />
      )}
      {action.problem === undefined ? null : (
        <p className={cx("problem")} role="alert">
          {errorSentence(action.problem)}
        </p>
      )}
    </div>
  );
}
