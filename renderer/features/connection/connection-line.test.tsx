// @vitest-environment happy-dom
import { act, fireEvent, screen, within } from "@testing-library/react";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { CLOCK_TOLERANCE, type Connection, type ConnectionProblem } from "../../../shared/connection";
import { connectionSentence } from "../../i18n/error-text";
import { at, SCENE_NOW } from "../../testing/people";
import { cleanUpAfterEach, renderApp, type Rendered } from "../../testing/render-app";
import { petrasWorld } from "../../testing/scenes";

cleanUpAfterEach();

beforeEach(() => {
  vi.useFakeTimers({ now: SCENE_NOW, shouldAdvanceTime: true });
});

function line(): string {
  return screen.getByRole("status").textContent;
}

async function become(app: Rendered, connection: Connection): Promise<void> {
  await app.tell({ type: "connection-changed", connection });
}

describe("the connection line", () => {
  it("is not there while all is well", async () => {
    await renderApp();
    expect(screen.queryByRole("status")).toBeNull();
  });

  it("says since when, why, what happens next and that nothing is lost", async () => {
    await renderApp({ world: petrasWorld({ offline: true }) });
    expect(line()).toContain("Not connected since 14:02.");
    expect(line()).toContain("The server closed the connection.");
    expect(line()).toContain("Next try in 8 s.");
    expect(line()).toContain("What you write waits here and goes by itself.");
  });

  it("counts down to the next try", async () => {
    await renderApp({ world: petrasWorld({ offline: true }) });
    await act(() => vi.advanceTimersByTimeAsync(3000));
    expect(line()).toContain("Next try in 5 s.");
  });

  it("stays, with the beginning of the outage, while a try is under way", async () => {
    const app = await renderApp({ world: petrasWorld({ offline: true }) });
    await app.user.click(screen.getByRole("button", { name: "Try now" }));
    await app.settle();
    expect(line()).toContain("Not connected since 14:02.");
    expect(line()).toContain("Trying now.");
    await become(app, { status: "offline", since: at("14:07"), problem: "server-silent" });
    expect(line()).toContain("Not connected since 14:02.");
    await become(app, { status: "online", since: at("14:07") });
    expect(screen.queryByRole("status")).toBeNull();
  });

  it("tries at once when the computer has a network again", async () => {
    const app = await renderApp({ world: petrasWorld({ offline: true }) });
    fireEvent(window, new Event("online"));
    await app.settle();
    expect(line()).toContain("Trying now.");
  });

  it("does not flash while the app connects for the first time", async () => {
    const app = await renderApp();
    await become(app, { status: "stopped" });
    await become(app, { status: "connecting", since: SCENE_NOW });
    expect(screen.queryByRole("status")).toBeNull();
    await act(() => vi.advanceTimersByTimeAsync(2500));
    expect(line()).toContain("Connecting.");
  });

  it("asks for the password again when the server refuses it", async () => {
    const app = await renderApp();
    await become(app, { status: "sign-in-refused", since: SCENE_NOW });
    await app.user.click(screen.getByRole("button", { name: "Sign in again" }));
    const dialog = within(screen.getByRole("dialog"));
    await app.user.type(dialog.getByLabelText("Password"), "wrong{Enter}");
    await app.settle();
    expect(dialog.getByRole("alert").textContent).toMatch(/doesn’t accept/);
    await app.user.clear(dialog.getByLabelText("Password"));
    await app.user.type(dialog.getByLabelText("Password"), "right{Enter}");
    await app.settle();
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(screen.queryByRole("status")).toBeNull();
  });

  it("offers to sign in here when another device took over", async () => {
    const app = await renderApp();
    await become(app, { status: "replaced", since: SCENE_NOW });
    expect(line()).toContain("This account was opened on another device.");
    await app.user.click(screen.getByRole("button", { name: "Sign in here" }));
    await app.settle();
    expect(screen.queryByRole("status")).toBeNull();
  });

  it("says that this computer's clock is off, by how much, and leads to what can be done", async () => {
    const app = await renderApp();
    await become(app, { status: "online", since: SCENE_NOW, clockOffset: CLOCK_TOLERANCE });
    expect(screen.queryByRole("status")).toBeNull();
    await become(app, { status: "online", since: SCENE_NOW, clockOffset: 7 * 60_000 });
    expect(line()).toContain("This computer’s clock is 7 min slow. So says the server.");
    await app.user.click(screen.getByRole("button", { name: "What to do" }));
    expect(screen.getByText(/Set the clock in the system’s settings/)).toBeTruthy();
    expect(screen.queryByRole("button", { name: "What to do" })).toBeNull();
  });

  it("tells how far a backlog is while it is opened, and is gone when it is over", async () => {
    const app = await renderApp();
    act(() => {
      app.bridge.emit("progress", { task: "backlog", state: "running", fraction: 0.25, count: 1240 });
    });
    expect(line()).toContain("Opening what came meanwhile. You can read and write already. 310 of 1,240");
    expect(screen.getByRole("progressbar", { name: "Messages opened" }).getAttribute("aria-valuenow")).toBe("25");
    act(() => {
      app.bridge.emit("progress", { task: "backlog", state: "done" });
    });
    expect(screen.queryByRole("status")).toBeNull();
  });

  it.each<ConnectionProblem>([
    "network-unreachable",
    "server-refused",
    "server-closed",
    "server-silent",
    "certificate-untrusted",
    "certificate-self-signed",
    "certificate-expired",
    "certificate-not-yet-valid",
    "certificate-wrong-host",
    "name-not-found",
    "registration-rejected",
    "proxy-unreachable",
    "proxy-refused",
    "proxy-failed",
    "proxy-silent",
    "insecure-through-proxy",
    "evaluation-only-loopback",
  ])("says %s in a sentence", async (problem) => {
    const app = await renderApp();
    await become(app, { status: "offline", since: SCENE_NOW, problem });
    expect(line()).toContain(connectionSentence(problem));
    expect(line()).not.toContain(problem);
  });
});
