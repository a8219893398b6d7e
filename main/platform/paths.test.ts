import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { isProfileName } from "../../shared/profile";
import { profilePaths } from "./paths";

describe("profile names", () => {
  it.each(["default", "friend", "a", "work-2", "x_y", "a".repeat(32)])("%s is one", (name) => {
    expect(isProfileName(name)).toBe(true);
  });

  it.each(["", "..", ".", "a/b", "a\\b", "Bob", "-x", "a b", "con", "lpt1", "a".repeat(33), "é", "a\n"])(
    "%j is none",
    (name) => {
      expect(isProfileName(name)).toBe(false);
      expect(() => profilePaths("/data", name)).toThrow(RangeError);
    },
  );
});

it("a profile's files lie in its own folder, the try server beside all profiles", () => {
  const { account, log, window, tryServer } = profilePaths("/data", "friend");
  const root = join("/data", "profiles", "friend");
  for (const path of [account, log, window]) expect(path.startsWith(root)).toBe(true);
  expect(tryServer).toBe(join("/data", "try-server"));
});
