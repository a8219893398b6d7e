// The other accounts of this computer, a row each, and one to add another. Each opens in a window of its own.
import { useEffect, useState } from "react";
import type { ProfileView } from "../../../shared/profile";
import { errorSentence } from "../../i18n/error-text";
import { t } from "../../i18n/i18n";
import { useClient } from "../../store/context";
import { useAction } from "../../store/use-action";
import { Button } from "../../ui/Button";
import { SettingRow } from "../settings/SettingRow";
import { AddProfileDialog } from "./AddProfileDialog";

function useProfiles(): readonly ProfileView[] {
  const client = useClient();
  const [profiles, setProfiles] = useState<readonly ProfileView[]>([]);
  useEffect(() => {
    let gone = false;
    client.call("profiles.list", {}).then(
      (listed) => {
        if (!gone) setProfiles(listed.filter(({ current }) => !current));
      },
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, [client]);
  return profiles;
}

function ProfileRow({ profile: { name, address, running } }: { readonly profile: ProfileView }) {
  const client = useClient();
  const action = useAction();
  const title = address ?? t("profiles.noAccount");
  return (
    <SettingRow
      title={title}
      description={t(running ? "profiles.running" : "profiles.name", { name })}
      problem={action.problem === undefined ? undefined : errorSentence(action.problem)}
    >
      <Button
        size="small"
        icon="windows"
        aria-label={t("profiles.openNamed", { name })}
        onClick={() => void action.run(() => client.call("profiles.open", { name }))}
      >
        {t("profiles.open")}
      </Button>
    </SettingRow>
  );
}

export function ProfileRows() {
  const profiles = useProfiles();
  const [isAdding, setAdding] = useState(false);
  return (
    <>
      {profiles.map((profile) => (
        <ProfileRow key={profile.name} profile={profile} />
      ))}
      <SettingRow title={t("profiles.add")} description={t("profiles.addMeans")}>
        <Button
          size="small"
          onClick={() => {
            setAdding(true);
          }}
        >
          {t("profiles.addGo")}
        </Button>
      </SettingRow>
      {isAdding ? (
        <AddProfileDialog
          onClose={() => {
            setAdding(false);
          }}
        />
      ) : null}
    </>
  );
}
