// What no page in this app may do, whatever runs in it: ask for a permission, leave its own pages, open another
// window, host a foreign page. Copying to the clipboard is the one permission the page needs.
import { app, session } from "electron";
import { APP_ORIGIN } from "./page-files";

const ALLOWED_PERMISSIONS: readonly string[] = ["clipboard-sanitized-write"];

/** To be called once the app is ready, before the first window. */
export function guardAllContents(): void {
  session.defaultSession.setPermissionRequestHandler((contents, permission, answer) => {
    answer(ALLOWED_PERMISSIONS.includes(permission) && contents.getURL().startsWith(APP_ORIGIN));
  });
  session.defaultSession.setPermissionCheckHandler(
    (contents, permission) =>
      ALLOWED_PERMISSIONS.includes(permission) && contents?.getURL().startsWith(APP_ORIGIN) === true,
  );
  session.defaultSession.setDevicePermissionHandler(() => false);

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
  });
}
