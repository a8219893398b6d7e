// @vitest-environment happy-dom
import { act, screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { STORE_ERROR_CODES } from "../../../shared/errors";
import type { Address } from "../../../shared/ids";
import { errorSentence } from "../../i18n/error-text";
import { cleanUpAfterEach, renderApp } from "../../testing/render-app";
import { petrasWorld, phaseWorld } from "../../testing/scenes";

cleanUpAfterEach();

const ADDRESS = "petra@sip.example.org" as Address;

describe("a locked profile", () => {
  it("says why it did not open by itself and takes the passphrase", async () => {
    const app = await renderApp({
      world: phaseWorld({
        phase: "locked",
        address: ADDRESS,
        methods: ["passphrase", "recovery"],
        problem: "key-store-changed",
      }),
    });
    expect(screen.getByText(/key store has changed/)).toBeTruthy();
    await app.user.type(screen.getByLabelText("Passphrase"), "wrong{Enter}");
    await app.settle();
    expect(screen.getByRole("alert").textContent).toMatch(/not the passphrase/);
    await app.user.keyboard("n");
    expect(screen.getByLabelText<HTMLInputElement>("Passphrase").value).toBe("n");
    act(() => {
      app.bridge.emit("app.changed", petrasWorld().snapshot);
    });
    expect(screen.getByRole("heading", { name: "Chats" })).toBeTruthy();
  });

  it("opens with the recovery key instead", async () => {
    const app = await renderApp({
      world: phaseWorld({ phase: "locked", address: ADDRESS, methods: ["os", "recovery"] }),
    });
    expect(screen.getByRole("button", { name: "Open with the key store" })).toBeTruthy();
    await app.user.click(screen.getByRole("button", { name: "Use the recovery key" }));
    app.bridge.failNext("unlock.recoveryKey", "wrong-recovery-key");
    await app.user.type(screen.getByLabelText("Recovery key"), "k7qm 2xpa{Enter}");
    await app.settle();
    expect(screen.getByRole("alert").textContent).toMatch(/not the recovery key/);
  });
});

describe("a locked profile that opens by itself", () => {
  it("asks for nothing, and offers the other ways when the key store lets it wait", async () => {
    await renderApp({ world: phaseWorld({ phase: "locked", address: ADDRESS, methods: ["os", "recovery"], opening: true }) });
    expect(screen.getByRole("status").textContent).toBe("Opening your history");
    expect(screen.queryByRole("button")).toBeNull();
    expect(await screen.findByRole("button", { name: "Use the recovery key" }, { timeout: 10_000 })).toBeTruthy();
  }, 20_000);
});

describe("a history that cannot be opened", () => {
  it.each(STORE_ERROR_CODES)("(%s) says what happened, that nothing was deleted, and what to do", async (problem) => {
    await renderApp({ world: phaseWorld({ phase: "blocked", problem, address: ADDRESS }) });
    expect(screen.getByText(errorSentence(problem))).toBeTruthy();
    expect(screen.getByText(/Nothing was deleted/)).toBeTruthy();
    expect(screen.getAllByRole("listitem")).toHaveLength(3);
  });

  it("is looked at again when what keeps it closed was put right", async () => {
    const app = await renderApp({ world: phaseWorld({ phase: "blocked", problem: "database-unreadable", address: ADDRESS }) });
    app.bridge.failNext("recovery.tryAgain", "internal");
    await app.user.click(screen.getByRole("button", { name: "Try again" }));
    await app.settle();
    expect(screen.getByRole("alert").textContent).toBe(errorSentence("internal"));
    await app.user.click(screen.getByRole("button", { name: "Try again" }));
    await app.settle();
    expect(screen.queryByRole("alert")).toBeNull();
  });

  it("is repaired when asked to, with what the backup is from, and told in the window until that is read", async () => {
    const backups = [Date.UTC(2031, 2, 3, 14, 7)];
    const app = await renderApp({ world: phaseWorld({ phase: "blocked", problem: "database-damaged", address: ADDRESS, repair: { backups } }) });
    expect(screen.getByText(/takes the rest from the backup of 3 Mar 2031/)).toBeTruthy();
    expect(screen.getByRole("button", { name: "Try again" })).toBeTruthy();
    await app.user.click(screen.getByRole("button", { name: "Repair" }));
    const world = petrasWorld();
    const { state } = world.snapshot;
    if (state.phase !== "ready") throw new Error("petra's world is open");
    const repair = { at: backups[0]!, saved: 41, fromBackup: 1, backupAt: backups[0]!, leftOut: 0, namelessContacts: 0, mayMiss: true, keptIn: "/kept" };
    act(() => {
      app.bridge.emit("app.changed", { ...world.snapshot, state: { ...state, session: { ...state.session, repair } } });
    });
    expect(screen.getByText(/41 messages were saved from the damaged file. 1 more came from the backup of 3 Mar 2031. What was written after/)).toBeTruthy();
    act(() => {
      app.bridge.emit("session.events", [{ type: "repair-dismissed" }]);
    });
    expect(screen.queryByText(/were saved from the damaged file/)).toBeNull();
  });

  it("offers a new start when nothing can be saved, and asks for the address first", async () => {
    const app = await renderApp({ world: phaseWorld({ phase: "blocked", problem: "database-damaged", address: ADDRESS, repair: { backups: [] } }) });
    app.bridge.failNext("recovery.repair", "repair-impossible");
    await app.user.click(screen.getByRole("button", { name: "Repair" }));
    await app.settle();
    expect(screen.getByText(/can’t be repaired/)).toBeTruthy();
    await app.user.click(screen.getByRole("button", { name: "Remove and start anew…" }));
    await app.user.type(screen.getByRole("textbox"), ADDRESS);
    app.bridge.failNext("account.remove", "invalid-address");
    await app.user.click(screen.getByRole("button", { name: "Delete everything" }));
    await app.settle();
    expect(screen.getByText(errorSentence("invalid-address"))).toBeTruthy();
  });
});
