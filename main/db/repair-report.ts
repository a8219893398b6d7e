// What the last repair did (spec 2.5), in the repaired file until the user has read it.
import type { RepairReport } from "../../shared/app-state";
import type { Database } from "./open";

/** Beside the settings, which pass over names that are none of theirs. */
const KEY = "repair-report";

export function writeRepairReport(db: Database, report: RepairReport): void {
  db.prepare("INSERT OR REPLACE INTO settings (key, value) VALUES (?, ?)").run(KEY, JSON.stringify(report));
}

export function readRepairReport(db: Database): RepairReport | undefined {
  const json = db.prepare<[string], string>("SELECT value FROM settings WHERE key = ?").pluck().get(KEY);
  // Written by us only, into an authenticated file.
  return json === undefined ? undefined : (JSON.parse(json) as RepairReport);
}

export function removeRepairReport(db: Database): void {
  db.prepare("DELETE FROM settings WHERE key = ?").run(KEY);
}
