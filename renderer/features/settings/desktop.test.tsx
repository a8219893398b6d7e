// @vitest-environment happy-dom
import { cleanup, screen } from "@testing-library/react";
import { afterEach, describe, expect, it } from "vitest";
import { petrasWorld } from "../../testing/scenes";
import { sessionOf } from "../../testing/mock-world";
import { renderApp, type Rendered } from "../../testing/render-app";

afterEach(cleanup);

async function open(page: "Notifications" | "Desktop", desktop = {}): Promise<Rendered> {
  const world = petrasWorld();
  world.desktop = { ...world.desktop, ...desktop };
  const app = await renderApp({ world });
  await app.user.click(screen.getByRole("button", { name: "Settings" }));
  await app.user.click(screen.getByRole("button", { name: page }));
  await app.settle();
  return app;
}

describe("the page of notifications", () => {
  it("shows what each level says and changes level, sound and silence", async () => {
    const app = await open("Notifications");
    expect(screen.getByText(/Bob: See you at eight/)).toBeTruthy();
    await app.user.click(screen.getByRole("radio", { name: /Neither name nor text/ }));
    await app.user.click(screen.getByRole("switch", { name: "Sound" }));
    await app.user.click(screen.getByRole("switch", { name: "Do not disturb" }));
    await app.settle();
    expect(sessionOf(app.bridge.world).settings).toMatchObject({ notifications: "none", notificationSound: false, doNotDisturb: true });
  });
});

describe("the page of the desktop", () => {
  it("changes what can be changed here", async () => {
    const app = await open("Desktop");
    for (const name of ["Keep running in the tray", "Start with the computer", "Black in screenshots", "Check spelling"]) {
      await app.user.click(screen.getByRole("switch", { name }));
      await app.settle();
    }
    expect(sessionOf(app.bridge.world).settings).toMatchObject({ closeToTray: true, launchAtLogin: true, contentProtection: true, spellCheck: true });
    expect(screen.getByText(/English, Slovak,? and Czech/)).toBeTruthy();
    await app.user.click(screen.getByRole("switch", { name: "Open sip: links with Stamp" }));
    await app.settle();
    expect(app.bridge.world.desktop.sipLinks.on).toBe(true);
  });

  it("says why something cannot work here, and lets nobody switch it on", async () => {
    await open("Desktop", { tray: { obstacle: "no-tray" }, contentProtection: { obstacle: "not-on-this-system" } });
    expect(screen.getByText(/this desktop has no tray/)).toBeTruthy();
    expect(screen.getByText(/Linux does not offer it/)).toBeTruthy();
    expect(screen.getByRole<HTMLInputElement>("switch", { name: "Keep running in the tray" }).disabled).toBe(true);
  });

  it("tells when the system refuses", async () => {
    const app = await open("Desktop");
    app.bridge.failNext("desktop.setSipLinks", "desktop-refused");
    await app.user.click(screen.getByRole("switch", { name: "Open sip: links with Stamp" }));
    await app.settle();
    expect(screen.getByRole("alert").textContent).toMatch(/Your system did not allow it/);
  });
});
