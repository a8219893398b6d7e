import { expect, it } from "vitest";
import { assertServerAllowed, isEvaluationRuntime } from "./evaluation";

it.each([
  ["25.1.1", true],
  ["34.9.9", true],
  ["35.0.0", false],
  ["45.4.1", false],
  [undefined, false],
])("runtime %s: evaluation %s", (version, expected) => {
  expect(isEvaluationRuntime(version)).toBe(expected);
});

it.each([
  [true, true, "taken"],
  [true, false, "evaluation-only-loopback"],
  [false, false, "taken"],
  [false, true, "taken"],
])("evaluation %s, loopback %s: %s", (evaluation, loopback, expected) => {
  const check = () => {
    assertServerAllowed({ loopback }, evaluation);
    return "taken";
  };
  if (expected === "taken") expect(check()).toBe(expected);
  else expect(check).toThrow(expect.objectContaining({ code: expected }) as Error);
});
