import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Address } from "../../shared/ids";
import { profilePaths } from "../platform/paths";
import { tempFolder } from "../platform/testing/temp-folder";
import { writeKeyring } from "./keyring-file";
import { createProfiles, markRunning } from "./profiles";

const NOBODY = 4_000_000;

function computer(base = tempFolder()) {
  const started: string[] = [];
  const alive = new Set<number>();
  const profiles = createProfiles({ base, current: "default", start: (name) => started.push(name), isRunning: (pid) => alive.has(pid) });
  return {
    base,
    started,
    alive,
    profiles,
    add(name: string, address?: string, pid?: number) {
      const { account, running } = profilePaths(base, name);
      mkdirSync(account, { recursive: true });
      if (address !== undefined) writeKeyring(account, { address: address as Address, slots: [{ type: "recovery", wrapped: "AAAA" }] });
      if (pid !== undefined) writeFileSync(running, String(pid));
    },
  };
}

const error = (work: () => void): unknown => {
  try {
    work();
    return undefined;
  } catch (thrown) {
    return thrown;
  }
};

describe("the profiles of this computer", () => {
  it("are listed by name, with the address and whether an app has them open, without any key", () => {
    const { add, alive, profiles } = computer();
    add("work", "p@office.example.com", 12);
    add("default", "petra@example.org");
    add("old", "gone@example.org", NOBODY);
    add("broken");
    alive.add(12);
    expect(profiles.list()).toEqual([
      { name: "broken", running: false, current: false },
      { name: "default", address: "petra@example.org", running: true, current: true },
      { name: "old", address: "gone@example.org", running: false, current: false },
      { name: "work", address: "p@office.example.com", running: true, current: false },
    ]);
  });

  it("without an account are listed only while an app has them open", () => {
    const { base, alive, profiles } = computer();
    for (const name of ["begun", "left"]) mkdirSync(profilePaths(base, name).window, { recursive: true });
    writeFileSync(profilePaths(base, "begun").running, "77");
    alive.add(77);
    expect(profiles.list().map(({ name }) => name)).toEqual(["begun"]);
  });

  it.each(["", "-1", "0", "12 ", "12\n", "1e3", "99999999999"])("are not open when the file holds %j", (content) => {
    const base = tempFolder();
    const { add } = computer(base);
    add("work", "p@office.example.com");
    writeFileSync(profilePaths(base, "work").running, content);
    const [work] = createProfiles({ base, current: "default", start: () => undefined }).list();
    expect(work?.running).toBe(false);
  });

  it("are none where nothing is, and folders with other names are passed over", () => {
    const { base, profiles } = computer(join(tempFolder(), "missing"));
    expect(profiles.list()).toEqual([]);
    mkdirSync(join(base, "profiles", "Not A Name", "account"), { recursive: true });
    expect(profiles.list()).toEqual([]);
  });

  it("are opened by a process of their own", () => {
    const { add, started, profiles } = computer();
    add("work", "p@office.example.com");
    profiles.open("work");
    profiles.add("garden");
    expect(started).toEqual(["work", "garden"]);
  });

  it.each([
    ["open", "nobody", "unknown-profile"],
    ["open", "../work", "unknown-profile"],
    ["add", "work", "profile-exists"],
    ["add", "Work", "invalid-profile-name"],
    ["add", "../../x", "invalid-profile-name"],
    ["add", "--no-sandbox", "invalid-profile-name"],
    ["add", "", "invalid-profile-name"],
    ["add", "con", "invalid-profile-name"],
  ] as const)("refuse to %s %j", (what, name, code) => {
    const { add, started, profiles } = computer();
    add("work", "p@office.example.com");
    expect(error(() => { profiles[what](name); })).toMatchObject({ code });
    expect(started).toEqual([]);
  });
});

describe("an app", () => {
  it("says that it has its profile open until it ends", () => {
    const { base, add } = computer();
    add("work", "p@office.example.com");
    const { running } = profilePaths(base, "work");
    const list = () => createProfiles({ base, current: "default", start: () => undefined }).list()[0]?.running;
    const unmark = markRunning(running);
    expect(readFileSync(running, "utf8")).toBe(String(process.pid));
    expect(list()).toBe(true);
    unmark();
    expect(list()).toBe(false);
  });

  it("starts also where it cannot say so", () => {
    const file = join(tempFolder(), "file");
    writeFileSync(file, "");
    expect(error(() => { markRunning(join(file, "running"))(); })).toBeUndefined();
  });
});
