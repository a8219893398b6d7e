import { it } from "vitest";
import { existsSync, copyFileSync } from "node:fs";
import { fillHistory } from "../../scripts/runs/history/fill";
import { TEST_KEY } from "./testing/temp-database";
import { closeDatabase, openDatabase } from "./open";
import { createStore } from "./store";
const ms = (name: string, f: () => unknown) => { const t = performance.now(); const r = f(); console.log(name, (performance.now() - t).toFixed(1), r === undefined ? "" : JSON.stringify(r)?.slice(0, 120)); };
it("measure", () => {
  const file = "/tmp/rev/big.db";
  const o = { file, key: TEST_KEY, nativeBinding: process.env["STAMP_SQLITE_BINDING"] };
  let db = openDatabase(o);
  if (db.prepare("select count(*) from messages").pluck().get() === 0) {
  db.pragma("synchronous = OFF");
  ms("fill", () => fillHistory(createStore(db), "petra@history.stamp" as never, { messages: 100000, conversations: 300, each: 50, unread: 500, seed: 1, now: Date.now() } as never));
  closeDatabase(db);
  copyFileSync(file, "/tmp/rev/big-orig.db");
  } else { closeDatabase(db); copyFileSync("/tmp/rev/big-orig.db", file); }
  db = openDatabase(o);
  const store = createStore(db);
  const big = db.prepare<[], number>("select contact_id from messages group by contact_id order by count(*) desc").pluck().get() as never;
  const ids = store.expiry.expired(big, Date.now(), 5000);
  let at = 0;
  const del = (n: number, what: string) => ms(`delete ${n} ${what}`, () => store.transaction(() => { for (const id of ids.slice(at, at += n)) store.messages.remove(id); }));
  del(1, "first"); del(1, "2nd"); del(10, "");
  db.pragma("cache_size = -64000");
  del(1, "cache"); del(10, "cache"); del(10, "cache");
  console.log(db.prepare("select level, segment, loc1, loc2 from (select 1 level,1 segment,1 loc1,1 loc2)").all().length, db.prepare("select count(distinct id>>37), count(*), sum(length(block)) from search_pieces_data").all(), db.prepare("select count(distinct id>>37), count(*), sum(length(block)) from search_starts_data").all());
  ms("optimize", () => { db.exec("INSERT INTO search_pieces (search_pieces) VALUES ('optimize'); INSERT INTO search_starts (search_starts) VALUES ('optimize')"); });
  console.log(db.prepare("select count(distinct id>>37), count(*), sum(length(block)) from search_pieces_data").all());
  del(1, "optimized"); del(10, "optimized"); del(10, "optimized");
  db.pragma("cache_size = -2000");
  del(1, "optimized"); del(10, "optimized small cache"); del(10, "optimized");
  ms("quick", () => db.pragma("quick_check(1)"));
  db.exec("INSERT INTO search_pieces (search_pieces, rank) VALUES ('secure-delete', 0); INSERT INTO search_starts (search_starts, rank) VALUES ('secure-delete', 0);");
  del(10, "insecure"); del(200, "insecure"); del(1000, "insecure");
  closeDatabase(db);
}, 300_000);
