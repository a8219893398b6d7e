// A text from the Enter key of one person to the screen of another, two real apps on this computer with a server between:
// until the bubble is on the sender's screen, until the MESSAGE request comes to the server, and until the text is on the
// screen of the other. All with the built-in server, and again with Kamailio. Whether a text is on screen is told by
// Chromium (lib/painted.ts), so drawing is in it.
import { expect, test } from "@playwright/test";
import { freePort, removeFolder } from "../e2e/fixtures/paths";
import type { ServerKind } from "../e2e/fixtures/sip-server";
import { startStamp, type StampApp } from "../e2e/fixtures/stamp-app";
import { startServer } from "../e2e/fixtures/start-server";
import { chat } from "../e2e/pages/chat";
import { expectOnline } from "../e2e/pages/main-window";
import { percentile } from "../scripts/runs/percentile";
import { measure } from "./lib/benchmark";
import { historyCopy, SIZES, type HistoryCopy } from "./lib/histories";
import { paintAfter, recordPaints } from "./lib/painted";
import { figure, type Figure } from "./lib/row";
import { startRelay, type SipRelay } from "./lib/sip-relay";

/** Of the figures; growth goes further. */
const MESSAGES = 1000;
const USERS = ["anna", "boris"] as const;
const WARM_UP = 5;

/** Milliseconds from the key, one entry for each text. */
interface Ways {
  readonly bubble: readonly number[];
  readonly wire: readonly number[];
  readonly peer: readonly number[];
}

test("e2e", async () => {
  await measure({
    name: "e2e",
    async figures({ quick }) {
      const texts = quick ? 30 : 200;
      const builtIn = await waysOf("embedded", MESSAGES, texts);
      const kamailio = await waysOf("kamailio", MESSAGES, texts);
      return [...rowsOf(builtIn, ""), ...rowsOf(kamailio, "-kamailio")];
    },
    async growth() {
      const points: (Ways & { readonly data: number })[] = [];
      for (const data of SIZES) points.push({ data, ...(await waysOf("embedded", data, 40)) });
      return (["bubble", "wire", "peer"] as const).map((way) => ({
        name: `e2e-${way}`,
        of: "messages in the chat, both sides",
        cost: "operation",
        unit: "ms",
        points: points.map((ways) => ({ data: ways.data, value: percentile(ways[way], 50) })),
      }));
    },
  });
});

function rowsOf(ways: Ways, suffix: string): readonly Figure[] {
  const row = (way: keyof Ways, limit: number): Figure => {
    const [p50, p99] = [percentile(ways[way], 50), percentile(ways[way], 99)];
    return figure({ name: `e2e-${way}${suffix}`, metric: "p99 ms", value: p99, limit, target: 1, against: "clock", p50, p99 });
  };
  return [row("bubble", 50), row("wire", 100), row("peer", 300)];
}

async function waysOf(kind: ServerKind, messages: number, texts: number): Promise<Ways> {
  const accounts = USERS.map((user) => ({ user, password: `${user} opens sesame` }));
  const server = await startServer(kind, { port: await freePort(), accounts });
  const ending: (() => void | Promise<void>)[] = [() => server.stop()];
  try {
    const people = [];
    for (const [index, { user, password }] of accounts.entries()) {
      const history = await historyCopy(messages, { address: `${user}@stamp.test`, password, friend: `${String(USERS[1 - index])}@stamp.test` });
      ending.unshift(() => { removeFolder(history.folder); });
      const relay = await startRelay(history.port, server.url);
      ending.unshift(() => relay.stop());
      const app = await openChat(history);
      ending.unshift(() => app.close());
      people.push({ relay, app });
    }
    const [anna, boris] = people;
    if (anna === undefined || boris === undefined) throw new Error("two people are needed");
    // Both know each other's keys after a text each way.
    await meet(anna.app, "Hello Boris");
    await meet(boris.app, "Hello Anna");
    return await write(anna, boris.app, texts);
  } finally {
    for (const end of ending) await end();
  }
}

/** With the long chat open. */
async function openChat({ folder, profile, opens }: HistoryCopy): Promise<StampApp> {
  const app = await startStamp({ userData: folder, profile, switches: [opens] });
  await expectOnline(app.page);
  await app.page.evaluate(recordPaints);
  await app.page.getByRole("option").first().click();
  await expect(chat(app.page).composer).toBeFocused();
  return app;
}

async function meet({ page }: StampApp, text: string): Promise<void> {
  await chat(page).send(text);
  await chat(page).expectMark(text, "Read");
}

async function write({ app, relay }: { readonly app: StampApp; readonly relay: SipRelay }, peer: StampApp, texts: number): Promise<Ways> {
  const ways = { bubble: [] as number[], wire: [] as number[], peer: [] as number[] };
  const { composer, expectMark } = chat(app.page);
  for (let number = 1 - WARM_UP; number <= texts; number += 1) {
    const text = `Text ${String(number + WARM_UP)} of this run`;
    await composer.fill(text);
    const arrived = peer.page.evaluate(async (wanted) => (await window.stampWatch?.next({ text: wanted }))?.at ?? Number.NaN, text);
    const onWire = relay.nextMessageTo("boris@stamp.test");
    const { input, painted } = await paintAfter(app.page, { what: "^message ", text }, () => composer.press("Enter"));
    const [wire, shown] = await Promise.all([onWire, arrived]);
    await expectMark(text, "Read");
    if (number <= 0) continue;
    ways.bubble.push(painted - input);
    ways.wire.push(wire - input);
    ways.peer.push(shown - input);
  }
  return ways;
}
