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

describe("a history that cannot be opened", () => {
  it.each(STORE_ERROR_CODES)("(%s) says what happened, that nothing was deleted, and what to do", async (problem) => {
    await renderApp({ world: phaseWorld({ phase: "blocked", problem, address: ADDRESS }) });
    expect(screen.getByText(errorSentence(problem))).toBeTruthy();
    expect(screen.getByText(/Nothing was deleted/)).toBeTruthy();
    expect(screen.getAllByRole("listitem")).toHaveLength(3);
  });
});
