import { describe, expect, it } from "vitest";
import { DEFAULT_SETTINGS } from "../../shared/settings";
import { readSettings, writeSettings } from "./settings-repository";
import { tempStore } from "./testing/temp-database";

describe("settings", () => {
  it("are the defaults until changed", () => {
    const { db } = tempStore();
    expect(readSettings(db)).toEqual(DEFAULT_SETTINGS);
    writeSettings(db, { theme: "dark", readReceipts: false });
    writeSettings(db, { theme: "light" });
    expect(readSettings(db)).toEqual({ ...DEFAULT_SETTINGS, theme: "light", readReceipts: false });
  });

  it("fall back to the default where a value is unknown, unreadable or of another kind", () => {
    const { db } = tempStore();
    const put = db.prepare("INSERT INTO settings (key, value) VALUES (?, ?)");
    put.run("fontSize", "12");
    put.run("toString", '"x"');
    put.run("theme", "{broken");
    put.run("readReceipts", '"yes"');
    expect(readSettings(db)).toEqual(DEFAULT_SETTINGS);
  });
});
