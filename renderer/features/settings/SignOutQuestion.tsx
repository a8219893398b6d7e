// Before signing out of this computer's session.
import { t } from "../../i18n/i18n";
import { useClient } from "../../store/context";
import { Question } from "../frame/Question";

export function SignOutQuestion() {
  const client = useClient();
  return (
    <Question
      title={t("account.signOutTitle")}
      text={t("account.signOutMeans")}
      keep={t("action.cancel")}
      go={t("account.signOutConfirm")}
      onGo={() => client.call("account.signOut", {})}
    />
  );
}
