// A window for the scenes of the stand-in, as close to the app's own as it gets: the same scheme, the same policy for
// what a page may load, the same sandbox. There is no bridge; the page brings its own.
import { join } from "node:path";
import { app, BrowserWindow } from "electron";
import { registerAppScheme, serveAppScheme } from "../../../main/window/app-protocol";

/** Beside this bundle: dist/scenes/page. */
const PAGE_FOLDER = join(__dirname, "page");

registerAppScheme();
void app.whenReady().then(async () => {
  serveAppScheme(PAGE_FOLDER);
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    frame: false,
    webPreferences: {
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      spellcheck: false,
      // Several pictures a second, whichever window is in front.
      backgroundThrottling: false,
    },
  });
  await window.loadURL("about:blank");
});
app.on("window-all-closed", () => {
  app.quit();
});
