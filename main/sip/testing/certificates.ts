// Certificates for servers in tests, made with openssl by one CA that no computer trusts and whose key is gone. Valid for a hundred years,
// so that no test fails on a date; the keys guard nothing.
import { readFileSync } from "node:fs";

const read = (name: string): string => readFileSync(new URL(`tls/${name}.pem`, import.meta.url), "utf8");
const key = readFileSync(new URL("tls/server.key", import.meta.url), "utf8");

export const TEST_CA = read("ca");

export const SERVER_CERTIFICATES = {
  /** For localhost, 127.0.0.1 and ::1. */
  localhost: { key, cert: read("localhost") },
  /** For the name localhost only. */
  onlyLocalhost: { key, cert: read("only-localhost") },
  /** For localhost, made by the server itself. */
  selfSigned: { key, cert: read("self-signed") },
  /** For localhost, from the year 2100 on. */
  notYet: { key, cert: read("not-yet") },
  /** For localhost, until the end of 2020. */
  expired: { key, cert: read("expired") },
  /** For elsewhere.example only. */
  elsewhere: { key, cert: read("elsewhere") },
} as const;
