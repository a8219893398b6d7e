// For tests: a certificate authority by openssl in a folder of its own, with dates of one's choice.
import { execFileSync, spawnSync } from "node:child_process";
import { X509Certificate, type KeyObject } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { tempFolder } from "../../platform/testing/temp-folder";

export interface TestAuthority {
  readonly pem: string;
  readonly der: Uint8Array;
  /** Signs a PKCS#10 request, PEM; gives PEM. */
  signRequest(request: string, options?: SignOptions): string;
  /** A certificate for this key and name, DER. */
  certify(who: { readonly key: KeyObject; readonly name: string }, options?: SignOptions): Uint8Array;
}

interface SignOptions {
  /** Days, as 2026-01-31. */
  readonly from?: string;
  readonly until?: string;
  readonly digest?: string;
  /** Lines of openssl's extension section. */
  readonly extensions?: readonly string[];
}

export interface AuthorityOptions extends SignOptions {
  readonly name?: string;
  /** As openssl's -subj takes it, instead of the name. */
  readonly subject?: string;
  /** As openssl's req -newkey takes it, with its options. */
  readonly newKey?: readonly string[];
  /** PKCS#8 PEM of a key to use instead of a new one. */
  readonly key?: string;
}

export const P256 = ["ec", "-pkeyopt", "ec_paramgen_curve:P-256"];
const CA_EXTENSIONS = ["basicConstraints=critical,CA:TRUE", "keyUsage=critical,keyCertSign,cRLSign", "subjectKeyIdentifier=hash"];
const LEAF_EXTENSIONS = ["basicConstraints=critical,CA:FALSE", "authorityKeyIdentifier=keyid"];

const CONFIG = `
[ca]
default_ca = test
[test]
new_certs_dir = .
database = index.txt
rand_serial = yes
unique_subject = no
default_md = sha256
policy = any
[any]
commonName = optional
organizationName = optional
[req]
distinguished_name = none
[none]
`;

export function makeAuthority(options: AuthorityOptions = {}): TestAuthority {
  const { name = "Test Authority", subject = `/CN=${name}`, newKey = P256, key } = options;
  const folder = tempFolder();
  const write = (file: string, text: string): void => {
    writeFileSync(join(folder, file), text);
  };
  const openssl = (...args: readonly string[]): void => void execFileSync("openssl", args, { cwd: folder, stdio: "pipe" });
  const sign = (request: string, how: SignOptions, ...signer: readonly string[]): string => {
    const { from = "2024-01-01", until = "2045-01-01", digest = "sha256", extensions = LEAF_EXTENSIONS } = how;
    write("index.txt", "");
    write("request.pem", request);
    write("extensions.cnf", [...extensions, ""].join("\n"));
    const dates = ["-startdate", opensslDate(from), "-enddate", opensslDate(until)];
    openssl(
      ...["ca", "-config", "ca.cnf", "-batch", "-notext", "-md", digest, ...dates, "-extfile", "extensions.cnf"],
      ...["-in", "request.pem", "-out", "certificate.pem", "-keyfile", "key.pem", ...signer],
    );
    return readFileSync(join(folder, "certificate.pem"), "utf8");
  };

  write("ca.cnf", CONFIG);
  const words = ["-config", "ca.cnf", "-utf8", "-subj", subject];
  if (key === undefined) openssl("req", "-new", "-newkey", ...newKey, "-nodes", "-keyout", "key.pem", "-out", "own.pem", ...words);
  else {
    write("key.pem", key);
    openssl("req", "-new", "-key", "key.pem", "-out", "own.pem", ...words);
  }
  const own = readFileSync(join(folder, "own.pem"), "utf8");
  const pem = sign(own, { extensions: CA_EXTENSIONS, ...options }, "-selfsign");
  write("ca.pem", pem);

  const authority: TestAuthority = {
    pem,
    der: derOf(pem),
    signRequest: (request, how = {}) => sign(request, how, "-cert", "ca.pem"),
    certify(who, how) {
      write("leaf-key.pem", who.key.export({ type: "pkcs8", format: "pem" }) as string);
      openssl("req", "-new", "-key", "leaf-key.pem", "-out", "leaf.pem", "-config", "ca.cnf", "-subj", `/CN=${who.name}`);
      return derOf(authority.signRequest(readFileSync(join(folder, "leaf.pem"), "utf8"), how));
    },
  };
  return authority;
}

/** What the openssl program finds in a request: whether it is signed by its own key, and for whom it is. */
export function verifyRequest(request: string): { readonly verified: boolean; readonly subject: string } {
  const args = ["req", "-verify", "-noout", "-subject", "-nameopt", "utf8,sep_comma_plus"];
  const { stdout, stderr } = spawnSync("openssl", args, { input: request, encoding: "utf8" });
  return { verified: stderr.includes("verify OK"), subject: stdout.trim().replace("subject=", "") };
}

export function derOf(pem: string): Uint8Array {
  return new Uint8Array(new X509Certificate(pem).raw);
}

const opensslDate = (day: string): string => `${day.replaceAll("-", "")}000000Z`;
