// @vitest-environment happy-dom
import { act, screen } from "@testing-library/react";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { speak } from "../../i18n/i18n";
import { openBob, row } from "../../testing/bobs-chat";
import { sessionOf, updateSettings } from "../../testing/mock-world";
import { cleanUpAfterEach, renderApp, type Rendered } from "../../testing/render-app";
import { phaseWorld } from "../../testing/scenes";
import type { Settings } from "../../../shared/settings";
import type { Address } from "../../../shared/ids";

// Their files are read once; afterwards a language is spoken at once.
beforeAll(async () => {
  for (const language of ["sk", "cs", "en"] as const) await speak(language, []);
}, 30_000);
cleanUpAfterEach();
afterEach(async () => {
  await speak("en", []);
  document.documentElement.style.fontSize = "";
});

async function change(app: Rendered, settings: Partial<Settings>): Promise<void> {
  await app.tell(updateSettings(app.bridge.world, { ...sessionOf(app.bridge.world).settings, ...settings }));
}

describe("the language", () => {
  it("is chosen by its own name, and the window speaks it at once", async () => {
    const app = await renderApp();
    await app.user.click(screen.getByRole("button", { name: "Settings" }));
    await app.user.click(screen.getByRole("button", { name: "Language" }));
    await app.user.click(screen.getByRole("radio", { name: "Slovenčina" }));
    await app.settle();
    expect(screen.getByRole("heading", { name: "Nastavenia" })).toBeDefined();
    expect(document.documentElement.lang).toBe("sk");
    expect(screen.getByText("12 500", { exact: false, normalizer: (text) => text.replaceAll(/\s/g, " ") })).toBeDefined();
    expect(document.activeElement).toBe(screen.getByRole("radio", { name: "Slovenčina" }));
  });

  it("changes under an open chat without touching what is typed, also in rows that did not change", async () => {
    const app = await openBob();
    const field = screen.getByRole("textbox", { name: "Message to Bob Kováč" });
    await app.user.type(field, "Half a sentence");
    expect(row("Clean copy is with the notary.").innerHTML).toMatch(/Delivered/);
    await change(app, { language: "cs" });
    expect(document.documentElement.lang).toBe("cs");
    expect(screen.getByRole("textbox", { name: "Zpráva pro kontakt Bob Kováč" })).toBe(field);
    expect(field).toHaveProperty("value", "Half a sentence");
    expect(document.activeElement).toBe(field);
    expect(row("Clean copy is with the notary.").innerHTML).toMatch(/Doručeno/);
  });

  it("is the system’s as long as nothing else is chosen, and follows it", async () => {
    await renderApp({ language: "sk" });
    expect(document.documentElement.lang).toBe("sk");
    Object.defineProperty(navigator, "languages", { configurable: true, value: ["en-GB"] });
    act(() => {
      globalThis.dispatchEvent(new Event("languagechange"));
    });
    expect(document.documentElement.lang).toBe("en");
    expect(screen.getByRole("button", { name: "Settings" })).toBeDefined();
  });

  it("before the account is open is the one of last time, as are the looks", async () => {
    const world = phaseWorld({ phase: "locked", address: "petra@sip.example.org" as Address, methods: ["passphrase"] });
    world.snapshot = { ...world.snapshot, appearance: { theme: "dark", language: "cs", textSize: 130 } };
    await renderApp({ world });
    expect(screen.getByRole("heading", { name: "Odemknout Stamp" })).toBeDefined();
    expect(document.documentElement.dataset["theme"]).toBe("dark");
    expect(document.documentElement.style.fontSize).toBe("130%");
  });
});

describe("the size of text", () => {
  it("changes that of the whole window", async () => {
    const app = await renderApp();
    await app.user.click(screen.getByRole("button", { name: "Settings" }));
    await app.user.click(screen.getByRole("button", { name: "Appearance" }));
    await app.user.click(screen.getByRole("radio", { name: "150%" }));
    await app.settle();
    expect(document.documentElement.style.fontSize).toBe("150%");
    expect(sessionOf(app.bridge.world).settings.textSize).toBe(150);
    await change(app, { textSize: 100 });
    expect(document.documentElement.style.fontSize).toBe("");
  });
});
