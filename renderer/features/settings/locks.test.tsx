// @vitest-environment happy-dom
import { fireEvent, screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { cleanUpAfterEach, renderApp, type Rendered } from "../../testing/render-app";
import { acceleratorOf, shortcutWords } from "./shortcut-keys";

cleanUpAfterEach();

async function page(name: "Account" | "Security"): Promise<Rendered> {
  const app = await renderApp();
  await app.user.keyboard("{Control>},{/Control}");
  await app.user.click(screen.getByRole("button", { name }));
  await app.settle();
  return app;
}

describe("the lock's settings", () => {
  it("say after how many minutes Stamp asks, and change it", async () => {
    const app = await page("Security");
    expect(screen.getByText("Ask for the passphrase after 10 minutes")).toBeTruthy();
    await app.user.selectOptions(screen.getByRole("combobox", { name: "Lock by itself" }), "1 hour");
    await app.settle();
    expect(screen.getByText("Ask for the passphrase after one hour")).toBeTruthy();
    await app.user.selectOptions(screen.getByRole("combobox", { name: "Lock by itself" }), "Never");
    await app.settle();
    expect(screen.getByText("Don’t ask for the passphrase while Stamp runs")).toBeTruthy();
  });

  it("say what sleep does, and change it", async () => {
    const app = await page("Security");
    await app.user.selectOptions(screen.getByRole("combobox", { name: "When the computer sleeps" }), "Lock fully");
    await app.settle();
    expect(app.store.getState().settings.lockOnSleep).toBe("close");
    app.bridge.failNext("settings.update", "disk-full");
    await app.user.selectOptions(screen.getByRole("combobox", { name: "When the computer sleeps" }), "Stay open");
    await app.settle();
    expect(app.store.getState().settings.lockOnSleep).toBe("close");
    expect(screen.getByText(/disk is full/i)).toBeTruthy();
  });
});

describe("the panic shortcut", () => {
  it("is chosen by pressing it, shown, and taken away", async () => {
    const app = await page("Security");
    await app.user.click(screen.getByRole("button", { name: "Choose keys…" }));
    const button = screen.getByRole("button", { name: "Press the keys…" });
    fireEvent.keyDown(button, { key: "Control", code: "ControlLeft", ctrlKey: true });
    expect(button.textContent).toBe("Ctrl …");
    fireEvent.keyDown(button, { key: "L", code: "KeyL", ctrlKey: true, altKey: true, shiftKey: true });
    await app.settle();
    expect(app.store.getState().settings.panicShortcut).toBe("Control+Alt+Shift+L");
    expect(screen.getByRole("button", { name: "Ctrl Alt Shift L. Choose other keys" })).toBeTruthy();
    await app.user.click(screen.getByRole("button", { name: "Remove" }));
    await app.settle();
    expect(app.store.getState().settings.panicShortcut).toBe("");
  });

  it("says why keys cannot be taken, and changes nothing on Esc or when left", async () => {
    const app = await page("Security");
    await app.user.click(screen.getByRole("button", { name: "Choose keys…" }));
    fireEvent.keyDown(screen.getByRole("button", { name: "Press the keys…" }), { key: "q", code: "KeyQ", ctrlKey: true });
    await app.settle();
    expect(screen.getByRole("alert").textContent).toMatch(/Hold at least two/);
    await app.user.click(screen.getByRole("button", { name: "Choose keys…" }));
    app.bridge.failNext("app.setPanicShortcut", "shortcut-taken");
    fireEvent.keyDown(screen.getByRole("button", { name: "Press the keys…" }), { key: "t", code: "KeyT", ctrlKey: true, altKey: true });
    await app.settle();
    expect(screen.getByRole("alert").textContent).toMatch(/Another program/);
    await app.user.click(screen.getByRole("button", { name: "Choose keys…" }));
    await app.user.keyboard("{Escape}");
    expect(screen.getByRole("button", { name: "Choose keys…" })).toBeTruthy();
    expect(screen.getByRole("heading", { name: "Security" })).toBeTruthy();
    await app.user.click(screen.getByRole("button", { name: "Choose keys…" }));
    await app.user.tab();
    expect(screen.getByRole("button", { name: "Choose keys…" })).toBeTruthy();
    expect(app.store.getState().settings.panicShortcut).toBe("");
  });

  const held = { ctrlKey: true, altKey: true, shiftKey: false, metaKey: false };
  it.each([
    ["z", "KeyY", "Control+Alt+Z"],
    ["ф", "KeyA", "Control+Alt+A"],
    ["ľ", "Digit2", "Control+Alt+2"],
    ["F9", "F9", "Control+Alt+F9"],
    ["Delete", "Delete", "Control+Alt+Delete"],
    ["Alt", "AltLeft", undefined],
    ["Dead", "BracketLeft", undefined],
  ])("of the key %s at the place %s is %s", (key, code, expected) => {
    expect(acceleratorOf({ ...held, key, code })).toBe(expected);
  });

  it("is shown as it is printed on the keys", () => {
    expect(shortcutWords("Control+Alt+Shift+Super+F12")).toBe("Ctrl Alt Shift Super F12");
  });
});

describe("what opens Stamp", () => {
  it("is changed with the present passphrase, which is asked for again when it is wrong", async () => {
    const app = await page("Security");
    await app.user.click(screen.getByRole("button", { name: "Change…" }));
    await app.settle();
    const dialog = within(screen.getByRole("dialog", { name: "Change the passphrase" }));
    const present = dialog.getByLabelText("Present passphrase");
    expect(document.activeElement).toBe(present);
    await app.user.type(present, "wrong");
    await app.user.type(dialog.getByLabelText("New passphrase"), "another lantern");
    await app.user.type(dialog.getByLabelText("Passphrase again"), "another lantern{Enter}");
    await app.settle();
    expect(dialog.getByRole("alert").textContent).toMatch(/not the passphrase/);
    expect(document.activeElement).toBe(present);
    await app.user.keyboard("right now{Enter}");
    await app.settle();
    expect(screen.getByText(/The new passphrase opens Stamp/)).toBeTruthy();
    await app.user.click(screen.getByRole("dialog").querySelector("[data-first-focus]")!);
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  it("is not asked for as long as the two new ones differ", async () => {
    const app = await page("Security");
    await app.user.click(screen.getByRole("button", { name: "Change…" }));
    await app.settle();
    await app.user.type(screen.getByLabelText("Present passphrase"), "present");
    await app.user.type(screen.getByLabelText("New passphrase"), "another lantern");
    await app.user.type(screen.getByLabelText("Passphrase again"), "another lamp{Enter}");
    await app.settle();
    expect(screen.getByRole("alert").textContent).toMatch(/not the same/);
  });

  it("becomes the key store, and a passphrase again", async () => {
    const app = await page("Security");
    await app.user.click(screen.getByRole("button", { name: "Use the key store…" }));
    await app.settle();
    await app.user.type(screen.getByLabelText("Present passphrase"), "present{Enter}");
    await app.settle();
    expect(screen.getByText(/key store opens Stamp from now on/)).toBeTruthy();
    await app.user.click(screen.getByRole("dialog").querySelector("[data-first-focus]")!);
    await app.settle();
    expect(screen.getByText(/Use a passphrase to be asked for one/)).toBeTruthy();
    await app.user.click(screen.getByRole("button", { name: "Use a passphrase…" }));
    await app.settle();
    expect(screen.getByText(/confirms that it is you/)).toBeTruthy();
  });

  it("is a new recovery key only when it was written down", async () => {
    const app = await page("Security");
    await app.user.click(screen.getByRole("button", { name: "Make a new one…" }));
    await app.settle();
    await app.user.type(screen.getByLabelText("Present passphrase"), "present{Enter}");
    await app.settle();
    expect(screen.getAllByRole("listitem").map(({ textContent }) => textContent)).toContain("M4TD");
    app.bridge.failNext("protection.useRecoveryKey", "disk-full");
    await app.user.click(screen.getByRole("button", { name: "I have written it down" }));
    await app.settle();
    expect(screen.getByText(/disk is full/i)).toBeTruthy();
    await app.user.click(screen.getByRole("button", { name: "I have written it down" }));
    await app.settle();
    expect(screen.queryByRole("dialog")).toBeNull();
  });
});

describe("other accounts", () => {
  it("are listed with their names, and opened", async () => {
    const app = await page("Account");
    expect(screen.getByText("p.novakova@office.example.com")).toBeTruthy();
    expect(screen.getByText("Name garden · open now")).toBeTruthy();
    app.bridge.failNext("profiles.open", "unknown-profile");
    await app.user.click(screen.getByRole("button", { name: "Open work" }));
    await app.settle();
    expect(screen.getByRole("alert").textContent).toMatch(/no longer on this computer/);
  });

  it("are added under a name that is none yet", async () => {
    const app = await page("Account");
    await app.user.click(screen.getByRole("button", { name: "Add…" }));
    const dialog = within(screen.getByRole("dialog", { name: "Add an account" }));
    const name = dialog.getByLabelText("Name on this computer");
    expect(document.activeElement).toBe(name);
    await app.user.type(name, "work{Enter}");
    await app.settle();
    expect(dialog.getByRole("alert").textContent).toMatch(/of this name already/);
    await app.user.type(name, " place{Enter}");
    await app.settle();
    expect(dialog.getByRole("alert").textContent).toMatch(/1 to 32 characters/);
    await app.user.clear(name);
    await app.user.type(name, "Club{Enter}");
    await app.settle();
    expect(screen.queryByRole("dialog")).toBeNull();
  });
});
