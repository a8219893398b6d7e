import { afterEach, describe, expect, it } from "vitest";
import { cleanUp, eventually, startHarness } from "./testing/harness";
import { answerTo } from "./testing/sip-frame";

afterEach(cleanUp);

describe("a client", () => {
  it("tells by how much the server's clock is before ours, and again at a renewal only if that has changed", async () => {
    const { server, clock, client, states, entered } = await startHarness({ keepAlive: 1_000_000 });
    let ahead = 600_000;
    server.answer("REGISTER", (request) => {
      const contact = request.header("Contact");
      const date = `Date: ${new Date(clock.now() + ahead).toUTCString()}`;
      return answerTo(request, 200, [...(contact === undefined ? [] : [`Contact: ${contact}`]), date]);
    });
    client.start();
    const first = await entered("online");
    expect(first).toMatchObject({ clockOffset: 600_000 });
    for (const change of [5_000, -600_000]) {
      ahead += change;
      await eventually(() => clock.pending()).toContain(427_500);
      clock.advance(427_500);
    }
    // The header counts in seconds.
    expect(await entered("online")).toEqual({ ...first, clockOffset: 4_500 });
    expect(states.map(({ status }) => status)).toEqual(["connecting", "online", "online"]);
  });

  it.each(["yesterday", "", "Mon, 99 Foo 20x6"])("takes a date that is none for no word about the clock: %j", async (date) => {
    const { server, client, entered } = await startHarness();
    server.answer("REGISTER", (request) => answerTo(request, 200, [`Contact: ${request.header("Contact") ?? ""}`, `Date: ${date}`]));
    client.start();
    expect(await entered("online")).not.toHaveProperty("clockOffset");
  });
});
