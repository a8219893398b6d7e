import { describe, expect, it } from "vitest";
import { at, writer } from "../../testing/people";
import { toRows } from "./rows";

const SENT = { status: "sent" } as const;

function groups(messages: Parameters<typeof toRows>[0]): string[] {
  return toRows(messages).map((row) => `${row.first ? "(" : " "}${row.kind}${row.last ? ")" : " "}`);
}

describe("grouping", () => {
  it("joins texts of one sender that follow within five minutes", () => {
    const w = writer(1, 1);
    expect(groups([w.own(at("09:00"), "a", SENT), w.own(at("09:04"), "b", SENT), w.own(at("09:08:59"), "c", SENT)])).toEqual([
      "(own ",
      " own ",
      " own)",
    ]);
  });

  it("parts them after five minutes, another sender, a note or midnight", () => {
    const w = writer(1, 1);
    const messages = [
      w.own(at("23:50", 1), "a", SENT),
      w.own(at("23:55", 1), "five minutes later", SENT),
      w.own(at("23:59", 1), "before midnight", SENT),
      w.own(at("00:01"), "after midnight", SENT),
      w.peer(at("00:02"), "another sender"),
      w.note(at("00:02:30"), { type: "key-changed" }),
      w.peer(at("00:03"), "after the note"),
    ];
    expect(groups(messages)).toEqual(["(own)", "(own ", " own)", "(own)", "(peer)", "(note)", "(peer)"]);
  });

  it("gives every day to its first message", () => {
    const w = writer(1, 1);
    const rows = toRows([w.peer(at("10:00", 2), "a"), w.peer(at("11:00", 2), "b"), w.peer(at("10:00"), "c")]);
    expect(rows.map((row) => row.day !== undefined)).toEqual([true, false, true]);
  });

  it("draws the first one here only once it is known what came before it", () => {
    const w = writer(1, 1);
    const messages = [w.peer(at("10:00"), "a"), w.peer(at("10:01"), "b"), w.peer(at("10:10"), "c")];
    expect(toRows(messages, true)).toEqual(toRows(messages).slice(1));
    const older = [w.peer(at("09:59"), "z"), ...messages];
    expect(toRows(older, true)).toEqual(toRows(older).slice(1));
    // Those that were drawn look as before.
    expect(toRows(older, true).slice(1)).toEqual(toRows(messages, true));
  });

  it("draws the only one here, of which it is not known that it begins a day", () => {
    const w = writer(1, 1);
    const [row] = toRows([w.peer(at("10:00"), "a")], true);
    expect(row?.first).toBe(true);
    expect(row?.day).toBeUndefined();
  });

  it("follows the arrival, not the sender's clock", () => {
    const w = writer(1, 1);
    const late = { ...w.peer(at("10:00"), "written last week"), sentAt: at("10:00", 7) };
    const rows = toRows([late, w.peer(at("10:01"), "now")]);
    expect(rows.map((row) => row.first)).toEqual([true, false]);
  });

  it("are the same objects after older messages came in, but for those that look another way now", () => {
    const w = writer(1, 1);
    const messages = [w.peer(at("10:00"), "a"), w.peer(at("10:01"), "b"), w.peer(at("10:10"), "c")];
    const [first, second, third] = toRows(messages);
    const after = toRows([w.peer(at("09:59"), "z"), ...messages]);
    expect(after[1]).not.toBe(first);
    expect(after[1]).toMatchObject({ id: messages[0]?.id, first: false });
    expect(after[2]).toBe(second);
    expect(after[3]).toBe(third);
  });
});
