// Spec 2.7, "Crashes", small enough for each commit; the long run is `npm run chaos`.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { builtProgram, type BuiltProgram } from "../../testing/built-program";

let chaos: BuiltProgram;

beforeAll(async () => {
  chaos = await builtProgram("chaos");
});

afterAll(() => chaos.remove());

describe("npm run chaos", () => {
  it.each([
    ["embedded", 3],
    ["kamailio", 4],
  ] as const)(
    "loses nothing and shows nothing twice in 15 crashes of two apps and the server (%s)",
    async (server, seed) => {
      const args = ["--cycles", "15", "--messages", "90", "--seed", String(seed), "--server", server];
      const { code, stdout, stderr, left } = await chaos.run(args);
      expect(stdout.trim().split("\n"), stderr).toHaveLength(1);
      const report = JSON.parse(stdout) as Record<string, unknown>;
      expect(report).toMatchObject({ cycles: 15, sent: 180, shown: 180, lost: 0, duplicated: 0, outOfOrder: 0, queueLeft: 0, integrity: "ok" });
      expect(report["kills"]).toBeGreaterThanOrEqual(15);
      expect({ code, left }).toEqual({ code: 0, left: [] });
    },
    180_000,
  );

  it("leaves nothing after Ctrl+C, and says with which seed to go on", async () => {
    const { code, stderr, left } = await chaos.interrupt(["--cycles", "20", "--messages", "20"], "1 of 20 cycles", "SIGINT");
    expect(stderr).toMatch(/^seed \d+$/m);
    expect({ code, left }).toEqual({ code: 130, left: [] });
  }, 60_000);

  it.each([
    [["--server", "other"], "--server takes embedded or kamailio"],
    [["--cycles", "many"], "--cycles takes a whole number"],
  ])("answers %j with a sentence", async (args, sentence) => {
    const { code, stderr } = await chaos.run(args);
    expect({ code, said: stderr.trim() }).toEqual({ code: 2, said: sentence });
  });
});
