// A certificate authority of a test's own and a server certificate for 127.0.0.1 and localhost, by openssl.
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export interface TestCertificate {
  /** PEM of the authority, for clients. */
  readonly ca: string;
  /** Paths of PEM files. */
  readonly cert: string;
  readonly key: string;
}

/** Writes its files into the directory. */
export function makeTestCertificate(directory: string): TestCertificate {
  const path = (name: string): string => join(directory, name);
  const openssl = (...args: readonly string[]): void => void execFileSync("openssl", args, { cwd: directory, stdio: "pipe" });
  const newKey = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];
  writeFileSync(path("names.cnf"), "subjectAltName=DNS:localhost,IP:127.0.0.1\n");
  openssl("req", "-x509", ...newKey, "-keyout", "ca-key.pem", "-out", "ca.pem", "-days", "2", "-subj", "/CN=Test CA");
  openssl("req", ...newKey, "-keyout", "key.pem", "-out", "request.pem", "-subj", "/CN=localhost");
  const signer = ["-CA", "ca.pem", "-CAkey", "ca-key.pem", "-CAcreateserial", "-days", "2", "-extfile", "names.cnf"];
  openssl("x509", "-req", "-in", "request.pem", "-out", "cert.pem", ...signer);
  return { ca: readFileSync(path("ca.pem"), "utf8"), cert: path("cert.pem"), key: path("key.pem") };
}
