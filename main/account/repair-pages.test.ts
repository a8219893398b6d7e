import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PAGE_SIZE } from "../crypto/sqlcipher-page";
import { openReader } from "../db/open";
import { access, flipBit, history, openedTexts, repair, type History } from "./testing/history";

interface PageFacts {
  readonly pageno: number;
  /** Table or index. */
  readonly name: string;
  readonly pagetype: string;
  readonly cells: number;
}

function pagesOf(file: string): readonly PageFacts[] {
  const db = openReader({ file, ...access });
  try {
    return db.prepare<[], PageFacts>("SELECT pageno, name, pagetype, ncell AS cells FROM dbstat ORDER BY pageno").all();
  } finally {
    db.close();
  }
}

/** A page that belongs to no text costs none; a leaf costs its rows, an overflow page one, and the root of a tree the tree. */
function lostAtMost({ name, pagetype, cells }: PageFacts, all: number): number {
  if (name === "sqlite_schema") return all;
  if (name !== "messages") return 0;
  return pagetype === "leaf" ? cells : pagetype === "overflow" ? 1 : all;
}

describe("a history with one damaged page, whichever it is", () => {
  it.each([
    ["with a backup", true],
    ["without one", false],
  ])("%s is repaired with no text twice and none lost that stood elsewhere", (_what, backup) => {
    const original = history({ before: 200, after: 100, backup });
    const pages = pagesOf(original.file);
    let repaired = 0;
    fc.assert(
      fc.property(fc.integer({ min: 0, max: pages.length - 1 }), fc.integer({ min: 0, max: PAGE_SIZE - 1 }), (index, offset) => {
        const page = pages[index]!;
        const copy: History = { ...original, folder: `${original.folder}-copy`, file: join(`${original.folder}-copy`, "stamp.db") };
        cpSync(original.folder, copy.folder, { recursive: true });
        try {
          flipBit(copy.file, (page.pageno - 1) * PAGE_SIZE + offset);
          if (!backup && (page.name === "account" || page.name === "sqlite_schema")) {
            expect(() => repair(copy)).toThrow(expect.objectContaining({ code: "repair-impossible" }));
            return;
          }
          const report = repair(copy);
          repaired += 1;
          const found = openedTexts(copy);
          expect(found).toMatchObject({ doubled: 0, integrity: "ok", references: [], account: "alice@example.com" });
          // Rows of texts that wait are made anew when the session starts (recovery.ts).
          if (page.name !== "message_queue") expect(found.rowsMissing).toBe(0);
          const lost = original.texts.filter((text) => !found.texts.includes(text));
          expect(lost.length).toBeLessThanOrEqual(lostAtMost(page, backup ? 100 : 300));
          expect(lost.filter((text) => original.texts.indexOf(text) < original.inBackup)).toEqual([]);
          if (lost.length > 0) expect(report.mayMiss).toBe(true);
        } finally {
          rmSync(copy.folder, { recursive: true });
        }
      }),
      { seed: 20_261_127, numRuns: 12 },
    );
    expect(repaired).toBeGreaterThan(8);
  }, 120_000);
});
