// One app of the run as a process of its own: the complete main-process stack on its encrypted file, a pen that writes
// numbered texts, and somebody who reads what comes.
import { appendFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { closeDatabase, openDatabase, type Database } from "../../../main/db/open";
import { openSession } from "../../../main/session";
import type { Session } from "../../../main/session-contract";
import { present } from "../../../shared/assert";
import type { ContactId, Millis } from "../../../shared/ids";
import { numberedText } from "../numbered-texts";
import { serveParent } from "./child";
import { createWatch, watchedSip, watchWrites } from "./kill-points";
import type { AppOrder, AppReport } from "./orders";

/** Shorter than the app's 8 s and its minutes (spec 2.3), so that a cycle takes seconds. */
const RESPONSE_DEADLINE: Millis = 2000;
const RETRY_SCHEDULE: readonly Millis[] = [0, 100, 250, 500, 1000, 2000];

export function serveApp(): void {
  const watch = createWatch();
  let app: App | undefined;

  serveParent<AppOrder, AppReport>(async (order, report) => {
    if (order.type === "open") {
      const { file, key, logFile, trap } = order;
      const database = openDatabase({ file, key: Buffer.from(key, "hex"), nativeBinding: process.env["STAMP_SQLITE_BINDING"] });
      watchWrites(database, watch);
      if (trap !== undefined) watch.arm(trap);
      app = await openApp(database, logFile, report);
      return;
    }
    const { database, session, pen } = present(app, "an open app");
    switch (order.type) {
      case "arm":
        return watch.arm(order.trap);
      case "write":
        return pen.write(order.upTo, order.gap);
      case "try-now":
        return session.tryNow();
      case "look":
        return report({ type: "looked", ...look(database) });
      case "stop":
        await pen.idle();
        await session.stop({ unregister: true });
        closeDatabase(database);
        return process.exit(0);
    }
  });

  async function openApp(database: Database, logFile: string, report: (report: AppReport) => void): Promise<App> {
    const session = await openSession({
      database,
      // Facts without names and texts, as in the app's own log.
      log: (level, event, facts) => appendFileSync(logFile, `${JSON.stringify({ time: Date.now(), level, event, ...facts })}\n`),
      loopbackOnly: true,
      responseDeadline: RESPONSE_DEADLINE,
      retrySchedule: RETRY_SCHEDULE,
      createSip: watchedSip(watch),
    });
    const friend = present(session.snapshot().contacts[0], "a friend").id;
    const written = countWritten(database);
    session.feed.subscribe((batch) => {
      for (const event of batch) {
        if (event.type === "connection-changed") report({ type: "connection", status: event.connection.status });
        if (event.type === "message-added" && event.message.kind === "peer") session.commands.markRead(friend, event.message.id);
      }
    });
    session.start();
    report({ type: "opened", written });
    return { database, session, pen: createPen(session, friend, written, report) };
  }
}

interface App {
  readonly database: Database;
  readonly session: Session;
  readonly pen: ReturnType<typeof createPen>;
}

function createPen(session: Session, friend: ContactId, written: number, report: (report: AppReport) => void) {
  let goal = written;
  let pauses: Millis = 0;
  let writing: Promise<void> | undefined;

  async function writeAll(): Promise<void> {
    while (written < goal) {
      session.commands.sendText(friend, numberedText(written + 1));
      written += 1;
      report({ type: "wrote", number: written });
      await pause(pauses);
    }
  }

  return {
    /** Returns at once; goes on where it is if it still writes. */
    write(upTo: number, gap: Millis): void {
      goal = Math.max(goal, upTo);
      pauses = gap;
      writing ??= writeAll().finally(() => {
        writing = undefined;
      });
    },
    idle: async () => void (await writing),
  };
}

function countWritten(database: Database): number {
  return database.prepare<[], number>("SELECT count(*) FROM messages WHERE kind = 'own'").pluck().get() ?? 0;
}

function look(database: Database): { queue: number; undelivered: number } {
  const count = (sql: string): number => database.prepare<[], number>(sql).pluck().get() ?? 0;
  return {
    queue: count("SELECT count(*) FROM message_queue"),
    undelivered: count("SELECT count(*) FROM messages WHERE kind = 'own' AND status NOT IN ('delivered', 'read')"),
  };
}
