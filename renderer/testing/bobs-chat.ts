// For tests of the chat: Petra's chat with Bob, open, and its rows.
import { screen } from "@testing-library/react";
import type { ContactId } from "../../shared/ids";
import { renderApp, type Rendered } from "./render-app";
import { petrasWorld } from "./scenes";

export const BOB = 1 as ContactId;

export async function openBob(world = petrasWorld()): Promise<Rendered> {
  const app = await renderApp({ world });
  await app.user.click(screen.getByRole("option", { name: /Bob Kováč/ }));
  await app.settle();
  return app;
}

/** The message row that carries this text. */
export function row(text: string): HTMLElement {
  const found = screen.getAllByRole("article").find((one) => one.textContent.includes(text));
  if (found === undefined) throw new Error(`no message ${text}`);
  return found;
}
