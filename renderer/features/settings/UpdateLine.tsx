// The line over the window when a newer version is here: the user says when, or that it has time.
import { useState } from "react";
import { t } from "../../i18n/i18n";
import { useClient } from "../../store/context";
import { AppLine } from "../frame/AppLine";
import { useUpdates } from "./use-updates";

export function UpdateLine() {
  const client = useClient();
  const state = useUpdates();
  const [putOff, setPutOff] = useState<string>();
  if (state?.status !== "on" || state.now.step !== "ready" || state.now.version === putOff) return null;
  const { version } = state.now;
  return (
    <AppLine
      icon="info"
      calm
      lead={t("updates.readyLead", { version })}
      action={{ label: t("updates.restart"), take: () => client.call("updates.restart", {}) }}
      later={{
        label: t("updates.later"),
        take: () => {
          setPutOff(version);
        },
      }}
    >
      {t("updates.readyMeans")}
    </AppLine>
  );
}
