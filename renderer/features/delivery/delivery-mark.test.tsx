// @vitest-environment happy-dom
import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, it } from "vitest";
import { DeliveryMark } from "./DeliveryMark";

afterEach(cleanup);

it("fades in only where it takes the place of another mark", () => {
  const { rerender } = render(<DeliveryMark status="sent" />);
  expect(screen.getByRole("img").getAttribute("class")).not.toContain("exchanged");
  rerender(<DeliveryMark status="delivered" />);
  expect(screen.getByRole("img").getAttribute("class")).toContain("exchanged");
});
