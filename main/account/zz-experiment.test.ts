import { readFileSync, writeFileSync, copyFileSync, existsSync, statSync } from "node:fs";
import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { openDatabase } from "../db/open";
import { openAccountFile, databaseFile } from "./account-folder";
import { access, history, flipBit, repair, openedTexts } from "./testing/history";

const sum = (f: string) => existsSync(f) ? createHash("sha1").update(readFileSync(f)).digest("hex").slice(0, 8) + ":" + statSync(f).size : "gone";

test("damaged page, log beside", () => {
  for (const off of [100, 4096 * 3 + 200, 4096 * 20 + 100]) {
    const h = history({ crashed: true });
    flipBit(h.file, off);
    console.log(off, "before", sum(h.file), sum(h.file + "-wal"));
    try { openAccountFile(h.folder, access).close(); console.log("opened"); } catch (e) { console.log("err", (e as Error & {code:string}).code); }
    console.log(off, "after ", sum(h.file), sum(h.file + "-wal"));
  }
});
test("other file's log", () => {
  const a = history({ crashed: true, backup: false }); const b = history({ before: 200, after: 50, crashed: true, backup: false });
  copyFileSync(b.file + "-wal", a.file + "-wal");
  console.log("before", sum(a.file), sum(a.file + "-wal"));
  try { openAccountFile(a.folder, access).close(); console.log("opened"); } catch (e) { console.log("err", (e as Error & {code:string}).code); }
  console.log("after ", sum(a.file), sum(a.file + "-wal"));
  try { const r = repair(a); console.log(JSON.stringify(r)); console.log(openedTexts(a).texts.length, a.texts.length); } catch (e) { console.log("repair err", e); }
  const st = statSync(a.file); console.log("mode", (st.mode & 0o777).toString(8));
  expect(1).toBe(1);
});
