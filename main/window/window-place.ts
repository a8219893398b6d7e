// Where the window was, and what of the settings is needed before anything is unlocked: how bright it is, which language
// it speaks, whether screenshots may show it. Remembered beside the account, unencrypted. Whatever is wrong with the file
// means the defaults.
import { readFileSync } from "node:fs";
import * as z from "zod/mini";
import { DEFAULT_SETTINGS, LANGUAGES, TEXT_SIZES, type Settings } from "../../shared/settings";
import { writeFileAtomically } from "../platform/atomic-file";

export const SMALLEST_WIDTH = 480;
export const SMALLEST_HEIGHT = 560;

/** The settings that hold before an account is open. */
export type Remembered = Pick<Settings, "theme" | "language" | "textSize" | "contentProtection" | "closeToTray">;

const schema = z.object({
  x: z.optional(z.int()),
  y: z.optional(z.int()),
  width: z.int().check(z.minimum(SMALLEST_WIDTH), z.maximum(20_000)),
  height: z.int().check(z.minimum(SMALLEST_HEIGHT), z.maximum(20_000)),
  maximized: z.boolean(),
  theme: z.enum(["system", "light", "dark", "contrast"]),
  language: z._default(z.enum(["system", ...LANGUAGES]), DEFAULT_SETTINGS.language),
  textSize: z._default(z.int().check(z.refine((size) => TEXT_SIZES.some((known) => known === size))), DEFAULT_SETTINGS.textSize),
  contentProtection: z._default(z.boolean(), DEFAULT_SETTINGS.contentProtection),
  closeToTray: z._default(z.boolean(), DEFAULT_SETTINGS.closeToTray),
});

export type WindowPlace = Readonly<z.infer<typeof schema>>;

interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const DEFAULT_PLACE: WindowPlace = { width: 1200, height: 800, maximized: false, ...rememberedOf(DEFAULT_SETTINGS) };

export function rememberedOf({ theme, language, textSize, contentProtection, closeToTray }: Remembered): Remembered {
  return { theme, language, textSize, contentProtection, closeToTray };
}

export function readWindowPlace(file: string): WindowPlace {
  try {
    return schema.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return DEFAULT_PLACE;
  }
}

/** A disk that refuses to write costs the memory of the place, nothing else. */
export function writeWindowPlace(file: string, place: WindowPlace): void {
  try {
    writeFileAtomically(file, JSON.stringify(place));
  } catch {
    return;
  }
}

/** The place without its position when no screen of now would show its title bar. */
export function onScreen(place: WindowPlace, screens: readonly Rectangle[]): WindowPlace {
  const { x, y, ...size } = place;
  if (x === undefined || y === undefined) return size;
  const visible = screens.some(
    (screen) =>
      x + size.width > screen.x + 100 &&
      x < screen.x + screen.width - 100 &&
      y >= screen.y &&
      y < screen.y + screen.height - 50,
  );
  return visible ? place : size;
}

/** Ground of the window before the page has painted, the same as the page's. */
export function groundColor(theme: Settings["theme"], systemIsDark: boolean): string {
  if (theme === "contrast") return "#000000";
  return theme === "dark" || (theme === "system" && systemIsDark) ? "#161617" : "#f6f5f2";
}
