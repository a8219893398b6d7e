// For tests: runs a Java program beside this file with Bouncy Castle (on Android: SpongyCastle). It has no line of ours
// and none of the library that we use.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter } from "node:path";
import { fileURLToPath } from "node:url";

/** Where Debian's libbcpkix-java puts them. */
const JARS = ["bcpkix", "bcprov", "bcutil"].map((name) => `/usr/share/java/${name}.jar`);
/** A quick start counts for more than quick code. */
const QUICK_START = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"];
const NEEDED =
  "This test needs a JDK (11 or newer) and Bouncy Castle. On Debian: apt-get install default-jdk-headless libbcpkix-java. " +
  "Elsewhere name bcpkix.jar, bcprov.jar and bcutil.jar in CLASSPATH.";
const LIMITS = { timeout: 60_000, maxBuffer: 64 * 1024 * 1024 };

/** Its lines on standard output. Without Java or Bouncy Castle it throws what to install. */
export function runBouncyCastle(program: "OpenSmime" | "MakeSmime", args: readonly string[], input = ""): readonly string[] {
  const classPath = [...JARS.filter((jar) => existsSync(jar)), process.env["CLASSPATH"] ?? []].flat().join(delimiter);
  const source = fileURLToPath(new URL(`${program}.java`, import.meta.url));
  const { error, pid, status, stdout, stderr } = spawnSync("java", [...QUICK_START, "-cp", classPath, source, ...args], {
    ...LIMITS,
    input,
    encoding: "utf8",
  });
  if (error === undefined && status === 0) return stdout.split("\n").filter((line) => line !== "");
  // No process: there is no such program.
  const missing = pid === 0 || /package org\.bouncycastle\S* does not exist|jdk\.compiler/.test(stderr);
  throw new Error(missing ? NEEDED : `${program}.java failed:\n${stderr}`, { cause: error });
}
