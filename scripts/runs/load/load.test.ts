// The load run in small: what it counts must add up. Its times are for people to read, a busy machine has others.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { builtProgram, type BuiltProgram } from "../../testing/built-program";

let load: BuiltProgram;

beforeAll(async () => {
  load = await builtProgram("load");
});

afterAll(() => {
  load.remove();
});

interface Counts {
  readonly registration: { readonly answers: Readonly<Record<string, number>> };
  readonly messages: { readonly sent: number; readonly answers: Readonly<Record<string, number>>; readonly arrived: number };
  readonly server: { readonly idleMb: { readonly pss: number } };
  readonly lostConnections: number;
  readonly ok: boolean;
}

describe("npm run load", () => {
  it("registers every client, and gets an answer for every message, which arrived", { timeout: 60_000 }, async () => {
    const { code, stdout, stderr, left } = await load.run(["--clients", "50", "--rate", "100", "--seconds", "5", "--workers", "2"]);
    expect([code, stderr, left]).toEqual([0, "", []]);
    const report = JSON.parse(stdout) as Counts;
    const { sent, answers, arrived } = report.messages;
    expect(report).toMatchObject({ registration: { answers: { 200: 50 } }, lostConnections: 0, ok: true });
    expect(sent).toBeGreaterThan(0);
    // 202 where a device of this busy process was slow: the message is at the server then.
    const { 200: delivered = 0, 202: stored = 0, ...others } = answers;
    expect([delivered + stored, others]).toEqual([sent, {}]);
    expect(arrived).toBeGreaterThanOrEqual(delivered);
    expect(report.server.idleMb.pss).toBeGreaterThan(1);
  });

  it("says what it was given wrong", async () => {
    const { code, stdout, stderr } = await load.run(["--clients", "many"]);
    expect([code, stdout, stderr]).toEqual([2, "", "--clients takes a whole number\n"]);
  });
});
