// @vitest-environment happy-dom
import { renderHook, waitFor } from "@testing-library/react";
import { expect, it } from "vitest";
import { useDrawnAhead } from "./use-drawn-ahead";

it("grows from what is on screen to all of it, and begins anew with other rows", async () => {
  const seen: number[] = [];
  const { result, rerender } = renderHook(
    ({ generation }) => {
      const ahead = useDrawnAhead(generation);
      seen.push(ahead);
      return ahead;
    },
    { initialProps: { generation: 1 } },
  );
  expect(result.current).toBe(0);
  await waitFor(() => { expect(result.current).toBe(600); });
  expect(seen).toEqual([0, 150, 300, 450, 600]);
  rerender({ generation: 2 });
  expect(result.current).toBe(0);
  await waitFor(() => { expect(result.current).toBe(600); });
});
