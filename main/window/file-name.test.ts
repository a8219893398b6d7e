import { describe, expect, it } from "vitest";
import { fileName } from "./file-name";

describe("the name of a file with an address in it", () => {
  it("is the address where a file system can have it", () => {
    expect(fileName("eva.lindqvist+work@sip.example.org.vcf")).toBe("eva.lindqvist+work@sip.example.org.vcf");
  });

  it.each([
    ["../../etc/passwd@example.org", "__.._etc_passwd@example.org"],
    ["..@example.org", "_@example.org"],
    ["a;b?c*d@[2001:db8::1]", "a_b_c_d@_2001_db8__1_"],
    ["%2e%2e%2fx@example.org", "_2e_2e_2fx@example.org"],
  ])("is never a path: %s", (address, name) => {
    expect(fileName(`${address}.csr`)).toBe(`${name}.csr`);
  });

  it("is not longer than a file system takes, and keeps its kind", () => {
    const name = fileName(`${"a".repeat(64)}@${"b".repeat(250)}.vcf`);
    expect([name.length, name.slice(-6)]).toEqual([200, "bb.vcf"]);
    expect(fileName(`${"a".repeat(300)}.${"b".repeat(199)}`)).toBe(`_${"b".repeat(199)}`);
  });
});
