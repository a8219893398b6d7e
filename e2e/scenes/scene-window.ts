// A real Electron window that shows scenes of the stand-in one after the other, each in any language, theme and size.
import { join } from "node:path";
import { _electron, type CDPSession, type Page } from "@playwright/test";
import type { Language } from "../../shared/settings";
import { makeFolder, removeFolder, ROOT } from "../fixtures/paths";

export const THEMES = ["light", "dark", "contrast"] as const;
export type Theme = (typeof THEMES)[number];

/** What scripts/lib/e2e.mjs built before the tests began. */
const APP = join(ROOT, "dist", "scenes");
const PAGE = "app://stamp/testing/index.html";
/** CSS pixels. */
const USUAL_HEIGHT = 800;
const SHOW_LIMIT_MS = 45_000;
const SETTLING_FRAMES = 12;

export interface View {
  readonly language: Language;
  /** CSS pixels. */
  readonly width: number;
  /** Without one: what the scene wants, or 800. */
  readonly height?: number;
  /** Size of text in per cent. */
  readonly text?: number;
  /** English in made-up words (renderer/testing/pseudo.ts). */
  readonly words?: "long" | "mirrored";
}

export interface Shape {
  /** CSS pixels. */
  readonly width: number;
  readonly height?: number;
  readonly direction?: "ltr" | "rtl";
  /** Size of text in per cent. */
  readonly text?: number;
}

export interface SceneWindow {
  readonly page: Page;
  /** All names, in their order. */
  readonly names: readonly string[];
  /** Shows the scene in light; rejects when what is done in it failed or the page threw something. */
  show(name: string, view: View): Promise<void>;
  /** Lays out anew what is shown, which is far quicker than showing it anew. */
  reshape(shape: Shape): Promise<void>;
  /** Changes the theme of what is shown. */
  setTheme(theme: Theme): Promise<void>;
  /** A PNG of what is shown. */
  picture(): Promise<Buffer>;
  close(): Promise<void>;
}

export async function openSceneWindow(): Promise<SceneWindow> {
  // Several runs go side by side.
  const folder = makeFolder("scenes");
  const electron = await _electron.launch({
    // Pictures are drawn by the processor, without the colours of a screen: they are the same on every machine.
    args: [APP, "--disable-gpu", "--disable-lcd-text", "--force-color-profile=srgb", "--force-device-scale-factor=1", "--font-render-hinting=none", `--user-data-dir=${folder}`],
    env: { ...(process.env as Record<string, string>), TZ: "UTC" },
    chromiumSandbox: process.getuid?.() !== 0,
  });
  const page = await electron.firstWindow();
  const problems: string[] = [];
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") problems.push(message.text());
  });
  const devTools = await page.context().newCDPSession(page);
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  const addressOf = (name: string, view: View): string => {
    const query = new URLSearchParams({ scene: name, language: view.language, still: "", words: view.words ?? "" });
    if (view.text !== undefined) query.set("text", String(view.text));
    return `${PAGE}?${query.toString()}`;
  };
  const sceneState = (): Promise<Readonly<Record<string, string | undefined>>> =>
    page.evaluate(() => {
      const { scene, problem } = document.documentElement.dataset;
      return { scene, problem };
    });

  await page.goto(`${PAGE}?names`);
  const heights = new Map(JSON.parse((await page.locator("html").getAttribute("data-names")) ?? "[]") as readonly (readonly [string, number])[]);

  return {
    page,
    names: [...heights.keys()],
    async show(name, view) {
      problems.length = 0;
      await setSize(devTools, view.width, view.height ?? heights.get(name) ?? USUAL_HEIGHT);
      await page.goto(addressOf(name, view));
      await page.waitForFunction(() => document.documentElement.dataset["scene"] !== undefined, undefined, { timeout: SHOW_LIMIT_MS });
      const { scene: state, problem } = await sceneState();
      if (state !== "shown" || problems.length > 0) throw new Error(`scene ${name}: ${[problem, ...problems].join("; ")}`);
      // Where the pointer of the display is, nobody knows: what is under it would look different.
      await devTools.send("Input.dispatchMouseEvent", { type: "mouseMoved", x: 0, y: 0 });
      // The log gets to know the sizes of its rows in the frames after; its scroll bar moves with it.
      await page.evaluate(frames, SETTLING_FRAMES);
    },
    async reshape({ width, height = USUAL_HEIGHT, direction = "ltr", text = 100 }) {
      await setSize(devTools, width, height);
      await page.evaluate(
        async ([dir, fontSize]) => {
          document.documentElement.dir = dir;
          document.documentElement.style.fontSize = fontSize;
          for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
        },
        [direction, `${text}%`] as const,
      );
    },
    async setTheme(theme) {
      await page.evaluate((wanted) => (document.documentElement.dataset["theme"] = wanted), theme);
    },
    async picture() {
      // Playwright's own way waits for much that a page which stands still does not need.
      const { data } = await devTools.send("Page.captureScreenshot", { format: "png", optimizeForSpeed: true });
      return Buffer.from(data, "base64");
    },
    async close() {
      await electron.close();
      removeFolder(folder);
    },
  };
}

/** Runs in the page: so many frames later. */
async function frames(count: number): Promise<void> {
  for (let frame = 0; frame < count; frame += 1) await new Promise(requestAnimationFrame);
}

/** The window itself may be smaller or larger: the page is laid out and painted in this size. */
async function setSize(devTools: CDPSession, width: number, height: number): Promise<void> {
  await devTools.send("Emulation.setDeviceMetricsOverride", { width, height, deviceScaleFactor: 1, mobile: false });
}
