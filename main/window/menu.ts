// Puts the application's menu in place; the bar itself stays hidden where the system allows it.
import { app, Menu } from "electron";
import { menuTemplate, type MenuEffects, type MenuState } from "./menu-template";

/** To be called again with every change. */
export function setMenu(state: Pick<MenuState, "words" | "open">, effects: MenuEffects): void {
  const whole = { ...state, mac: process.platform === "darwin", developer: !app.isPackaged };
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(whole, effects)));
}
