// Each permission that the system could give, asked for by the page: denied, but to put a text on the clipboard.
import { expect, test } from "./fixtures/test";

test("each permission that the system could give is denied, but to copy", async ({ apps }) => {
  const { page, electron, trouble } = await apps.start("alice");
  trouble.expect(/permission|Permission|denied|--trace-warnings|not allowed/);
  expect(await page.evaluate(() => navigator.clipboard.writeText("copied").then(() => "copied", String))).toBe("copied");
  const asked = await page.evaluate(askForPermissions);
  expect(Object.entries(asked).filter(([, answer]) => !/^(denied|rejected|absent|nothing)/.test(answer))).toEqual([]);
  // Those that this runtime has at all: without them the list above would say nothing.
  expect(Object.values(asked).filter((answer) => answer !== "absent").length).toBeGreaterThan(25);
  expect(asked["screen"]).toBe("rejected: NotAllowedError");
  expect(asked["midi"]).toBe("rejected: SecurityError");
  expect(asked["geolocation"]).toBe("rejected: denied by the user");
  // A request that is denied is not answered; what is left of it is that nothing happened.
  await page.evaluate(() => { document.body.requestFullscreen().catch(() => undefined); });
  expect(await page.evaluate(() => navigator.permissions.query({ name: "notifications" }).then(({ state }) => state))).toBe("denied");
  expect(await page.evaluate(() => document.fullscreenElement)).toBe(null);
  expect(await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.isFullScreen()))).toEqual([false]);
});

/** Runs in the page: asks for everything. */
async function askForPermissions(): Promise<Readonly<Record<string, string>>> {
  const page = navigator as unknown as Record<string, Record<string, (options?: unknown) => Promise<unknown>> | undefined>;
  const asked: Record<string, string> = {};
  const NAMES = [
    ...["accelerometer", "ambient-light-sensor", "background-fetch", "background-sync", "camera", "clipboard-read", "display-capture"],
    ...["geolocation", "gyroscope", "idle-detection", "local-fonts", "magnetometer", "microphone", "midi", "nfc", "notifications"],
    ...["payment-handler", "periodic-background-sync", "persistent-storage", "push", "screen-wake-lock", "storage-access"],
    ...["system-wake-lock", "top-level-storage-access", "window-management", "window-placement"],
  ];
  for (const name of NAMES) {
    const question = { name, ...(name === "push" ? { userVisibleOnly: true } : {}), ...(name === "midi" ? { sysex: true } : {}) };
    asked[`state of ${name}`] = await navigator.permissions.query(question as unknown as PermissionDescriptor).then(({ state }) => state, () => "absent");
  }
  const attempt = async (name: string, action: () => Promise<unknown> | undefined): Promise<void> => {
    try {
      const given = await action();
      const isNothing = given === undefined || (Array.isArray(given) && given.length === 0);
      asked[name] = isNothing ? "nothing" : given === "denied" ? given : `given: ${typeof given}`;
    } catch (error) {
      asked[name] = error instanceof GeolocationPositionError ? "rejected: denied by the user" : `rejected: ${(error as Error).name}`;
    }
  };
  const of = (owner: string, method: string, options?: unknown) => () => page[owner]?.[method]?.(options);
  await attempt("microphone", () => navigator.mediaDevices.getUserMedia({ audio: true }));
  await attempt("camera", () => navigator.mediaDevices.getUserMedia({ video: true }));
  await attempt("screen", () => navigator.mediaDevices.getDisplayMedia({ video: true }));
  await attempt("geolocation", () => new Promise((resolve, reject) => { navigator.geolocation.getCurrentPosition(resolve, reject); }));
  await attempt("notifications", () => Notification.requestPermission());
  await attempt("midi", () => navigator.requestMIDIAccess({ sysex: true }));
  await attempt("clipboard", of("clipboard", "read"));
  await attempt("clipboard text", of("clipboard", "readText"));
  await attempt("usb", of("usb", "requestDevice", { filters: [] }));
  await attempt("hid", of("hid", "requestDevice", { filters: [] }));
  await attempt("serial", of("serial", "requestPort", {}));
  await attempt("bluetooth", of("bluetooth", "requestDevice", { acceptAllDevices: true }));
  await attempt("pointer", () => document.body.requestPointerLock());
  await attempt("keyboard", of("keyboard", "lock"));
  await attempt("wake lock", of("wakeLock", "request", "screen"));
  await attempt("idle", () => (window as unknown as { IdleDetector?: { requestPermission(): Promise<unknown> } }).IdleDetector?.requestPermission());
  await attempt("fonts", () => (window as unknown as { queryLocalFonts?(): Promise<unknown> }).queryLocalFonts?.());
  await attempt("screens", () => (window as unknown as { getScreenDetails?(): Promise<unknown> }).getScreenDetails?.());
  return asked;
}
