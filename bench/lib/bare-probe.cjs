// Loaded into the main process before the app by bare-app.ts: runs the script of the environment in the page as soon as its
// document is there, and later scripts when they come; tells what they answer, and when the window was shown or hidden.
"use strict";

const { app, BrowserWindow } = require("electron");

const tell = (name, value) => process.send({ name, value });
const now = () => performance.timeOrigin + performance.now();

function run(contents, name, script) {
  contents.mainFrame.executeJavaScript(script).then(
    (value) => tell(name, value),
    (error) => tell(name, { problem: String(error) }),
  );
}

app.on("web-contents-created", (_event, contents) => {
  contents.once("dom-ready", () => run(contents, "page", process.env.STAMP_BENCH_PAGE_SCRIPT));
});
app.on("browser-window-created", (_event, window) => {
  window.once("show", () => tell("shown", now()));
  window.once("hide", () => tell("hidden", now()));
});
process.on("message", ({ order, name, script }) => {
  if (order === "quit") app.quit();
  else if (order === "close-window") BrowserWindow.getAllWindows()[0].close();
  else run(BrowserWindow.getAllWindows()[0].webContents, name, script);
});
