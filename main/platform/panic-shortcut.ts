// The combination of keys that works from every program. The system gives it to one program only, so taking it may fail.
import { globalShortcut } from "electron";

export interface PanicShortcut {
  /**
   * Takes this combination in the place of the one before, as an Electron accelerator; none when it is empty. False when
   * the system does not give it; then the one before stays. To be used after the app is ready.
   */
  set(shortcut: string): boolean;
}

export function createPanicShortcut(onPress: () => void): PanicShortcut {
  let taken = "";

  function take(shortcut: string): boolean {
    try {
      return globalShortcut.register(shortcut, onPress);
    } catch {
      return false; // not written as one
    }
  }

  return {
    set(shortcut) {
      if (shortcut === taken) return true;
      if (shortcut !== "" && !take(shortcut)) return false;
      if (taken !== "") globalShortcut.unregister(taken);
      taken = shortcut;
      return true;
    },
  };
}
