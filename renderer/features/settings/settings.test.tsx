// @vitest-environment happy-dom
import { act, screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { sessionOf } from "../../testing/mock-world";
import { cleanUpAfterEach, renderApp, type Rendered } from "../../testing/render-app";

cleanUpAfterEach();

async function openSettings(page: string): Promise<Rendered> {
  const app = await renderApp();
  await app.user.click(screen.getByRole("button", { name: "Settings" }));
  await app.user.click(screen.getByRole("button", { name: page }));
  return app;
}

describe("the settings", () => {
  it("change the theme of the window", async () => {
    const app = await openSettings("Appearance");
    await app.user.click(screen.getByRole("radio", { name: /^Dark/ }));
    await app.settle();
    expect(document.documentElement.dataset["theme"]).toBe("dark");
  });

  it("show a choice only when it was stored", async () => {
    const app = await openSettings("Security");
    app.bridge.failNext("settings.update", "disk-full");
    await app.user.click(screen.getByRole("radio", { name: /At least 2.2/ }));
    await app.settle();
    expect(screen.getByRole<HTMLInputElement>("radio", { name: /Never below/ }).checked).toBe(true);
    expect(screen.getByRole("alert").textContent).toMatch(/disk is full/);
  });

  it("allow 1.0 for everybody, with a warning beside it", async () => {
    const app = await openSettings("Security");
    const choice = screen.getByRole<HTMLInputElement>("radio", { name: /^Down to 1\.0/ });
    expect(choice.closest("label")?.textContent).toMatch(/Not recommended.*doesn’t say for whom a message is/);
    await app.user.click(choice);
    await app.settle();
    expect(sessionOf(app.bridge.world).settings.minimumProtocol).toBe("allow-1.0");
    expect(choice.checked).toBe(true);
  });

  it("switch read receipts off", async () => {
    const app = await openSettings("Security");
    await app.user.click(screen.getByRole("switch"));
    await app.settle();
    expect(sessionOf(app.bridge.world).settings.readReceipts).toBe(false);
    expect(screen.getByRole<HTMLInputElement>("switch").checked).toBe(false);
  });

  it("remove the account only when the address is typed", async () => {
    const app = await openSettings("Account");
    await app.user.click(screen.getByRole("button", { name: "Remove…" }));
    const go = screen.getByRole("button", { name: "Delete everything" });
    expect(go).toHaveProperty("disabled", true);
    await app.user.type(screen.getByLabelText(/^Type petra@sip.example.org/), "petra@sip.example.org");
    expect(go).toHaveProperty("disabled", false);
  });

  it("list whom we blocked and give them back", async () => {
    const app = await openSettings("Blocked");
    expect(screen.getByText("spam@sip.example.org")).toBeTruthy();
    await app.user.click(screen.getByRole("button", { name: "Unblock" }));
    await app.settle();
    expect(screen.getByText("Nobody is blocked")).toBeTruthy();
  });

  it("are left with Esc", async () => {
    const app = await openSettings("About");
    expect(screen.getByText("Version 0.1.0")).toBeTruthy();
    await app.user.keyboard("{Escape}");
    expect(screen.getByRole("heading", { name: "Chats" })).toBeTruthy();
  });
});

describe("the help", () => {
  it("opens with a question mark, but not while one writes", async () => {
    const app = await renderApp();
    await app.user.keyboard("?");
    expect(screen.getByRole("dialog", { name: "Keyboard" })).toBeTruthy();
    await app.user.click(screen.getAllByRole("button", { name: "Close" })[0]!);
    await app.user.click(screen.getByRole("option", { name: /Jana/ }));
    await app.settle();
    await app.user.keyboard("Why?");
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(screen.getByRole<HTMLTextAreaElement>("textbox", { name: /^Message to/ }).value).toBe("Why?");
  });
});

describe("evaluation mode", () => {
  it("is named in one calm line", async () => {
    const app = await renderApp();
    act(() => {
      app.bridge.emit("app.changed", { ...app.bridge.world.snapshot, evaluation: true });
    });
    expect(screen.getByText("Evaluation runtime: local servers only. Not for real conversations.")).toBeTruthy();
  });
});

describe("moving to another computer", () => {
  async function openExport(): Promise<Rendered> {
    const app = await openSettings("Data");
    await app.user.click(screen.getByRole("button", { name: "Save account file…" }));
    return app;
  }
  async function save(app: Rendered, passphrase: string, again = passphrase): Promise<void> {
    await app.user.type(screen.getByLabelText("Passphrase for the file"), passphrase);
    await app.user.type(screen.getByLabelText("Passphrase again"), `${again}{Enter}`);
    await app.settle();
  }

  it("says what is in the file and what follows, and what to do when it is saved", async () => {
    const app = await openExport();
    expect(screen.getByText(/Whoever has it and its passphrase can read all of it/)).toBeTruthy();
    expect(screen.getByText(/on one computer at a time/)).toBeTruthy();
    await save(app, "meadow 7");
    const saved = screen.getByRole("dialog", { name: "The account file is saved" });
    await app.user.click(within(saved).getByRole("button", { name: "Sign out…" }));
    expect(screen.getByRole("dialog", { name: "Sign out?" })).toBeTruthy();
  });

  it("wants the passphrase twice, the same", async () => {
    const app = await openExport();
    await save(app, "meadow 7", "meadow");
    expect(screen.getByRole("alert").textContent).toMatch(/not the same/);
  });

  it("shows how far it is, and can be called off", async () => {
    const app = await openExport();
    await save(app, "slow one");
    act(() => {
      app.bridge.emit("progress", { task: "export", state: "running", fraction: 0.25 });
    });
    expect(screen.getByRole("progressbar", { name: "Saving the account file" }).getAttribute("aria-valuenow")).toBe("25");
    await app.user.click(screen.getByRole("button", { name: "Cancel" }));
    await app.settle();
    expect(screen.queryByRole("alert")).toBeNull();
    expect(screen.getByRole("button", { name: "Choose where to save…" })).toBeTruthy();
  });

  it("tells when the disk does not take the file", async () => {
    const app = await openExport();
    app.bridge.failNext("account.export", "file-not-saved");
    await save(app, "meadow 7");
    expect(screen.getByRole("alert").textContent).toMatch(/could not be saved there/);
  });
});
