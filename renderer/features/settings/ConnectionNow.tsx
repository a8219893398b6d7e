// The connection as it is: since when, what is wrong, when the next try comes, and a try at once.
import type { Connection } from "../../../shared/connection";
import { connectionSentence, errorSentence } from "../../i18n/error-text";
import { countdownWords, moment } from "../../i18n/format";
import { t, type TextKey } from "../../i18n/i18n";
import { useApp, useClient } from "../../store/context";
import { useAction } from "../../store/use-action";
import { Button } from "../../ui/Button";
import { useCountdown } from "../../ui/use-countdown";
import { useDayStart } from "../../ui/use-now";
import { SettingProblem } from "./SettingProblem";
import { SettingGroup, SettingRow } from "./SettingRow";

const NOW: Readonly<Record<Connection["status"], TextKey>> = {
  online: "diagnostics.now.online",
  connecting: "diagnostics.now.connecting",
  offline: "diagnostics.now.offline",
  "sign-in-refused": "diagnostics.now.sign-in-refused",
  replaced: "diagnostics.now.replaced",
  stopped: "diagnostics.now.stopped",
};

/** Signing in again needs a word of the user's, in the line over the window; more tries are no use then. */
const TRIES: readonly Connection["status"][] = ["online", "connecting", "offline"];

function useNextTry(connection: Connection): string | undefined {
  const at = connection.status === "offline" ? connection.retryAt : undefined;
  const seconds = useCountdown(at ?? 0);
  if (at === undefined) return undefined;
  return seconds > 0 ? t("connection.nextTry", { wait: countdownWords(seconds) }) : t("connection.trying");
}

export function ConnectionNow() {
  const { current, downSince } = useApp((state) => state.connection);
  const client = useClient();
  const action = useAction();
  const today = useDayStart();
  const next = useNextTry(current);
  const since = current.status === "stopped" ? 0 : current.status === "offline" ? (downSince ?? current.since) : current.since;
  const problem = current.status === "offline" ? current.problem : undefined;
  const words = problem === undefined ? [] : [connectionSentence(problem), ...(next === undefined ? [] : [next])];
  return (
    <>
      <SettingGroup title={t("diagnostics.connection")}>
        <SettingRow
          title={t(NOW[current.status], { time: moment(since, today) })}
          {...(words.length === 0 ? {} : { description: words.join(" ") })}
          {...(problem === undefined ? {} : { raw: problem })}
        >
          {TRIES.includes(current.status) ? (
            <Button size="small" disabled={action.busy} onClick={() => void action.run(() => client.call("connection.tryNow", {}))}>
              {t("connection.tryNow")}
            </Button>
          ) : null}
        </SettingRow>
      </SettingGroup>
      {action.problem === undefined ? null : <SettingProblem>{errorSentence(action.problem)}</SettingProblem>}
    </>
  );
}
