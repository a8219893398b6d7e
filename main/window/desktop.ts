// What surrounds the window and follows the account: menu, tray, badge, language, start with the desktop. It learns from the
// session's snapshot and events; without an open account it goes by what was remembered.
import { app } from "electron";
import type { SessionEvent, SessionSnapshot } from "../../shared/app-state";
import type { DesktopObstacle, DesktopState } from "../../shared/desktop";
import { StampError } from "../../shared/errors";
import type { Settings } from "../../shared/settings";
import type { MenuAction } from "../../shared/window-command";
import { setAutostart } from "../platform/autostart";
import { errorFacts, type Log } from "../platform/log";
import { DEFAULT_PROFILE } from "../platform/paths";
import type { MainWindow } from "./main-window";
import { setMenu } from "./menu";
import { opensSipLinks, setSipLinks } from "./sip-links";
import type { Speech } from "./speech";
import { badgeImage, createTray, type TrayIcon, type TrayState } from "./tray";
import { createUnreadCount } from "./unread-count";
import { APP_NAME } from "./words/words";

export interface DesktopOptions {
  readonly profile: string;
  readonly window: MainWindow;
  readonly speech: Speech;
  /** The desktop shows icons of running programs. */
  readonly hasTray: boolean;
  /** Without a window: the tray is the only way to one. */
  readonly startedHidden: boolean;
  readonly spelling: { setOn(on: boolean): void; readonly languages: () => readonly string[] };
  readonly effects: DesktopEffects;
  readonly log: Log;
}

export interface DesktopEffects {
  readonly act: (action: MenuAction) => void;
  readonly lock: () => void;
  readonly setDoNotDisturb: (on: boolean) => void;
}

export interface Desktop {
  /** An account opened. */
  open(snapshot: Pick<SessionSnapshot, "contacts" | "conversations" | "settings">): void;
  /** To be called with each batch of events of the session. */
  read(events: readonly SessionEvent[]): void;
  /** The content of the window is locked away, or there again. */
  setContentHidden(hidden: boolean): void;
  /** The account is closed. */
  close(): void;
  /** Does what a changed setting means for the system, before it is stored. Throws `desktop-refused`. */
  prepare(changes: { readonly launchAtLogin?: boolean | undefined }): void;
  /** Whether the user's closing of the window leaves the app running in the tray. */
  hidesInTray(): boolean;
  state(): DesktopState;
  setSipLinks(on: boolean): void;
}

const NOT_INSTALLED = { obstacle: "not-installed" } as const;

export function createDesktop(options: DesktopOptions): Desktop {
  const { window, speech, spelling, effects, log, profile } = options;
  let settings: Settings | undefined;
  let countUnread: ReturnType<typeof createUnreadCount> = () => 0;
  let unread = 0;
  let hidden = false;
  let tray: TrayIcon | undefined;
  let menuShows = "";
  let quitting = false;
  app.on("before-quit", () => (quitting = true));

  const isOpen = (): boolean => settings !== undefined && !hidden;

  function update(): void {
    const words = speech.words();
    const menu = { words, open: isOpen() };
    const shows = `${words.quit} ${String(menu.open)}`;
    if (shows !== menuShows) setMenu(menu, effects);
    menuShows = shows;
    updateTray({ words, open: menu.open, unread, doNotDisturb: settings?.doNotDisturb === true, profile: profile === DEFAULT_PROFILE ? undefined : profile });
    app.setBadgeCount(unread);
    // Drawing takes longer than all the rest of this; only the bar of Windows shows it.
    if (process.platform === "win32") window.setOverlay(unread === 0 ? undefined : badgeImage(unread), words.unread(unread));
  }

  /** A switch in the tray that the disk refuses goes back; thrown there the error would end the app. */
  function setDoNotDisturb(on: boolean): void {
    try {
      effects.setDoNotDisturb(on);
    } catch (error) {
      log("warn", "do-not-disturb-not-set", errorFacts(error));
      update();
    }
  }

  function updateTray(state: TrayState): void {
    const wanted = options.hasTray && (window.remembered().closeToTray || options.startedHidden);
    if (!wanted) {
      tray?.remove();
      tray = undefined;
      return;
    }
    if (tray === undefined) tray = createTray(state, { ...effects, setDoNotDisturb, show: () => { window.focus(); }, quit: () => { app.quit(); } });
    else tray.update(state);
  }

  function follow(changed: Settings): void {
    settings = changed;
    window.remember(changed);
    speech.setLanguage(changed.language);
    spelling.setOn(changed.spellCheck);
  }

  function autostart(on: boolean): void {
    const name = profile === DEFAULT_PROFILE ? APP_NAME : `${APP_NAME} – ${profile}`;
    setAutostart(on, { profile, name });
  }

  update();
  return {
    open(snapshot) {
      countUnread = createUnreadCount(snapshot);
      unread = countUnread([]);
      follow(snapshot.settings);
      // An app that was moved or updated is started from where it is now.
      if (snapshot.settings.launchAtLogin && app.isPackaged) {
        try {
          autostart(true);
        } catch (error) {
          log("warn", "autostart-failed", errorFacts(error));
        }
      }
      update();
    },
    read(events) {
      for (const event of events) if (event.type === "settings-changed") follow(event.settings);
      const before = unread;
      unread = countUnread(events);
      if (unread !== before || events.some(({ type }) => type === "settings-changed")) update();
    },
    setContentHidden(is) {
      hidden = is;
      update();
    },
    close() {
      settings = undefined;
      countUnread = () => 0;
      unread = 0;
      hidden = false;
      update();
    },
    prepare({ launchAtLogin }) {
      if (launchAtLogin === undefined || launchAtLogin === settings?.launchAtLogin) return;
      if (!app.isPackaged) throw new StampError("desktop-refused");
      try {
        autostart(launchAtLogin);
      } catch (cause) {
        throw new StampError("desktop-refused", {}, { cause });
      }
    },
    hidesInTray: () => !quitting && tray !== undefined && window.remembered().closeToTray,
    state: () => ({
      tray: options.hasTray ? {} : { obstacle: "no-tray" },
      launchAtLogin: app.isPackaged ? {} : NOT_INSTALLED,
      sipLinks: { on: opensSipLinks(), ...(app.isPackaged ? {} : NOT_INSTALLED) },
      contentProtection: contentProtection(),
      notificationActions: process.platform !== "linux",
      spellingLanguages: spelling.languages(),
    }),
    setSipLinks(on) {
      if (!app.isPackaged) throw new StampError("desktop-refused");
      setSipLinks(on);
    },
  };
}

function contentProtection(): { readonly obstacle?: DesktopObstacle } {
  return process.platform === "linux" ? { obstacle: "not-on-this-system" } : {};
}
