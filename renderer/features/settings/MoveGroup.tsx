// The account file: everything of the account for another computer.
import type { OwnAccount } from "../../../shared/app-state";
import { errorSentence } from "../../i18n/error-text";
import { t } from "../../i18n/i18n";
import { useCommands } from "../../store/context";
import { Button } from "../../ui/Button";
import { SettingGroup, SettingRow } from "./SettingRow";

export function MoveGroup({ account }: { readonly account: OwnAccount }) {
  const commands = useCommands();
  return (
    <SettingGroup title={t("move.group")}>
      {account.tryHere ? (
        <SettingRow title={t("move.title")} description={errorSentence("account-file-try-here")} />
      ) : (
        <SettingRow title={t("move.title")} description={t("move.means")}>
          <Button
            size="small"
            onClick={() => {
              commands.showDialog({ type: "export-account" });
            }}
          >
            {t("move.open")}
          </Button>
        </SettingRow>
      )}
    </SettingGroup>
  );
}
