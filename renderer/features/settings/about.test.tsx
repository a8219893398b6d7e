// @vitest-environment happy-dom
import { screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { UpdateState } from "../../../shared/updates";
import { petra } from "../../testing/gallery/worlds";
import { cleanUpAfterEach, renderApp, type Rendered } from "../../testing/render-app";

cleanUpAfterEach();

const LOOKS: Extract<UpdateState, { readonly status: "on" }> = { status: "on", host: "updates.example.org", daily: false, now: { step: "idle" } };

async function openAbout(updates?: UpdateState): Promise<Rendered> {
  const app = await renderApp({ world: { ...petra(), ...(updates === undefined ? {} : { updates }) } });
  await showAbout(app);
  return app;
}

async function showAbout(app: Rendered): Promise<void> {
  await app.user.click(screen.getByRole("button", { name: "Settings" }));
  await app.user.click(screen.getByRole("button", { name: "About" }));
  await app.settle();
}

const button = (name: string): HTMLElement => screen.getByRole("button", { name });

describe("newer versions", () => {
  it("are none of a build that looks nowhere: it says so and offers nothing", async () => {
    await openAbout();
    expect(screen.getByText("This build does not look for updates")).toBeTruthy();
    expect(screen.queryByRole("switch")).toBeNull();
    expect(screen.queryByRole("button", { name: /look for updates/i })).toBeNull();
  });

  it("are not looked for until the user says so, who is told what that tells whom", async () => {
    const app = await openAbout(LOOKS);
    const daily = screen.getByRole<HTMLInputElement>("switch", { name: "Look for updates once a day" });
    expect(daily.checked).toBe(false);
    expect(screen.getByText(/asks updates\.example\.org.*network address.*not that of your account/)).toBeTruthy();
    await app.user.click(daily);
    await app.settle();
    expect(app.bridge.world.updates).toMatchObject({ daily: true });
    expect(daily.checked).toBe(true);
  });

  it("are looked for at once when asked", async () => {
    const app = await openAbout(LOOKS);
    await app.user.click(button("Look for updates now"));
    await app.settle();
    expect(screen.getByText("Stamp is up to date")).toBeTruthy();
    expect(screen.getByText(/^Last looked: /)).toBeTruthy();
  });

  it("say why it did not work", async () => {
    await openAbout({ ...LOOKS, now: { step: "failed", problem: "update-not-signed" } });
    expect(screen.getByRole("alert").textContent).toMatch(/does not carry the signature of Stamp’s makers/);
    expect(button("Look for updates now")).toHaveProperty("disabled", false);
  });

  it("show how far the download is", async () => {
    const app = await openAbout({ ...LOOKS, now: { step: "looking" } });
    expect(button("Look for updates now")).toHaveProperty("disabled", true);
    app.bridge.emit("updates.changed", { ...LOOKS, now: { step: "loading", version: "0.2.0", fraction: 0.42 } });
    await app.settle();
    expect(screen.getByText("Downloading version 0.2.0: 42%")).toBeTruthy();
  });
});

describe("a version that is ready", () => {
  const READY: UpdateState = { ...LOOKS, now: { step: "ready", version: "0.2.0" } };

  async function ready(): Promise<Rendered> {
    const app = await renderApp({ world: { ...petra(), updates: READY } });
    await app.settle();
    return app;
  }
  const line = (): HTMLElement => {
    const found = screen.getByText("Version 0.2.0 is ready.").closest<HTMLElement>("[role=status]");
    if (found === null) throw new Error("no line");
    return found;
  };

  it("is installed only when the user says so", async () => {
    const app = await ready();
    expect(app.bridge.world.updates).toEqual(READY);
    await app.user.click(within(line()).getByRole("button", { name: "Restart now" }));
    await app.settle();
    expect(app.bridge.world.updates).toMatchObject({ now: { step: "installing" } });
  });

  it("can wait, and stays on the page of the settings", async () => {
    const app = await ready();
    await app.user.click(within(line()).getByRole("button", { name: "Later" }));
    expect(screen.queryByText("Version 0.2.0 is ready.")).toBeNull();
    await showAbout(app);
    expect(button("Restart now")).toBeTruthy();
    expect(app.bridge.world.updates).toEqual(READY);
  });

  it("says in its line when it could not be installed", async () => {
    const app = await ready();
    app.bridge.failNext("updates.restart", "update-damaged");
    await app.user.click(within(line()).getByRole("button", { name: "Restart now" }));
    await app.settle();
    expect(line().textContent).toMatch(/not what Stamp’s makers signed/);
  });
});

describe("third-party licenses", () => {
  it("are listed, and their words appear when one is opened", async () => {
    const app = await openAbout();
    await app.user.click(button("Third-party licenses…"));
    await app.settle();
    const dialog = screen.getByRole("dialog", { name: "Third-party licenses" });
    expect(within(dialog).getByText(/LICENSES\.chromium\.html/)).toBeTruthy();
    const react = within(dialog).getByRole("button", { name: /^react/ });
    expect(react.getAttribute("aria-expanded")).toBe("false");
    await app.user.click(react);
    await app.settle();
    expect(react.getAttribute("aria-expanded")).toBe("true");
    expect(within(dialog).getByRole("region", { name: /^react/ }).textContent).toMatch(/Permission is hereby granted/);
    await app.user.click(react);
    expect(within(dialog).queryByRole("region")).toBeNull();
  });

  it("say when they cannot be read", async () => {
    const app = await openAbout();
    app.bridge.failNext("licences.list", "internal");
    await app.user.click(button("Third-party licenses…"));
    await app.settle();
    expect(within(screen.getByRole("dialog")).getByRole("alert").textContent).toMatch(/Something went wrong/);
  });
});
