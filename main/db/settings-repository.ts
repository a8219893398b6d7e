// Settings as JSON values by name; unknown and unreadable ones fall back to the default.
import { DEFAULT_SETTINGS, type Settings } from "../../shared/settings";
import type { Database } from "./open";

export function readSettings(db: Database): Settings {
  const rows = db.prepare<[], { key: string; value: string }>("SELECT key, value FROM settings").all();
  const stored = rows.map(({ key, value }) => [key, parsed(value)] as const).filter(([key, value]) => fits(key, value));
  return { ...DEFAULT_SETTINGS, ...Object.fromEntries(stored) };
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

function fits(key: string, value: unknown): boolean {
  return Object.hasOwn(DEFAULT_SETTINGS, key) && typeof value === typeof DEFAULT_SETTINGS[key as keyof Settings];
}

export function writeSettings(db: Database, changes: Partial<Settings>): void {
  const upsert = db.prepare(
    "INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
  );
  for (const [key, value] of Object.entries(changes)) upsert.run(key, JSON.stringify(value));
}
