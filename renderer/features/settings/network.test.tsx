// @vitest-environment happy-dom
import { screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { cleanUpAfterEach, renderApp, type Rendered } from "../../testing/render-app";

cleanUpAfterEach();

async function openNetwork(): Promise<Rendered> {
  const app = await renderApp();
  await app.user.click(screen.getByRole("button", { name: "Settings" }));
  await app.user.click(screen.getByRole("button", { name: "Network" }));
  return app;
}

async function openProxy(): Promise<Rendered> {
  const app = await openNetwork();
  await app.user.click(screen.getByRole("button", { name: "Change…" }));
  return app;
}

const dialog = () => within(screen.getByRole("dialog", { name: "Proxy" }));

async function use(app: Rendered, url: string, user = "", password = ""): Promise<void> {
  const fields: readonly (readonly [string, string])[] = [["Proxy", url], ["User name at the proxy", user], ["Password at the proxy", password]];
  for (const [label, text] of fields) {
    await app.user.clear(dialog().getByLabelText(label));
    if (text !== "") await app.user.type(dialog().getByLabelText(label), text);
  }
  await app.user.click(dialog().getByRole("button", { name: /^Connect/ }));
  await app.settle();
}

describe("the network in the settings", () => {
  it("takes a proxy, shows it without its password, and asks for that again", async () => {
    const app = await openProxy();
    await use(app, "socks5://127.0.0.1:1080", "anna", "s3cret");
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(screen.getByText("socks5://127.0.0.1:1080")).toBeTruthy();
    expect(screen.getByText(/through this proxy, as anna/)).toBeTruthy();
    await app.user.click(screen.getByRole("button", { name: "Change…" }));
    expect(dialog().getByText(/Type the password again/)).toBeTruthy();
    expect(dialog().getByLabelText<HTMLInputElement>("Password at the proxy").value).toBe("");
    expect(document.body.innerHTML).not.toContain("s3cret");
  });

  it.each([
    [15 * 60_000, /15 min slow/],
    [-3 * 3600_000, /3 h fast/],
    [121_000, /2 min slow/],
  ])("says by how much this computer's clock is off: %i", async (clockOffset, words) => {
    const app = await openNetwork();
    expect(screen.queryByText(/This computer’s clock/)).toBeNull();
    await app.tell({ type: "connection-changed", connection: { status: "online", since: 0, clockOffset } });
    expect(screen.getByText(words)).toBeTruthy();
    expect(screen.getByText(/Set the clock in the system’s settings/)).toBeTruthy();
    await app.tell({ type: "connection-changed", connection: { status: "online", since: 0, clockOffset: 120_000 } });
    expect(screen.queryByText(/This computer’s clock/)).toBeNull();
  });

  it("goes back to no proxy with an empty address", async () => {
    const app = await openProxy();
    await use(app, "http://proxy.example.org:3128");
    await app.user.click(screen.getByRole("button", { name: "Change…" }));
    await use(app, "");
    expect(screen.getByText("No proxy")).toBeTruthy();
  });

  it("says at the field why a proxy cannot be used, and changes nothing", async () => {
    const app = await openProxy();
    await use(app, "proxy");
    expect(dialog().getByRole("alert").textContent).toMatch(/This is not a proxy’s address/);
    expect(screen.getByText("No proxy")).toBeTruthy();
  });
});
