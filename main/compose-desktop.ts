// What the desktop shows of an open account and asks of the window: tray, menu, notifications, links and files that are
// opened with the app. Part of the composition root (app.ts).
import { join } from "node:path";
import type { AppPhase, SessionSnapshot } from "../shared/app-state";
import type { ContactId } from "../shared/ids";
import type { MenuAction } from "../shared/window-command";
import type { DesktopRequest } from "./ipc/account-handlers";
import type { SessionHandlers } from "./ipc/handlers";
import type { Publish, RequestHandlers } from "./ipc/serve";
import { wasStartedAtLogin } from "./platform/autostart";
import type { CommandLine, OpenWish } from "./platform/command-line";
import { errorFacts, type Log } from "./platform/log";
import type { ProfilePaths } from "./platform/paths";
import { systemClock } from "./platform/system-clock";
import { addressOfLink } from "./protocol/sip-link";
import type { Session } from "./session-contract";
import { createCommandDesk } from "./window/command-desk";
import { createDesktop } from "./window/desktop";
import type { MainWindow } from "./window/main-window";
import { createNotifier, type Notifier } from "./window/notifications";
import { readCard } from "./window/read-card";
import { tellUnreadable } from "./window/tell-unreadable";
import type { Speech } from "./window/speech";
import { createSpelling } from "./window/spelling/spelling";
import { showTextMenu } from "./window/text-menu";

interface Surroundings {
  readonly paths: ProfilePaths;
  readonly commandLine: CommandLine;
  readonly log: Log;
}

interface DesktopParts {
  readonly window: MainWindow;
  readonly publish: Publish;
  readonly speech: Speech;
  readonly hasTray: boolean;
  readonly lock: () => void;
  readonly appFolder: string;
}

export interface ComposedDesktop {
  readonly handlers: RequestHandlers<DesktopRequest>;
  /** No window before it is asked for. */
  readonly startsHidden: boolean;
  /** Does what a changed setting means for the system before it is stored. */
  withSystem(handlers: SessionHandlers): SessionHandlers;
  /** An account was opened; how it stands now. */
  follow(session: Session, snapshot: SessionSnapshot): void;
  /** To be called after the window was told of it. */
  phaseIs(phase: AppPhase["phase"]): void;
  /** The page asked for its snapshot. */
  pageListens(): void;
  open(wish: OpenWish): void;
}

/** Longest part of a link that is shown when it is no address. */
const SHOWN_LINK_LENGTH = 320;

export function composeDesktop({ paths, commandLine, log }: Surroundings, parts: DesktopParts): ComposedDesktop {
  const { window, publish, speech, hasTray, appFolder } = parts;
  const desk = createCommandDesk(() => window.contents());
  const spelling = createSpelling({ worker: join(appFolder, "dist", "main", "spelling-worker.cjs"), appFolder, log });
  const startsHidden = hasTray && (commandLine.hidden || wasStartedAtLogin());
  let session: Session | undefined;
  let notifier: Notifier | undefined;

  const show = (deliver: () => void): void => {
    window.focus();
    desk.send(deliver);
  };
  const openConversation = (contactId: ContactId): void => {
    show(() => { publish("window.openConversation", { contactId }); });
  };
  const act = (action: MenuAction): void => {
    show(() => { publish("window.command", { type: "menu", action }); });
  };
  const desktop = createDesktop({
    profile: paths.profile,
    window,
    speech,
    hasTray,
    startedHidden: startsHidden,
    spelling,
    effects: {
      act,
      lock: parts.lock,
      setDoNotDisturb: (doNotDisturb) => { session?.commands.updateSettings({ doNotDisturb }); },
    },
    log,
  });
  window.onClosing(desktop.hidesInTray);
  spelling.serve(() => window.contents());
  window.onContextMenu((contents, params) => {
    void showTextMenu(contents, params, { words: speech.words(), suggest: spelling.suggest });
  });

  async function openCard(path: string): Promise<void> {
    try {
      const card = await readCard(path);
      show(() => { publish("window.command", { type: "add-card", ...card }); });
    } catch (error) {
      log("warn", "card-not-read", errorFacts(error));
      window.focus();
      tellUnreadable(window.contents(), speech.words());
    }
  }

  return {
    handlers: {
      "desktop.state": desktop.state,
      "desktop.setSipLinks": ({ on }) => {
        desktop.setSipLinks(on);
        return undefined;
      },
    },
    startsHidden,
    withSystem: (handlers) => ({
      ...handlers,
      "settings.update": (changes) => {
        desktop.prepare(changes);
        return handlers["settings.update"](changes);
      },
    }),
    follow(opened, snapshot) {
      session = opened;
      const notes = createNotifier({
        snapshot,
        log,
        now: systemClock.now,
        words: speech.words,
        windowIsFocused: () => window.isFocused(),
        openConversation,
        markRead: (contactId, messageId) => { opened.commands.markRead(contactId, messageId); },
      });
      notifier = notes;
      desktop.open(snapshot);
      opened.feed.subscribe((events) => {
        desktop.read(events);
        notes.read(events);
      });
    },
    phaseIs(phase) {
      const closed = phase !== "ready" && phase !== "hidden";
      if (closed && session !== undefined) {
        session = undefined;
        notifier?.stop();
        notifier = undefined;
        desktop.close();
      }
      notifier?.setContentHidden(phase === "hidden");
      if (!closed) desktop.setContentHidden(phase === "hidden");
      desk.setOpen(phase === "ready");
    },
    pageListens() {
      desk.pageListens(window.contents());
    },
    open(wish) {
      if (wish.type === "file") {
        void openCard(wish.path);
        return;
      }
      const address = addressOfLink(wish.link) ?? wish.link.slice(0, SHOWN_LINK_LENGTH);
      show(() => { publish("window.command", { type: "write-to", address }); });
    },
  };
}
