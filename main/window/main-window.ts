// The one window: a sandboxed page without Node, shown when it has something to show, where it was last time. It can
// be closed and opened again while the app runs.
import { app, BrowserWindow, nativeTheme, screen, type WebContents } from "electron";
import type { Settings } from "../../shared/settings";
import type { Log } from "../platform/log";
import { APP_PAGE } from "./page-files";
import { groundColor, onScreen, readWindowPlace, SMALLEST_HEIGHT, SMALLEST_WIDTH, writeWindowPlace } from "./window-place";

type Theme = Settings["theme"];

export interface MainWindowOptions {
  /** Bundled preload script. */
  readonly preload: string;
  /** File that remembers the window's place. */
  readonly placeFile: string;
  readonly title: string;
  readonly log: Log;
}

export interface MainWindow {
  /** Of the window that is there. */
  contents(): WebContents | undefined;
  isFocused(): boolean;
  /** Brings it to the front from wherever it is, or opens it. */
  focus(): void;
  /** Makes system parts and the next start as bright as the page. */
  setTheme(theme: Theme): void;
}

const SHORTEST_PAGE_LIFE_MS = 10_000;

/** Opens nothing yet. */
export function createMainWindow(options: MainWindowOptions): MainWindow {
  let window: BrowserWindow | undefined;
  let theme: Theme = readWindowPlace(options.placeFile).theme;

  function open(): BrowserWindow {
    nativeTheme.themeSource = systemTheme(theme);
    const opened = openWindow(options, theme);
    opened.on("close", () => {
      const bounds = opened.getNormalBounds();
      writeWindowPlace(options.placeFile, { ...bounds, maximized: opened.isMaximized(), theme });
    });
    opened.on("closed", () => (window = undefined));
    return opened;
  }

  return {
    contents: () => window?.webContents,
    isFocused: () => window?.isFocused() === true,
    focus() {
      if (window === undefined) {
        window = open();
        return;
      }
      if (window.isMinimized()) window.restore();
      window.show();
      window.focus();
    },
    setTheme(changed) {
      theme = changed;
      nativeTheme.themeSource = systemTheme(theme);
      window?.setBackgroundColor(groundColor(theme, nativeTheme.shouldUseDarkColors));
    },
  };
}

function openWindow({ preload, placeFile, title, log }: MainWindowOptions, theme: Theme): BrowserWindow {
  const screens = screen.getAllDisplays().map((display) => display.workArea);
  const { maximized, width, height, x, y } = onScreen(readWindowPlace(placeFile), screens);
  const window = new BrowserWindow({
    width,
    height,
    ...(x === undefined || y === undefined ? {} : { x, y }),
    minWidth: SMALLEST_WIDTH,
    minHeight: SMALLEST_HEIGHT,
    title,
    show: false,
    autoHideMenuBar: true,
    backgroundColor: groundColor(theme, nativeTheme.shouldUseDarkColors),
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      navigateOnDragDrop: false,
      // Chromium would fetch dictionaries from a server of its maker.
      spellcheck: false,
      devTools: !app.isPackaged,
    },
  });
  window.once("ready-to-show", () => {
    if (maximized) window.maximize();
    window.show();
  });
  window.on("page-title-updated", (event) => {
    event.preventDefault();
  });
  let reloadedAt = 0;
  window.webContents.on("render-process-gone", (_event, { reason }) => {
    log("error", "page-gone", { reason });
    const died = reason === "crashed" || reason === "oom";
    // A page that dies as it starts would die for ever.
    if (died && Date.now() - reloadedAt > SHORTEST_PAGE_LIFE_MS) {
      reloadedAt = Date.now();
      window.webContents.reload();
    }
  });
  window.webContents.on("preload-error", (_event, _path, error) => {
    log("error", "preload-failed", { error: error.name });
  });
  window.loadURL(APP_PAGE).catch((error: unknown) => {
    log("error", "page-not-loaded", { error: error instanceof Error ? error.name : typeof error });
  });
  return window;
}

function systemTheme(theme: Theme): "system" | "light" | "dark" {
  return theme === "contrast" ? "dark" : theme;
}
