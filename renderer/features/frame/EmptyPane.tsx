// The middle while no chat is open: the way to the first one.
import { t } from "../../i18n/i18n";
import { errorSentence } from "../../i18n/error-text";
import { useApp, useClient, useCommands } from "../../store/context";
import { useAction } from "../../store/use-action";
import { Button } from "../../ui/Button";
import { classes } from "../../ui/classes";
import { Logo } from "../../ui/Logo";
import sheet from "./EmptyPane.module.css";

const cx = classes(sheet);

export function EmptyPane() {
  const any = useApp((state) => Object.keys(state.conversations).length > 0);
  const tryHere = useApp((state) => state.account?.tryHere === true);
  const client = useClient();
  const commands = useCommands();
  const action = useAction();
  return (
    <main className={cx("pane")}>
      <div className={cx("middle")}>
        <Logo size={48} />
        <p className={cx("words")}>{t(any ? "empty.choose" : "empty.first")}</p>
        <div className={cx("buttons")}>
          <Button
            icon="compose"
            variant={any ? "plain" : "primary"}
            onClick={() => {
              commands.showDialog({ type: "new-message" });
            }}
          >
            {t("empty.write")}
          </Button>
          {tryHere ? (
            <Button icon="windows" onClick={() => void action.run(() => client.call("account.openSecondWindow", {}))}>
              {t("account.secondWindow")}
            </Button>
          ) : null}
        </div>
        {action.problem === undefined ? null : <p role="alert">{errorSentence(action.problem)}</p>}
      </div>
    </main>
  );
}
