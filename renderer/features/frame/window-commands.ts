// What the desktop asks of the window: entries of the menu, sip: links, opened contact cards. They do what the same key or
// button would do here. An open dialog comes first: what was asked meanwhile waits for its end, the last of several.
import { unreachable } from "../../../shared/assert";
import type { MenuAction, WindowCommand } from "../../../shared/window-command";
import type { Services } from "../../store/context";
import { stepChat } from "./shortcuts";

/** To be called once; the result is called with each command. */
export function createWindowCommands(services: Services): (command: WindowCommand) => void {
  const { store } = services;
  let waiting: WindowCommand | undefined;
  store.subscribe(({ ui, phase }) => {
    if (waiting === undefined || ui.dialog !== undefined) return;
    const command = waiting;
    waiting = undefined;
    if (phase.phase === "ready") carryOut(services, command);
  });
  return (command) => {
    const { ui, phase } = store.getState();
    if (phase.phase !== "ready") return;
    if (ui.dialog === undefined) carryOut(services, command);
    // Who chose an entry of the menu sees why nothing happens.
    else if (command.type !== "menu") waiting = command;
  };
}

function carryOut(services: Services, command: WindowCommand): void {
  const { store, commands } = services;
  switch (command.type) {
    case "menu":
      choose(services, command.action);
      return;
    case "write-to": {
      const known = Object.values(store.getState().contacts).find(({ address }) => address === command.address);
      if (known?.relation === "accepted") commands.openChat(known.id);
      else commands.showDialog({ type: "new-message", address: command.address });
      return;
    }
    case "add-card":
      commands.showDialog({ type: "add-card", file: new File([command.text], command.name, { type: "text/vcard" }) });
      return;
    default:
      unreachable(command);
  }
}

function choose(services: Services, action: MenuAction): void {
  const { commands } = services;
  switch (action) {
    case "new-message":
      commands.showDialog({ type: "new-message" });
      return;
    case "search":
      commands.callSearch();
      return;
    case "settings":
      commands.showView({ type: "settings", page: "account" });
      return;
    case "export":
      commands.showDialog({ type: "export-account" });
      return;
    case "mark-all-read":
      // What stays unread is seen.
      commands.markAllRead().catch(() => undefined);
      return;
    case "previous-chat":
      stepChat(services, -1);
      return;
    case "next-chat":
      stepChat(services, 1);
      return;
    case "shortcuts":
      commands.showDialog({ type: "shortcuts" });
      return;
    case "diagnostics":
      commands.showView({ type: "settings", page: "diagnostics" });
      return;
    case "about":
      commands.showView({ type: "settings", page: "about" });
      return;
    default:
      unreachable(action);
  }
}
