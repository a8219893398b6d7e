// The one window: a sandboxed page without Node, shown when it has something to show, where it was last time. It can
// be closed or hidden and come back while the app runs.
import { app, BrowserWindow, nativeTheme, screen, type ContextMenuParams, type WebContents } from "electron";
import type { Settings } from "../../shared/settings";
import { errorFacts, type Log } from "../platform/log";
import { APP_PAGE, EMPTY_PAGE } from "./page-files";
import { groundColor, onScreen, readWindowPlace, rememberedOf, SMALLEST_HEIGHT, SMALLEST_WIDTH, writeWindowPlace, type Remembered } from "./window-place";

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
  /** The page begins anew in another process: what the one before had in memory is the system's again. */
  renew(): void;
  /** Out of sight at once: hidden where the tray or the dock brings it back, else minimized. */
  putAway(): void;
  /** Asked when the user closes the window: true leaves it hidden, for the tray. */
  onClosing(hides: () => boolean): void;
  /** Calls back at each key and each movement of the mouse in the window. */
  onInput(listener: () => void): void;
  /** Calls back when the user asks for the menu of a place in the page. */
  onContextMenu(listener: (contents: WebContents, params: ContextMenuParams) => void): void;
  /** What is remembered of an account's settings for the time before one is open. */
  remembered(): Remembered;
  /** Makes system parts, and the next start, as the settings say. */
  remember(settings: Remembered): void;
  /** Over the icon in the bar of Windows; undefined takes it away. */
  setOverlay(image: Electron.NativeImage | undefined, description: string): void;
}

const SHORTEST_PAGE_LIFE_MS = 10_000;

/** Opens nothing yet. */
export function createMainWindow(options: MainWindowOptions): MainWindow {
  let window: BrowserWindow | undefined;
  let hidesWhenClosed = (): boolean => false;
  const inputListeners = new Set<() => void>();
  const menuListeners = new Set<(contents: WebContents, params: ContextMenuParams) => void>();
  let remembered: Remembered = rememberedOf(readWindowPlace(options.placeFile));

  function savePlace(of: BrowserWindow | undefined): void {
    const before = readWindowPlace(options.placeFile);
    const place = of === undefined ? before : { ...of.getNormalBounds(), maximized: of.isMaximized() };
    writeWindowPlace(options.placeFile, { ...place, ...remembered });
  }

  function open(): BrowserWindow {
    nativeTheme.themeSource = systemTheme(remembered.theme);
    const opened = openWindow(options, remembered);
    opened.on("close", (event) => {
      savePlace(opened);
      if (!hidesWhenClosed()) return;
      event.preventDefault();
      opened.hide();
    });
    opened.on("closed", () => (window = undefined));
    const contents = opened.webContents;
    contents.on("input-event", () => {
      for (const listener of inputListeners) listener();
    });
    contents.on("context-menu", (_event, params) => {
      for (const listener of menuListeners) listener(contents, params);
    });
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
    renew() {
      if (window !== undefined) void renewPage(window, options.log);
    },
    putAway() {
      // Without a tray a hidden window could not be found again.
      if (hidesWhenClosed() || process.platform === "darwin") window?.hide();
      else window?.minimize();
    },
    onClosing(hides) {
      hidesWhenClosed = hides;
    },
    onInput(listener) {
      inputListeners.add(listener);
    },
    onContextMenu(listener) {
      menuListeners.add(listener);
    },
    remembered: () => remembered,
    remember(settings) {
      const wanted = rememberedOf(settings);
      if (JSON.stringify(wanted) === JSON.stringify(remembered)) return;
      remembered = wanted;
      savePlace(window);
      nativeTheme.themeSource = systemTheme(wanted.theme);
      window?.setBackgroundColor(groundColor(wanted.theme, nativeTheme.shouldUseDarkColors));
      window?.setContentProtection(wanted.contentProtection);
    },
    setOverlay(image, description) {
      window?.setOverlayIcon(image ?? null, description);
    },
  };
}

function openWindow({ preload, placeFile, title, log }: MainWindowOptions, { theme, contentProtection }: Remembered): BrowserWindow {
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
      // The app has dialogs of its own; those of the page's language would stop everything and look like the system's.
      disableDialogs: true,
      // Pickers by which a page may write into folders.
      disableBlinkFeatures: "FileSystemAccessLocal",
      // Only macOS checks by itself: elsewhere Chromium would fetch dictionaries from a server of its maker.
      spellcheck: process.platform === "darwin",
      devTools: !app.isPackaged,
    },
  });
  window.setContentProtection(contentProtection);
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

/**
 * Chromium gives a page of another site another process, and ends the one that has nothing left to show. The page between
 * is empty; a page that was shown again or closed meanwhile needs nothing.
 */
async function renewPage(window: BrowserWindow, log: Log): Promise<void> {
  try {
    await window.loadURL(EMPTY_PAGE);
    await window.loadURL(APP_PAGE);
  } catch (error) {
    if (window.isDestroyed()) return;
    log("warn", "page-not-renewed", errorFacts(error));
    window.webContents.reload();
  }
}

function systemTheme(theme: Settings["theme"]): "system" | "light" | "dark" {
  return theme === "contrast" ? "dark" : theme;
}
