// The index of an older file is made in small steps beside everything else, goes on after a stop, and tells how far it is.
import { describe, expect, it } from "vitest";
import type { Progress } from "../../shared/app-state";
import { StampError } from "../../shared/errors";
import type { ContactId } from "../../shared/ids";
import { createDomainEvents } from "../events/domain-events";
import type { Write } from "../events/unit-of-work";
import { insertContact, insertPeer } from "../db/testing/rows";
import { searchTexts } from "./search";
import { startSearchIndexing } from "./search-indexing";
import { openDesk, type Desk } from "./testing/desk";

/** With texts of which none is in the index, as in a file from before there was one. */
function oldDesk(texts: number): Desk {
  const desk = openDesk();
  const bob = desk.befriend();
  desk.store.transaction(() => {
    for (let n = 0; n < texts; n += 1) insertPeer(desk.store, bob, `Příliš starý text ${String(n)}`);
    desk.store.searchIndex.giveUp();
  });
  return desk;
}

function start(desk: Desk) {
  const events = createDomainEvents();
  const told: Progress[] = [];
  const stop = startSearchIndexing(desk.context, events, (progress) => told.push(progress));
  return { events, told, stop };
}

const found = (desk: Desk, text: string) => searchTexts(desk.context, { text, limit: 100 });

describe("the index of an older file", () => {
  it("is made step by step, the newest texts first, and tells how far it is", () => {
    const desk = oldDesk(150);
    const { told } = start(desk);
    expect(told).toEqual([{ task: "search-index", state: "started", fraction: 0 }]);
    expect(found(desk, "prilis")).toEqual({ hits: [], indexed: 0 });
    desk.clock.advance(desk.clock.untilNext ?? 0);
    const { hits, indexed } = found(desk, "stary");
    expect(hits).toHaveLength(60);
    expect(hits[0]?.excerpt).toBe("Příliš starý text 149");
    expect(indexed).toBeCloseTo(0.4);
    desk.clock.advance(1000);
    expect(desk.clock.waiting).toBe(0);
    expect(found(desk, "stary 3").hits).toHaveLength(11);
    expect(found(desk, "stary").indexed).toBeUndefined();
    expect(told.at(-1)).toEqual({ task: "search-index", state: "done", fraction: 1 });
    const fractions = told.map(({ fraction }) => fraction ?? 0);
    expect(fractions).toEqual([...new Set(fractions)].sort((a, b) => a - b));
  });

  it("goes on where it was stopped", () => {
    const desk = oldDesk(100);
    const { stop } = start(desk);
    desk.clock.advance(desk.clock.untilNext ?? 0);
    stop();
    expect(desk.clock.waiting).toBe(0);
    const before = desk.store.searchIndex.progress();
    expect(before.indexedFrom).toBeGreaterThan(0);
    const { told } = start(desk);
    expect(told[0]?.fraction).toBe(0.59);
    desk.clock.advance(1000);
    expect(found(desk, "stary").hits).toHaveLength(100);
  });

  it("takes a very long text by itself", () => {
    const desk = oldDesk(3);
    insertPeer(desk.store, 1 as ContactId, "x ".repeat(100_000));
    desk.store.transaction(() => { desk.store.searchIndex.giveUp(); });
    start(desk);
    desk.clock.advance(desk.clock.untilNext ?? 0);
    expect(found(desk, "stary").hits).toHaveLength(0);
    expect(found(desk, "x").hits).toHaveLength(1);
    desk.clock.advance(1000);
    expect(found(desk, "stary").hits).toHaveLength(3);
  });

  it("is tried again later when the disk is full", () => {
    const desk = oldDesk(100);
    let isFull = true;
    const write: Write = (work) => {
      if (isFull) throw new StampError("disk-full");
      return desk.context.write(work);
    };
    startSearchIndexing({ ...desk.context, write }, createDomainEvents());
    desk.clock.advance(1000);
    expect(desk.logged).toEqual([expect.objectContaining({ event: "search-index-step-failed" })]);
    isFull = false;
    desk.clock.advance(61_000);
    expect(found(desk, "stary").hits).toHaveLength(100);
  });

  it("is begun again when it was given up for a large conversation that went", () => {
    const desk = openDesk();
    const { events, told } = start(desk);
    expect(told).toEqual([]);
    const bob = desk.befriend();
    desk.store.transaction(() => { for (let n = 0; n < 1001; n += 1) insertPeer(desk.store, bob, "away"); });
    const { id } = insertPeer(desk.store, insertContact(desk.store, "eva@example.com"), "stays");
    desk.store.transaction(() => { desk.store.messages.removeAll(bob); });
    expect(found(desk, "stays").hits).toEqual([]);
    events.emit({ type: "conversation-touched", contactId: bob });
    desk.clock.advance(1000);
    expect(found(desk, "stays").hits).toMatchObject([{ messageId: id }]);
    expect(told.at(-1)?.state).toBe("done");
  });
});

describe("a text that was found", () => {
  it("is shown by the part round the first place, on one line, cut between words", () => {
    const desk = openDesk();
    const bob = desk.befriend();
    insertPeer(desk.store, bob, `${"begin ".repeat(50)}\n\nthe wanted   place ${"end ".repeat(100)}`);
    const [hit] = found(desk, "wanted").hits;
    expect(hit?.excerpt).toMatch(/^…(begin )+the wanted place (end )+end…$/u);
    expect(hit?.excerpt.length).toBeLessThan(165);
  });

  it("is cut between characters where there are no spaces", () => {
    const desk = openDesk();
    insertPeer(desk.store, desk.befriend(), `${"🚀".repeat(100)}x東京${"🚀".repeat(300)}`);
    const [hit] = found(desk, "東京").hits;
    expect(hit?.excerpt).not.toMatch(/\p{Cs}/u);
    expect(hit?.excerpt).toContain("東京");
  });
});
