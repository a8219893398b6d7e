// The icon in the tray: what is unread, and the way back to the window. Its picture is drawn here (icon-shapes.ts).
import { Menu, nativeImage, Tray, type NativeImage } from "electron";
import { badgeShape, drawPixels, over, stampShape, type Shape } from "./icon-shapes";
import { APP_NAME, type Words } from "./words/words";

export interface TrayState {
  readonly words: Words;
  readonly profile: string | undefined;
  readonly unread: number;
  readonly doNotDisturb: boolean;
  /** There is an account, and its content may be shown. */
  readonly open: boolean;
}

export interface TrayEffects {
  readonly show: () => void;
  readonly setDoNotDisturb: (on: boolean) => void;
  readonly lock: () => void;
  readonly quit: () => void;
}

export interface TrayIcon {
  update(state: TrayState): void;
  remove(): void;
}

const MAC = process.platform === "darwin";
/** Points of the screen; each is drawn once more for screens with twice as many pixels. */
const SIZE = MAC ? 18 : process.platform === "win32" ? 16 : 22;
/** In the lower corner, as large as it can be read. */
const CORNER = [33, 33] as const;
const CORNER_RADIUS = 15;

/** To be called once the app is ready. */
export function createTray(state: TrayState, effects: TrayEffects): TrayIcon {
  const tray = new Tray(image(state.unread));
  let drawn = state.unread;

  function update(next: TrayState): void {
    const { words, unread } = next;
    if (Math.min(unread, 10) !== Math.min(drawn, 10)) tray.setImage(image(unread));
    drawn = unread;
    // The menu bar of macOS has room for words, and its icons no colours.
    if (MAC) tray.setTitle(unread === 0 ? "" : String(unread));
    const name = next.profile === undefined ? APP_NAME : `${APP_NAME} – ${next.profile}`;
    tray.setToolTip(unread === 0 ? name : `${name}: ${words.unread(unread)}`);
    tray.setContextMenu(
      Menu.buildFromTemplate([
        { label: words.open, click: effects.show },
        { type: "separator" },
        {
          label: words.doNotDisturb,
          type: "checkbox",
          checked: next.doNotDisturb,
          enabled: next.open,
          click: ({ checked }) => {
            effects.setDoNotDisturb(checked);
          },
        },
        { label: words.lock, enabled: next.open, click: effects.lock },
        { type: "separator" },
        { label: words.quit, click: effects.quit },
      ]),
    );
  }

  // On macOS a click opens the menu.
  if (!MAC) tray.on("click", effects.show);
  update(state);
  return {
    update,
    remove() {
      tray.destroy();
    },
  };
}

/** A disc with the count alone, for the bar of Windows. */
export function badgeImage(unread: number): NativeImage {
  return drawn(badgeShape(unread, [24, 24], 23), 16);
}

function image(unread: number): NativeImage {
  const stamp = stampShape({ mono: MAC });
  const picture = drawn(unread === 0 || MAC ? stamp : over(badgeShape(unread, CORNER, CORNER_RADIUS), stamp), SIZE);
  picture.setTemplateImage(MAC);
  return picture;
}

function drawn(shape: Shape, size: number): NativeImage {
  const result = nativeImage.createEmpty();
  for (const scaleFactor of [1, 2]) {
    const pixels = size * scaleFactor;
    result.addRepresentation({ scaleFactor, width: pixels, height: pixels, buffer: Buffer.from(drawPixels(shape, pixels)) });
  }
  return result;
}
