import { describe, expect, it } from "vitest";
import { openWish, parseCommandLine } from "./command-line";

const parse = (...argv: string[]) => parseCommandLine(["/opt/stamp", ".", ...argv], { packaged: false });

describe("the command line", () => {
  it("without switches means the default profile and nothing else", () => {
    expect(parse()).toEqual({ profile: "default", joinTry: false, hidden: false, test: {} });
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
      "--stamp-lock-minute=1500",
      "--stamp-user-data=/tmp/x y",
    );
    expect(test).toEqual({
      capabilities: ["3.1.2", "3.1.2.1"],
      responseDeadline: 700,
      retrySchedule: [0, 50, 100],
      lockMinute: 1500,
      userData: "/tmp/x y",
    });
  });

  it("lets a test say that nothing is supported", () => {
    expect(parse("--stamp-capabilities=").test.capabilities).toEqual([]);
  });

  it("ignores test switches in a packaged app", () => {
    const words = ["stamp", "--stamp-user-data=/tmp/x", "--stamp-capabilities=3.1.2", "--profile=work"];
    expect(parseCommandLine(words, { packaged: true })).toEqual({ profile: "work", joinTry: false, hidden: false, test: {} });
  });

  it("ignores what it does not know and numbers that are none", () => {
    expect(parse("--type=renderer", "--inspect=0", "--stamp-response-deadline=soon", "x").test).toEqual({});
  });
});

describe("what a start hands over to be opened", () => {
  const wish = (...words: string[]) => openWish(["/opt/stamp", ...words], "/home/a");

  it("is a sip: link or a contact card, with its whole path", () => {
    expect(wish("sip:bob@example.org")).toEqual({ type: "link", link: "sip:bob@example.org" });
    expect(wish(".", "--profile=work", "SIPS:bob@example.org")).toEqual({ type: "link", link: "SIPS:bob@example.org" });
    expect(wish("bob.vcf")).toEqual({ type: "file", path: "/home/a/bob.vcf" });
    expect(wish("/tmp/Bob Novák.VCARD")).toEqual({ type: "file", path: "/tmp/Bob Novák.VCARD" });
    expect(wish("file:///tmp/Bob%20N.vcf")).toEqual({ type: "file", path: "/tmp/Bob N.vcf" });
  });

  it("is only the last of several", () => {
    expect(wish("a.vcf", "sip:a@example.org", "b.vcf")).toEqual({ type: "file", path: "/home/a/b.vcf" });
  });

  it.each([[], ["."], ["--x=sip:a@example.org"], ["--card.vcf"], ["notes.txt"], ["https://example.org/a.vcf"], ["file://host/%"]])(
    "is nothing for %j",
    (...words) => {
      expect(wish(...words)).toBeUndefined();
    },
  );

  it("is not the program itself", () => {
    expect(openWish(["/opt/a.vcf"], "/")).toBeUndefined();
  });
});

it("a start with the desktop shows no window", () => {
  expect(parse("--profile=work", "--hidden")).toMatchObject({ profile: "work", hidden: true });
});
