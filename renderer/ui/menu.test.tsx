// @vitest-environment happy-dom
import { act, cleanup, render, screen } from "@testing-library/react";
import { useState } from "react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Menu, menuPoint, type MenuPoint } from "./Menu";

const WINDOW = { width: 800, height: 600 };
const MENU = { width: 200, height: 100 };

beforeEach(() => {
  vi.spyOn(document.documentElement, "clientWidth", "get").mockReturnValue(WINDOW.width);
  vi.spyOn(document.documentElement, "clientHeight", "get").mockReturnValue(WINDOW.height);
  vi.spyOn(HTMLElement.prototype, "offsetWidth", "get").mockReturnValue(MENU.width);
  vi.spyOn(HTMLElement.prototype, "offsetHeight", "get").mockReturnValue(MENU.height);
});

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  document.body.style.direction = "";
});

function Opener() {
  const [at, setAt] = useState<MenuPoint | undefined>(undefined);
  const [close] = useState(() => () => { setAt(undefined); });
  const item = { key: "one", label: "One", icon: "check", onSelect: close } as const;
  return (
    <>
      <button type="button" onClick={(event) => { setAt(menuPoint(event.currentTarget)); }}>
        More
      </button>
      {at === undefined ? null : <Menu label="Menu" items={[item]} at={at} onClose={close} />}
    </>
  );
}

/** Opens it from a button between `left` and `right`. */
function open(left: number, right: number): void {
  render(<Opener />);
  const button = screen.getByRole("button", { name: "More" });
  vi.spyOn(button, "getBoundingClientRect").mockReturnValue({ left, right, bottom: 40 } as DOMRect);
  button.focus();
  act(() => { button.click(); });
}

const side = (): string => screen.getByRole("menu").style.left;

it.each([
  ["at the start of the button", 300, "300px"],
  ["inside the window where the button is at its end", 780, "592px"],
])("opens %s", (_where, left, expected) => {
  open(left, left + 16);
  expect(side()).toBe(expected);
});

it.each([
  ["at the start of the button, which is its right side", 300, "116px"],
  ["inside the window where the button is at its end", 10, "8px"],
])("opens to the left where one reads from the right, %s", (_where, left, expected) => {
  document.body.style.direction = "rtl";
  open(left, left + 16);
  expect(side()).toBe(expected);
});

it("closes when the window gets another size, and gives the keyboard back", () => {
  open(300, 316);
  expect(document.activeElement).toBe(screen.getByRole("menuitem", { name: "One" }));
  act(() => { document.defaultView?.dispatchEvent(new Event("resize")); });
  expect(screen.queryByRole("menu")).toBeNull();
  expect(document.activeElement).toBe(screen.getByRole("button", { name: "More" }));
});
