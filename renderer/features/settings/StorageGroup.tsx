// How much of the disk the account takes, part by part.
import { useEffect, useState } from "react";
import type { StorageSizes } from "../../../shared/diagnostics";
import { byteSize } from "../../i18n/format";
import { t, type TextKey } from "../../i18n/i18n";
import { useClient } from "../../store/context";
import { SettingGroup, SettingRow } from "./SettingRow";
import { SettingValue } from "./SettingValue";

const PARTS: readonly { readonly name: keyof StorageSizes; readonly title: TextKey; readonly means: TextKey }[] = [
  { name: "history", title: "storage.history", means: "storage.historyMeans" },
  { name: "backups", title: "storage.backups", means: "storage.backupsMeans" },
  { name: "damaged", title: "storage.damaged", means: "storage.damagedMeans" },
  { name: "log", title: "storage.log", means: "storage.logMeans" },
];

export function StorageGroup() {
  const client = useClient();
  const [sizes, setSizes] = useState<StorageSizes | "unknown" | undefined>(undefined);
  useEffect(() => {
    let wanted = true;
    client.call("diagnostics.storage", {}).then(
      (answer) => {
        if (wanted) setSizes(answer);
      },
      () => {
        if (wanted) setSizes("unknown");
      },
    );
    return () => {
      wanted = false;
    };
  }, [client]);
  if (sizes === "unknown") {
    return (
      <SettingGroup title={t("storage.group")}>
        <SettingRow title={t("storage.unknown")} />
      </SettingGroup>
    );
  }
  return (
    <SettingGroup title={t("storage.group")}>
      {PARTS.filter(({ name }) => name !== "damaged" || (sizes?.damaged ?? 0) > 0).map(({ name, title, means }) => (
        <SettingRow key={name} title={t(title)} description={t(means)}>
          <SettingValue>{sizes === undefined ? "" : byteSize(sizes[name])}</SettingValue>
        </SettingRow>
      ))}
    </SettingGroup>
  );
}
