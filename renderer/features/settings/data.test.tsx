// @vitest-environment happy-dom
import { screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { sessionOf } from "../../testing/mock-world";
import { cleanUpAfterEach, renderApp, type Rendered } from "../../testing/render-app";

cleanUpAfterEach();

async function open(page: "Data" | "Network"): Promise<Rendered> {
  const app = await renderApp();
  await app.user.click(screen.getByRole("button", { name: "Settings" }));
  await app.user.click(screen.getByRole("button", { name: page }));
  await app.settle();
  return app;
}

const keptDays = (app: Rendered): number => sessionOf(app.bridge.world).settings.retentionDays;

describe("the data page", () => {
  it("says how much of the disk history, backups and log take, and nothing of damaged files that are not there", async () => {
    await open("Data");
    for (const size of ["41 MB", "121 MB", "312 KB"]) expect(screen.getByText(size)).toBeTruthy();
    expect(screen.queryByText("Damaged files that were kept")).toBeNull();
  });

  it("says when the sizes can't be read", async () => {
    const app = await renderApp();
    app.bridge.failNext("diagnostics.storage", "internal");
    await app.user.click(screen.getByRole("button", { name: "Settings" }));
    await app.user.click(screen.getByRole("button", { name: "Data" }));
    await app.settle();
    expect(screen.getByText("The sizes can’t be read now.")).toBeTruthy();
  });

  it("asks before messages go, says how many, and keeps them unless one says so", async () => {
    const app = await open("Data");
    app.bridge.answerNext("conversations.countExpired", { count: 1240 });
    await app.user.click(screen.getByRole("radio", { name: "30 days" }));
    await app.settle();
    const question = within(screen.getByRole("dialog", { name: "Delete older messages?" }));
    expect(question.getByText(/1,240 messages are older than 30 days and go from this computer now/)).toBeTruthy();
    expect(document.activeElement?.textContent).toBe("Keep them");
    await app.user.click(question.getByRole("button", { name: "Keep them" }));
    expect(keptDays(app)).toBe(0);
    app.bridge.answerNext("conversations.countExpired", { count: 1240 });
    await app.user.click(screen.getByRole("radio", { name: "30 days" }));
    await app.settle();
    await app.user.click(screen.getByRole("button", { name: "Delete them" }));
    await app.settle();
    expect(keptDays(app)).toBe(30);
    expect(screen.getByRole<HTMLInputElement>("radio", { name: "30 days" }).checked).toBe(true);
  });

  it("names a time that is none of those offered, in the right number", async () => {
    const app = await open("Data");
    await app.tell({ type: "settings-changed", settings: { ...sessionOf(app.bridge.world).settings, retentionDays: 1 } });
    expect(screen.getByRole<HTMLInputElement>("radio", { name: "1 day" }).checked).toBe(true);
  });

  it("does not ask when nothing would go", async () => {
    const app = await open("Data");
    app.bridge.answerNext("conversations.countExpired", { count: 0 });
    await app.user.click(screen.getByRole("radio", { name: "1 year" }));
    await app.settle();
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(keptDays(app)).toBe(365);
    await app.user.click(screen.getByRole("radio", { name: "For ever" }));
    await app.settle();
    expect(keptDays(app)).toBe(0);
  });
});

describe("the network page", () => {
  it("tests the way to the server step by step", async () => {
    const app = await open("Network");
    expect(screen.getByText("wss://sip.example.org:7443")).toBeTruthy();
    await app.user.click(screen.getByRole("button", { name: "Test" }));
    await app.settle();
    const steps = screen.getByText("Server found").closest("ol") as HTMLElement;
    expect(within(steps).getAllByRole("listitem").map((step) => step.textContent)).toEqual([
      "Server found23 ms",
      "Secure connection, certificate valid58 ms",
      "Signed in41 ms",
    ]);
    expect(screen.getByRole("button", { name: "Test again" })).toBeTruthy();
  });

  it("says why the test ended", async () => {
    const app = await open("Network");
    app.bridge.answerNext("connection.test", [{ step: "server", ok: false, milliseconds: 9, problem: "name-not-found" }]);
    await app.user.click(screen.getByRole("button", { name: "Test" }));
    await app.settle();
    expect(screen.getByText(/The server’s name was not found/)).toBeTruthy();
  });

  it("leads to the diagnostics", async () => {
    const app = await open("Network");
    await app.user.click(screen.getByRole("button", { name: "Open" }));
    expect(screen.getByRole("heading", { level: 2, name: "Diagnostics" })).toBeTruthy();
  });
});
