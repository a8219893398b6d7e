// The line over the window after a repair: what was saved, what may be missing, where the damaged file is. Until it was
// read.
import type { RepairReport } from "../../../shared/app-state";
import { dateWithYear, moment } from "../../i18n/format";
import { t } from "../../i18n/i18n";
import { useApp, useClient } from "../../store/context";
import { AppLine } from "../frame/AppLine";

export function RepairLine() {
  const report = useApp((state) => state.repair);
  const client = useClient();
  if (report === undefined) return null;
  const dismiss = () => client.call("recovery.dismissReport", {});
  return (
    <AppLine icon="warning" lead={t("repairLine.lead")} action={{ label: t("repairLine.dismiss"), take: dismiss }}>
      {sentences(report).join(" ")}
    </AppLine>
  );
}

function sentences({ at, saved, fromBackup, backupAt, mayMiss, namelessContacts, keptIn }: RepairReport): readonly string[] {
  return [
    t("repairLine.saved", { count: saved }),
    ...(backupAt === undefined || fromBackup === 0 ? [] : [t("repairLine.fromBackup", { count: fromBackup, date: dateWithYear(backupAt) })]),
    missing(mayMiss, backupAt, at),
    ...(namelessContacts === 0 ? [] : [t("repairLine.nameless", { count: namelessContacts })]),
    t("repairLine.kept", { folder: keptIn }),
  ];
}

function missing(mayMiss: boolean, backupAt: number | undefined, at: number): string {
  if (!mayMiss) return t("repairLine.nothingMissing");
  return backupAt === undefined ? t("repairLine.missing") : t("repairLine.missingSince", { date: moment(backupAt, at) });
}
