import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { describe, expect, it } from "vitest";

import { UNBUNDLED } from "./lib/bundle.mjs";
import { checkConfiguration, configurationFor, readConfiguration } from "./lib/package/configuration.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const configuration = await readConfiguration(root);
const metadata = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const machine = { version: "1.2.3", output: "/somewhere", quick: false };
const current = { distPath: "/electron", executable: "/electron/electron", version: "45.4.1", napi: "10", evaluation: false };
const old = { ...current, version: "25.1.1", napi: "8", evaluation: true };
const FUSES = {
  ...{ runAsNode: false, enableNodeOptionsEnvironmentVariable: false, enableNodeCliInspectArguments: false },
  ...{ onlyLoadAppFromAsar: true, enableEmbeddedAsarIntegrityValidation: true, enableCookieEncryption: true },
  loadBrowserProcessSpecificV8Snapshot: false,
};

describe("electron-builder.yml", () => {
  it("is valid, compiles nothing, and would not be valid with a key the packager does not know", async () => {
    await expect(checkConfiguration(configuration)).resolves.toBeUndefined();
    await expect(checkConfiguration({ ...configuration, asarUnpak: [] })).rejects.toThrow("asarUnpak");
    expect(configuration).toMatchObject({ npmRebuild: false, asar: true, asarUnpack: ["**/*.node"] });
  });

  it("names the installers of each system", () => {
    const { linux, mac, win } = configuration;
    expect([linux.target, mac.target, win.target]).toEqual([["AppImage", "deb"], ["dmg", "zip"], ["nsis"]]);
    // Older AppImages would start Chromium without its sandbox.
    expect(configuration.toolsets.appimage).toBe("1.0.3");
    expect(configuration.nsis).toEqual({ oneClick: true, perMachine: false, deleteAppDataOnUninstall: false });
  });

  it("closes the ways to run other code in the app or to attach a debugger to it", () => {
    expect(configuration.electronFuses).toEqual({ ...FUSES, grantFileProtocolExtraPrivileges: false });
  });

  it("packs what the bundles load from beside them, and of everything else only what is named", () => {
    const files = configuration.files.flatMap((set) => (typeof set === "string" ? [set] : set.filter));
    const nothingElse = files.indexOf("!node_modules/**");
    expect(nothingElse).toBeGreaterThan(-1);
    const named = files.slice(nothingElse + 1).join("\n");
    for (const name of UNBUNDLED.filter((wanted) => wanted !== "electron")) expect(named).toContain(`node_modules/${name}`);
    expect(named).toContain("prebuilds/${platform}-${arch}.node");
    expect(files).toContain("!**/*.map");
  });

  it("offers sip: links and contact cards, and takes neither over", () => {
    expect(configuration.protocols).toEqual([{ name: "SIP address", schemes: ["sip", "sips"], role: "Viewer" }]);
    const cards = ["vcf", "vcard"].map((ext) => ({ ext, name: "Contact card", role: "Viewer", rank: "Alternate" }));
    expect(configuration.mac.fileAssociations).toEqual(cards);
    expect(configuration.win.fileAssociations).toEqual(cards);
    // On Linux the system describes the type; the packager would describe it anew, with a wrong icon.
    expect(configuration.linux.mimeTypes).toEqual(["text/vcard"]);
    expect(configuration.fileAssociations ?? configuration.linux.fileAssociations).toBeUndefined();
  });

  it("gives the Linux window the name of its desktop file", () => {
    expect(configuration.linux.syncDesktopName).toBe(true);
    expect(metadata.desktopName).toBe(`${configuration.linux.executableName}.desktop`);
  });

  it("signs for macOS with the hardened runtime, which gets compiled JavaScript and nothing more", () => {
    const { hardenedRuntime, notarize, entitlements, entitlementsInherit } = configuration.mac;
    expect({ hardenedRuntime, notarize }).toEqual({ hardenedRuntime: true, notarize: true });
    expect(entitlementsInherit).toBe(entitlements);
    const keys = [...readFileSync(join(root, entitlements), "utf8").matchAll(/<key>(.*)<\/key>\s*<(\w+)\/>/g)].map(([, key, value]) => [key, value]);
    expect(keys).toEqual([["com.apple.security.cs.allow-jit", "true"]]);
  });

  it("names only files that are there", () => {
    const { afterInstall, afterRemove } = configuration.deb;
    for (const path of [configuration.afterPack, configuration.mac.entitlements, afterInstall, afterRemove]) expect(existsSync(join(root, path)), path).toBe(true);
  });
});

describe("the configuration of a machine", () => {
  it("is that of the file, with a current Electron", async () => {
    const made = configurationFor(configuration, { ...machine, runtime: current });
    const electron = { electronDist: "/electron", electronVersion: "45.4.1", directories: { ...configuration.directories, output: "/somewhere" } };
    expect(made).toEqual({ ...configuration, ...electron });
    await expect(checkConfiguration(made)).resolves.toBeUndefined();
  });

  it("names no place for newer versions unless a release does", async () => {
    expect(configuration.publish).toBeNull();
    const updateUrl = "https://updates.example/";
    const made = configurationFor(configuration, { ...machine, runtime: current, updateUrl });
    expect(made.publish).toEqual({ provider: "generic", url: updateUrl });
    await expect(checkConfiguration(made)).resolves.toBeUndefined();
  });

  it("says in the version that a package on the old runtime is no release, and carries the binding it needs", async () => {
    const made = configurationFor(configuration, { ...machine, runtime: old, binding: "/made/here" });
    expect(made.extraMetadata.version).toBe("1.2.3-evaluation");
    expect(made.electronFuses).toEqual(FUSES);
    const folder = "node_modules/better-sqlite3-multiple-ciphers/prebuilds";
    expect(made.files.slice(-2)).toEqual([`!${folder}/**`, { from: "/made/here", to: folder, filter: ["*.node"] }]);
    await expect(checkConfiguration(made)).resolves.toBeUndefined();
  });

  it("makes a package for a test fast rather than small, and otherwise the same", async () => {
    const { deb, ...made } = configurationFor(configuration, { ...machine, runtime: current, quick: true });
    const { deb: usual, ...rest } = configurationFor(configuration, { ...machine, runtime: current });
    expect(made).toEqual(rest);
    expect(deb).toEqual({ ...usual, compression: "gz", fpm: [...usual.fpm, "--deb-compression-level", "1"] });
    await expect(checkConfiguration({ ...made, deb })).resolves.toBeUndefined();
  });
});
