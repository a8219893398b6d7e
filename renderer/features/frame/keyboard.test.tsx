// @vitest-environment happy-dom
import { screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { cleanUpAfterEach, renderApp, type Rendered } from "../../testing/render-app";

cleanUpAfterEach();

async function open(name: RegExp): Promise<Rendered> {
  const app = await renderApp();
  await app.user.click(screen.getByRole("option", { name }));
  await app.settle();
  return app;
}

function composer(): HTMLElement {
  return screen.getByRole("textbox", { name: /^Message to/ });
}

describe("the keyboard", () => {
  it("goes to the composer when the panel that has it folds", async () => {
    const app = await open(/Bob/);
    await app.user.keyboard("{Control>}i{/Control}");
    screen.getByRole("button", { name: "Compare safety number" }).focus();
    await app.user.keyboard("{Escape}");
    await app.settle();
    expect(screen.queryByRole("complementary")).toBeNull();
    expect(document.activeElement).toBe(composer());
  });

  it("goes to the composer when the thing that has it did its work", async () => {
    const app = await open(/Martin/);
    const message = within(screen.getByRole("log"));
    message.getAllByRole("button", { name: "Resend" })[0]?.focus();
    await app.user.keyboard("{Enter}");
    await app.settle();
    expect(message.queryByRole("button", { name: "Resend" })).toBeNull();
    expect(document.activeElement).toBe(composer());
  });

  it("goes to the list when the chat that has it is left", async () => {
    const app = await open(/Bob/);
    await app.user.keyboard("{Control>}i{/Control}");
    screen.getByRole("button", { name: "Remove contact" }).focus();
    await app.user.keyboard("{Enter}{Tab}{Enter}");
    await app.settle();
    expect(screen.queryByRole("option", { name: /Bob/ })).toBeNull();
    expect(document.activeElement?.getAttribute("role")).toBe("option");
  });

  it("opens no contact panel beside the message requests", async () => {
    const app = await open(/Bob/);
    await app.user.click(screen.getByRole("button", { name: /Message requests/ }));
    await app.user.keyboard("{Control>}i{/Control}");
    expect(screen.queryByRole("complementary")).toBeNull();
  });
});
