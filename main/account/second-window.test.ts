import { describe, expect, it } from "vitest";
import { otherWindowArguments, SECOND_PERSON } from "./second-window";

describe("the second person's window", () => {
  it("of an installed app gets a profile and nothing else", () => {
    const program = { executable: "/opt/stamp", appFolder: undefined, noSandbox: false, userData: undefined };
    expect(otherWindowArguments(program, SECOND_PERSON)).toEqual(["--profile=friend", "--join-try"]);
  });

  it("of an app that is not packaged gets its folder first and keeps the test's places", () => {
    const program = { executable: "/e/electron", appFolder: "/src/stamp", noSandbox: true, userData: "/tmp/a b" };
    expect(otherWindowArguments(program, SECOND_PERSON)).toEqual([
      "/src/stamp",
      "--profile=friend",
      "--join-try",
      "--no-sandbox",
      "--stamp-user-data=/tmp/a b",
    ]);
  });
});

it("another account's window gets its profile only", () => {
  const program = { executable: "/opt/stamp", appFolder: undefined, noSandbox: false, userData: undefined };
  expect(otherWindowArguments(program, { profile: "work", joinTry: false })).toEqual(["--profile=work"]);
});
