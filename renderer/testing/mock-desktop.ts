// What the stand-in says of the desktop: everything works, but what the world says does not.
import type { RequestName } from "../../shared/ipc/schema";
import type { MockHandlers } from "./mock-contract";
import type { MockWorld } from "./mock-world";

export function desktopHandlers(world: MockWorld): Pick<MockHandlers, Extract<RequestName, `desktop.${string}`>> {
  return {
    "desktop.state": () => world.desktop,
    "desktop.setSipLinks": ({ on }) => {
      world.desktop = { ...world.desktop, sipLinks: { on } };
      return undefined;
    },
  };
}
