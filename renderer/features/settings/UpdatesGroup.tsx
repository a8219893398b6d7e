// Newer versions: whether this app looks for them, what came of it, and what looking tells the one who is asked.
import type { NoUpdates, UpdateState } from "../../../shared/updates";
import { unreachable } from "../../../shared/assert";
import { errorSentence } from "../../i18n/error-text";
import { moment, percent } from "../../i18n/format";
import { t, type TextKey } from "../../i18n/i18n";
import { useClient } from "../../store/context";
import { useAction } from "../../store/use-action";
import { Button } from "../../ui/Button";
import { Switch } from "../../ui/Choices";
import { useDayStart } from "../../ui/use-now";
import { SettingGroup, SettingRow } from "./SettingRow";
import { useUpdates } from "./use-updates";

type Active = Extract<UpdateState, { readonly status: "on" }>;

const OFF: Readonly<Record<NoUpdates, { readonly title: TextKey; readonly means: TextKey }>> = {
  "not-configured": { title: "updates.none", means: "updates.noneMeans" },
  evaluation: { title: "updates.none", means: "updates.noneEvaluation" },
  "not-this-installation": { title: "updates.elsewhere", means: "updates.elsewhereMeans" },
};

export function UpdatesGroup() {
  const state = useUpdates();
  if (state === undefined) return null;
  return (
    <SettingGroup title={t("updates.title")}>
      {state.status === "off" ? (
        <SettingRow title={t(OFF[state.reason].title)} description={t(OFF[state.reason].means)} />
      ) : (
        <>
          <StateRow state={state} />
          <DailyRow state={state} />
        </>
      )}
    </SettingGroup>
  );
}

function StateRow({ state }: { readonly state: Active }) {
  const client = useClient();
  const action = useAction();
  const { now, lookedAt } = state;
  const at = useDayStart();
  const problem = action.problem ?? (now.step === "failed" ? now.problem : undefined);
  const busy = now.step === "looking" || now.step === "loading" || now.step === "installing";
  return (
    <SettingRow
      title={<span role="status">{stateWords(state)}</span>}
      {...(lookedAt === undefined ? {} : { description: t("updates.lookedAt", { moment: moment(lookedAt, at) }) })}
      problem={problem === undefined ? undefined : errorSentence(problem)}
    >
      {now.step === "ready" ? (
        <Button size="small" disabled={action.busy} onClick={() => void action.run(() => client.call("updates.restart", {}))}>
          {t("updates.restart")}
        </Button>
      ) : (
        <Button size="small" disabled={busy || action.busy} onClick={() => void action.run(() => client.call("updates.look", {}))}>
          {t("updates.look")}
        </Button>
      )}
    </SettingRow>
  );
}

function stateWords({ now, lookedAt }: Active): string {
  switch (now.step) {
    case "idle":
      return t(lookedAt === undefined ? "updates.notLooked" : "updates.newest");
    case "looking":
      return t("updates.looking");
    case "loading":
      return now.fraction === undefined ? t("updates.loading", { version: now.version }) : t("updates.loadingPart", { version: now.version, part: percent(now.fraction) });
    case "ready":
      return t("updates.ready", { version: now.version });
    case "installing":
      return t("updates.installing", { version: now.version });
    case "failed":
      return t("updates.failed");
    default:
      return unreachable(now);
  }
}

function DailyRow({ state: { host, daily } }: { readonly state: Active }) {
  const client = useClient();
  const action = useAction();
  return (
    <SettingRow title={t("updates.daily")} description={t("updates.dailyMeans", { host })} problem={action.problem === undefined ? undefined : errorSentence(action.problem)}>
      <Switch label={t("updates.daily")} checked={daily} onChange={(on) => void action.run(() => client.call("updates.setDaily", { on }))} />
    </SettingRow>
  );
}
