// What no page in this app may do, whatever runs in it: ask for a permission, leave its own pages, open another
// window, host a foreign page, save a file, reach a network. Copying to the clipboard is the one permission the page needs.
import { app, session } from "electron";
import { sendNoUdp } from "./no-network";
import { APP_ORIGIN } from "./page-files";

const ALLOWED_PERMISSIONS: readonly string[] = ["clipboard-sanitized-write"];

/** To be called once the app is ready, before the first window. */
export function guardAllContents(): void {
  const { defaultSession } = session;
  defaultSession.setPermissionRequestHandler((contents, permission, answer, { isMainFrame }) => {
    answer(isMainFrame && ALLOWED_PERMISSIONS.includes(permission) && contents.getURL().startsWith(APP_ORIGIN));
  });
  defaultSession.setPermissionCheckHandler(
    (contents, permission, _origin, { isMainFrame }) =>
      isMainFrame && ALLOWED_PERMISSIONS.includes(permission) && contents?.getURL().startsWith(APP_ORIGIN) === true,
  );
  defaultSession.setDevicePermissionHandler(() => false);
  // Files are saved by the main process, which asks where (save-file.ts).
  defaultSession.on("will-download", (event) => {
    event.preventDefault();
  });

  app.on("web-contents-created", (_event, contents) => {
    const stayInside = (event: { preventDefault(): void }, url: string) => {
      if (!url.startsWith(APP_ORIGIN)) event.preventDefault();
    };
    contents.on("will-navigate", stayInside);
    contents.on("will-redirect", stayInside);
    contents.on("will-attach-webview", (event) => {
      event.preventDefault();
    });
    contents.setWindowOpenHandler(() => ({ action: "deny" }));
    sendNoUdp(contents);
  });
}
