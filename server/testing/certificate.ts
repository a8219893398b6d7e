// A certificate authority of a test's own, one below it, and a server certificate of that for 127.0.0.1 and localhost, by
// openssl: a chain as public authorities have it.
import { execFileSync } from "node:child_process";
import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export interface TestCertificate {
  /** PEM of the authority, for clients. */
  readonly ca: string;
  /** Paths of PEM files; the certificate with its chain. */
  readonly cert: string;
  readonly key: string;
}

/** Writes its files into the directory. */
export function makeTestCertificate(directory: string, { days = 2 }: { readonly days?: number } = {}): TestCertificate {
  const path = (name: string): string => join(directory, name);
  const openssl = (...args: readonly string[]): void => void execFileSync("openssl", args, { cwd: directory, stdio: "pipe" });
  const newKey = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];
  const sign = (issuer: string, name: string, extensions: string, lasting: number): void => {
    writeFileSync(path("extensions.cnf"), `${extensions}\n`);
    const signer = ["-CA", `${issuer}.pem`, "-CAkey", `${issuer}-key.pem`, "-CAcreateserial", "-days", String(lasting)];
    openssl("x509", "-req", "-in", "request.pem", "-out", `${name}.pem`, ...signer, "-extfile", "extensions.cnf");
  };
  openssl("req", "-x509", ...newKey, "-keyout", "ca-key.pem", "-out", "ca.pem", "-days", "2", "-subj", "/CN=Test CA");
  openssl("req", ...newKey, "-keyout", "between-key.pem", "-out", "request.pem", "-subj", "/CN=Test CA of servers");
  sign("ca", "between", "basicConstraints=critical,CA:TRUE,pathlen:0", 2);
  openssl("req", ...newKey, "-keyout", "key.pem", "-out", "request.pem", "-subj", "/CN=localhost");
  sign("between", "cert", "subjectAltName=DNS:localhost,IP:127.0.0.1", days);
  appendFileSync(path("cert.pem"), readFileSync(path("between.pem")));
  return { ca: readFileSync(path("ca.pem"), "utf8"), cert: path("cert.pem"), key: path("key.pem") };
}
