import { describe, expect, it } from "vitest";
import { parseCommandLine } from "./command-line";

const parse = (...argv: string[]) => parseCommandLine(["/opt/stamp", ".", ...argv], { packaged: false });

describe("the command line", () => {
  it("without switches means the default profile and nothing else", () => {
    expect(parse()).toEqual({ profile: "default", joinTry: false, test: {} });
  });

  it("takes the profile in both spellings, the last one wins", () => {
    expect(parse("--profile", "friend", "--join-try")).toMatchObject({ profile: "friend", joinTry: true });
    expect(parse("--profile=a", "--profile=b").profile).toBe("b");
  });

  it("hands on a bad profile name as it is, for the check to refuse", () => {
    expect(parse("--profile=../x").profile).toBe("../x");
    expect(parse("--profile=").profile).toBe("");
  });

  it("does not take the next switch for a value", () => {
    expect(parse("--profile", "--join-try")).toMatchObject({ profile: "default", joinTry: true });
  });

  it("reads the test switches", () => {
    const { test } = parse(
      "--stamp-capabilities=3.1.2,3.1.2.1",
      "--stamp-response-deadline=700",
      "--stamp-retry-schedule=0,50,100",
      "--stamp-user-data=/tmp/x y",
    );
    expect(test).toEqual({
      capabilities: ["3.1.2", "3.1.2.1"],
      responseDeadline: 700,
      retrySchedule: [0, 50, 100],
      userData: "/tmp/x y",
    });
  });

  it("lets a test say that nothing is supported", () => {
    expect(parse("--stamp-capabilities=").test.capabilities).toEqual([]);
  });

  it("ignores test switches in a packaged app", () => {
    const words = ["stamp", "--stamp-user-data=/tmp/x", "--stamp-capabilities=3.1.2", "--profile=work"];
    expect(parseCommandLine(words, { packaged: true })).toEqual({ profile: "work", joinTry: false, test: {} });
  });

  it("ignores what it does not know and numbers that are none", () => {
    expect(parse("--type=renderer", "--inspect=0", "--stamp-response-deadline=soon", "x").test).toEqual({});
  });
});
