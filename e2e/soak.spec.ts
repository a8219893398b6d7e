// `npm run soak` (issue of faults, spec 2.7, lesson 13): the real app chats for a long time, five texts a second each way,
// while contacts come and go, the server dies now and then, and its reader looks into other conversations. Nothing may be
// lost or come twice, the page may not hold more than it shows, and no process may grow. CI runs two minutes.
// Writes its one line of JSON into test-results/soak.json.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "@playwright/test";
import type { ContactId } from "../shared/ids";
import { addVerdicts, isWrong, judge, numberedText } from "../scripts/runs/numbered-texts";
import { createPace } from "../scripts/runs/soak/pace";
import { readHistory, type History, type Login } from "../scripts/runs/soak/words";
import { watchMemory } from "./fixtures/app-memory";
import { freePort, makeFolder, removeFolder, ROOT } from "./fixtures/paths";
import { addressOf, PASSPHRASE } from "./fixtures/people";
import type { ServerKind, SipServer } from "./fixtures/sip-server";
import { startSoakPeer } from "./fixtures/soak-peer";
import { startStamp, type StampApp } from "./fixtures/stamp-app";
import { startServer } from "./fixtures/start-server";
import { chat } from "./pages/chat";
import { expectOnline, row } from "./pages/main-window";

const MINUTES = Number(process.env["STAMP_SOAK_MINUTES"] ?? 2);
const SEED = Number(process.env["STAMP_SOAK_SEED"] ?? 1);
const SERVER = (process.env["STAMP_SOAK_SERVER"] ?? "embedded") as ServerKind;

const SECONDS = MINUTES * 60;
const RATE = 5;
const SAMPLE_EVERY = SECONDS < 600 ? 4 : 10;
/** Seconds between two deaths of the server, and how long it is away. */
const CUT_EVERY = SECONDS < 600 ? 45 : 180;
const CUT_LASTS = 2;
/** Seconds between two looks at another conversation, and how long one takes. */
const LOOK_EVERY = 20;
const LOOK_LASTS = 4;
/** After the end of the writing: everything has arrived and was acknowledged. */
const SETTLE = 120_000;
const MOST_ROWS = 200;
/** How long the app may take on a machine that is busy with other things: what is judged here is not its speed. */
const PATIENCE = 180_000;

const RESULTS = join(ROOT, "test-results");

const login = (user: string): Login => ({ user, address: addressOf(user), password: `${user} opens sesame` });
const APP = login("anna");
const PEER = login("boris");
const OTHERS = ["clara", "david", "erika", "filip"].map(login);

// Recording what happens on the page would hold on to what the page let go.
test.use({ trace: "off", screenshot: "off" });

test(`the app neither grows nor loses a text in ${String(MINUTES)} minutes of chatting`, async () => {
  test.setTimeout(SECONDS * 1000 + SETTLE + PATIENCE);
  mkdirSync(RESULTS, { recursive: true });
  const folder = makeFolder("soak");
  const peer = startSoakPeer();
  let server: SipServer | undefined;
  let app: StampApp | undefined;
  try {
    const port = await freePort();
    await peer.prepare({
      ...{ folder, app: APP, peer: PEER, others: OTHERS, passphrase: PASSPHRASE, rate: RATE, seed: SEED },
      serverUrl: `ws://127.0.0.1:${String(port)}`,
    });
    server = await startServer(SERVER, { port, accounts: [APP, PEER, ...OTHERS] });
    const passphraseFile = join(folder, "passphrase");
    writeFileSync(passphraseFile, PASSPHRASE, { mode: 0o600 });
    const switches = [`--stamp-passphrase-file=${passphraseFile}`, "--js-flags=--expose-gc"];
    app = await startStamp({ userData: folder, profile: APP.user, switches });
    app.page.setDefaultTimeout(PATIENCE);
    await expectOnline(app.page);
    await peer.begin();
    await lookAt(app, PEER);

    const report = await soak(app, peer, server);
    writeFileSync(join(RESULTS, "soak.json"), `${JSON.stringify(report)}\n`);
    expect(report).toMatchObject({ ok: true });
  } finally {
    await app?.close();
    await peer.end().catch(peer.kill);
    await server?.stop();
    removeFolder(folder);
  }
});

