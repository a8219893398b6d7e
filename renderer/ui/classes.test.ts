import { describe, expect, it } from "vitest";
import { classes } from "./classes";

describe("class names", () => {
  it("are joined, without those that do not apply", () => {
    const cx = classes({ row: "r1", open: "o2" });
    expect(cx("row", "open")).toBe("r1 o2");
    expect(cx("row", false, undefined)).toBe("r1");
  });

  it("that a sheet does not have are a mistake", () => {
    expect(() => classes({})("missing")).toThrow(/missing/);
  });
});
