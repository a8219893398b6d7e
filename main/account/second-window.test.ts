import { describe, expect, it } from "vitest";
import { secondWindowArguments } from "./second-window";

describe("the second person's window", () => {
  it("of an installed app gets a profile and nothing else", () => {
    const program = { executable: "/opt/stamp", appFolder: undefined, noSandbox: false, userData: undefined };
    expect(secondWindowArguments(program)).toEqual(["--profile=friend", "--join-try"]);
  });

  it("of an app that is not packaged gets its folder first and keeps the test's places", () => {
    const program = { executable: "/e/electron", appFolder: "/src/stamp", noSandbox: true, userData: "/tmp/a b" };
    expect(secondWindowArguments(program)).toEqual([
      "/src/stamp",
      "--profile=friend",
      "--join-try",
      "--no-sandbox",
      "--stamp-user-data=/tmp/a b",
    ]);
  });
});
