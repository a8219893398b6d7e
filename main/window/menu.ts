// Roles that people expect from every program; the bar itself stays hidden where the system allows it.
import { app, Menu, type MenuItemConstructorOptions } from "electron";
import { WORDS } from "./words";

export function setMenu(): void {
  const forDevelopers: MenuItemConstructorOptions[] = app.isPackaged
    ? []
    : [{ type: "separator" }, { role: "reload" }, { role: "toggleDevTools" }];
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      process.platform === "darwin" ? { role: "appMenu" } : { label: WORDS.appName, submenu: [{ role: "quit" }] },
      {
        label: WORDS.edit,
        submenu: [
          { role: "undo" },
          { role: "redo" },
          { type: "separator" },
          { role: "cut" },
          { role: "copy" },
          { role: "paste" },
          { role: "selectAll" },
        ],
      },
      {
        label: WORDS.view,
        submenu: [
          { role: "resetZoom" },
          { role: "zoomIn" },
          { role: "zoomOut" },
          { role: "togglefullscreen" },
          ...forDevelopers,
        ],
      },
    ]),
  );
}