async function soak(app: StampApp, peer: ReturnType<typeof startSoakPeer>, server: SipServer) {
  const start = performance.now();
  const elapsed = (): number => (performance.now() - start) / 1000;
  const memory = await watchMemory(app, elapsed);
  const contactId = await contactOf(app, PEER.address);
  const pace = createPace(RATE);
  let rows = 0;
  let reconnects = 0;
  let looks = 0;
  let away = false;
  let cutting: Promise<void> | undefined;
  const sampling = every(SAMPLE_EVERY, elapsed);
  const cut = every(CUT_EVERY, elapsed);
  const look = every(LOOK_EVERY, elapsed);

  await peer.write();
  while (elapsed() < SECONDS) {
    if (sampling()) {
      await memory.sample();
      writeFileSync(join(RESULTS, "soak-samples.json"), JSON.stringify(memory.samples));
      rows = Math.max(rows, await app.page.locator("[data-message]").count());
    }
    // Not so late that the last one lies after the end.
    if (cut() && cutting === undefined && elapsed() < SECONDS - 15) {
      reconnects += 1;
      cutting = dieAndReturn(server).finally(() => (cutting = undefined));
      // A failure is thrown where it is awaited or by what needs the server.
      cutting.catch(() => undefined);
    }
    if (look()) {
      away = true;
      looks += 1;
      await lookAt(app, OTHERS[looks % OTHERS.length]!);
    }
    if (away && elapsed() % LOOK_EVERY > LOOK_LASTS) {
      away = false;
      await lookAt(app, PEER);
    }
    const number = pace.next();
    if (number === undefined) await pause(10);
    else if (away) await app.request("messages.sendText", { contactId, text: numberedText(number) });
    else await write(app, numberedText(number));
  }
  await cutting;
  if (away) await lookAt(app, PEER);
  const written = { app: pace.written, peer: await peer.stopWriting() };

  const histories = await settledHistories(app, peer, contactId, written);
  const verdict = addVerdicts(judge(texts(written.app), histories.peer.peer), judge(texts(written.peer), histories.app.peer));
  const processes = memory.trends(SECONDS);
  const problems = app.problems();
  const unsettled = unsettledIn(histories.app) + unsettledIn(histories.peer);
  const grown = processes.filter(({ grows }) => grows).map(({ type }) => type);
  return {
    minutes: MINUTES,
    server: server.kind,
    seed: SEED,
    messages: verdict.sent,
    perSecond: Math.round((verdict.sent / SECONDS) * 10) / 10,
    reconnects,
    looks,
    lost: verdict.lost,
    duplicated: verdict.duplicated,
    outOfOrder: verdict.outOfOrder,
    unknown: verdict.unknown,
    unsettled,
    states: { app: histories.app.states, peer: histories.peer.states },
    rowsInPage: rows,
    grown,
    problems,
    processes,
    ok: !isWrong(verdict) && unsettled === 0 && grown.length === 0 && rows <= MOST_ROWS && problems.length === 0,
  };
}

async function lookAt({ page }: StampApp, { address }: Login): Promise<void> {
  await row(page, address).click();
  await expect(page.getByRole("heading", { level: 2, name: address, exact: true })).toBeVisible({ timeout: PATIENCE });
}

async function write({ page }: StampApp, text: string): Promise<void> {
  const { composer } = chat(page);
  await composer.fill(text);
  await composer.press("Enter");
  await expect(composer).toHaveValue("", { timeout: PATIENCE });
}

/** True once each time so many seconds have passed. */
function every(seconds: number, elapsed: () => number): () => boolean {
  let next = seconds;
  return () => {
    if (elapsed() < next) return false;
    next = (Math.floor(elapsed() / seconds) + 1) * seconds;
    return true;
  };
}

async function dieAndReturn(server: SipServer): Promise<void> {
  await server.kill();
  await pause(CUT_LASTS * 1000);
  await server.restart();
}

const texts = (count: number): readonly string[] => Array.from({ length: count }, (_, index) => numberedText(index + 1));

/** Own texts whose receipt has not come. */
function unsettledIn({ own, states }: History): number {
  return own.length - (states["delivered"] ?? 0) - (states["read"] ?? 0);
}

async function contactOf(app: StampApp, address: string): Promise<ContactId> {
  const answer = await app.request("app.snapshot", {});
  if (!answer.ok || answer.value.state.phase !== "ready") throw new Error("the account is not open");
  const contact = answer.value.state.session.contacts.find((one) => one.address === address);
  if (contact === undefined) throw new Error(`no contact ${address}`);
  return contact.id;
}

/** Both sides' histories once everything has arrived and was acknowledged, or as they are when that takes too long. */
async function settledHistories(
  app: StampApp,
  peer: ReturnType<typeof startSoakPeer>,
  contactId: ContactId,
  written: Readonly<Record<"app" | "peer", number>>,
): Promise<Readonly<Record<"app" | "peer", History>>> {
  const deadline = performance.now() + SETTLE;
  for (;;) {
    const histories = { app: await historyOf(app, contactId), peer: await peer.tell() };
    const arrived = histories.app.peer.length >= written.peer && histories.peer.peer.length >= written.app;
    if (arrived && unsettledIn(histories.app) + unsettledIn(histories.peer) === 0) return histories;
    if (performance.now() > deadline) return histories;
    await pause(1000);
  }
}

function historyOf(app: StampApp, contactId: ContactId): Promise<History> {
  return readHistory(async (before) => {
    const place = before === undefined ? ({ type: "newest" } as const) : ({ type: "before", position: before } as const);
    const answer = await app.request("messages.page", { contactId, place, limit: 200 });
    if (!answer.ok) throw new Error(answer.error.code);
    return { messages: answer.value.messages, more: answer.value.older };
  });
}
