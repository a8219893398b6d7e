import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

import { describe, expect, it } from "vitest";

// The packager's own reader and check, as it comes with electron-builder.
const builder = createRequire(createRequire(import.meta.url).resolve("electron-builder/package.json"));
const { getConfig, validateConfiguration } = builder("app-builder-lib/out/util/config/config.js");
const root = fileURLToPath(new URL("..", import.meta.url));
const debugLogger = { isEnabled: false, add: () => undefined };

describe("electron-builder.yml", () => {
  it("is valid and unpacks native files without compiling them", async () => {
    const config = await getConfig(root, "electron-builder.yml", undefined);
    await expect(validateConfiguration(config, debugLogger)).resolves.toBeUndefined();
    expect(config).toMatchObject({ npmRebuild: false, asarUnpack: ["**/*.node"] });
  });

  it("closes the ways to run other code in the app or to attach a debugger to it", async () => {
    const { electronFuses } = await getConfig(root, "electron-builder.yml", undefined);
    const closed = { runAsNode: false, enableNodeOptionsEnvironmentVariable: false, enableNodeCliInspectArguments: false };
    expect(electronFuses).toEqual({ ...closed, onlyLoadAppFromAsar: true });
  });

  it("names no place for updates unless a release does", async () => {
    const { publish } = await getConfig(root, "electron-builder.yml", undefined);
    expect(publish).toBeNull();
    const release = { publish: { provider: "generic", url: "https://updates.example/" } };
    expect((await getConfig(root, "electron-builder.yml", release)).publish).toEqual(release.publish);
  });

  it("would not be valid with a key the packager does not know", async () => {
    const config = await getConfig(root, "electron-builder.yml", undefined);
    await expect(validateConfiguration({ ...config, asarUnpak: [] }, debugLogger)).rejects.toThrow("asarUnpak");
  });
});
