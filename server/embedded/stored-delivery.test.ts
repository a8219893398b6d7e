import { afterEach, describe, expect, it, vi } from "vitest";
import { startTestServer, type TestServer } from "../testing/embedded-server";
import { status } from "../testing/sip-text";

let server: TestServer;

afterEach(() => server.stop());

const start = async (): Promise<void> => {
  server = await startTestServer({ limits: { deviceDeadlineMs: 100, handOverPauseMs: 50 } });
};
const stored = (count: number) => vi.waitFor(() => expect(server.current.storedMessages("bob")).toBe(count), { timeout: 10_000 });

describe("a device that does not take a stored message now", () => {
  it.each([undefined, 503])("is asked again after a pause, without registering anew (answer: %s)", async (first) => {
    await start();
    const sender = await server.signIn("alice");
    for (const body of ["one", "two"]) await sender.message("bob", body);
    let asked = 0;
    const device = await server.signIn("bob", { answer: () => ((asked += 1) === 1 ? first : 200) });
    for (const body of ["one", "one", "two"]) expect((await device.next("MESSAGE")).body).toBe(body);
    await stored(0);
    expect(device.waiting("MESSAGE")).toEqual([]);
  });

  it("is asked again for a live one that it did not answer", async () => {
    await start();
    const sender = await server.signIn("alice");
    let asked = 0;
    const device = await server.signIn("bob", { answer: () => ((asked += 1) === 1 ? undefined : 200) });
    expect(status(await sender.message("bob", "live"))).toBe(202);
    for (const body of ["live", "live"]) expect((await device.next("MESSAGE")).body).toBe(body);
    await stored(0);
  });
});
