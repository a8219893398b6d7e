// @vitest-environment happy-dom
import { act, cleanup, render } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { useDayStart } from "./use-now";

const EVENING = new Date(2026, 10, 22, 23, 59, 50).getTime();

function Day() {
  return <p>{new Date(useDayStart()).getDate()}</p>;
}

beforeEach(() => {
  vi.useFakeTimers({ now: EVENING });
});

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

it("changes for all who show it at midnight, with one timer for them", () => {
  const { container } = render([<Day key={1} />, <Day key={2} />]);
  expect(container.textContent).toBe("2222");
  expect(vi.getTimerCount()).toBe(1);
  act(() => { vi.advanceTimersByTime(10_000); });
  expect(container.textContent).toBe("2323");
  act(() => { vi.advanceTimersByTime(24 * 3_600_000); });
  expect(container.textContent).toBe("2424");
});

it("is today's for who shows it after a time in which nobody did, and no timer is left behind", () => {
  render(<Day />).unmount();
  expect(vi.getTimerCount()).toBe(0);
  vi.setSystemTime(EVENING + 3 * 24 * 3_600_000);
  expect(render(<Day />).container.textContent).toBe("25");
});
