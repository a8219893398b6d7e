import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { APP_PAGE, pageFile } from "./page-files";

const folder = join("/opt", "stamp", "renderer");

describe("the files of the page", () => {
  it("are found below their folder, with type and policy", () => {
    const page = pageFile(folder, APP_PAGE);
    expect(page?.path).toBe(join(folder, "index.html"));
    expect(page?.headers["content-type"]).toBe("text/html; charset=utf-8");
    expect(pageFile(folder, "app://stamp/assets/a-1.js?v=2#x")?.path).toBe(join(folder, "assets", "a-1.js"));
  });

  it("may run own scripts only and connect to nothing", () => {
    const policy = pageFile(folder, APP_PAGE)?.headers["content-security-policy"] ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("require-trusted-types-for 'script'");
    expect(policy).not.toMatch(/unsafe|\*|https?:|connect-src/);
  });

  it.each([
    "app://stamp/../secret.json",
    "app://stamp/..%2Fsecret.json",
    "app://stamp/%2e%2e/%2e%2e/secret.json",
    "app://stamp/a%00.js",
    "app://stamp/%ff.js",
    "app://stamp/",
    "app://stamp/index.html.map",
    "app://stamp/program",
    "app://other/index.html",
    "app://stamp.other/index.html",
    "file:///etc/passwd.json",
  ])("are never outside or of an unknown kind: %s", (address) => {
    const path = pageFile(folder, address)?.path;
    expect(path === undefined || path.startsWith(join(folder, "/"))).toBe(true);
    expect(path ?? "").not.toMatch(/passwd|map|program|\0/);
  });
});
