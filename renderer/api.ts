// The only file that touches `window`: the bridge that preload put there, and the few facts of the
// browser window that the rest of the renderer needs (focus, colour preferences, network, going away).
import { createBridgeClient, type BridgeClient, type ExposedBridge } from "../shared/ipc/bridge";

declare global {
  interface Window {
    readonly stamp: ExposedBridge;
  }
}

type Stop = () => void;

export function connectBridge(): BridgeClient {
  return createBridgeClient(window.stamp);
}

/** Draws everything anew, from a fresh snapshot. */
export function reloadWindow(): void {
  window.location.reload();
}

/** The user's language tags, best first. */
export function preferredLanguages(): readonly string[] {
  return window.navigator.languages;
}

/** The user put other languages first in the system's settings. */
export function onLanguagesChange(listener: () => void): Stop {
  window.addEventListener("languagechange", listener);
  return () => {
    window.removeEventListener("languagechange", listener);
  };
}

/** True while this window has the keyboard: only then something on screen counts as read. */
export function windowHasFocus(): boolean {
  return window.document.hasFocus();
}

export function onWindowFocusChange(listener: () => void): Stop {
  window.addEventListener("focus", listener);
  window.addEventListener("blur", listener);
  return () => {
    window.removeEventListener("focus", listener);
    window.removeEventListener("blur", listener);
  };
}

/** The window is about to close or reload: the last moment to hand over what was typed. */
export function onWindowLeaving(listener: () => void): Stop {
  window.addEventListener("pagehide", listener);
  return () => {
    window.removeEventListener("pagehide", listener);
  };
}

/** The computer has a network again. */
export function onNetworkBack(listener: () => void): Stop {
  window.addEventListener("online", listener);
  return () => {
    window.removeEventListener("online", listener);
  };
}

export function mediaMatches(query: string): boolean {
  return window.matchMedia(query).matches;
}

export function onMediaChange(query: string, listener: () => void): Stop {
  const list = window.matchMedia(query);
  list.addEventListener("change", listener);
  return () => {
    list.removeEventListener("change", listener);
  };
}

/** Puts text on the clipboard; rejects when that is not allowed. */
export async function copyText(text: string): Promise<void> {
  await window.navigator.clipboard.writeText(text);
}
