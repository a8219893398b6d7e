// The one row that says who we are. It lives inside the encrypted file, so the server password and the
// private key are protected by the database key.
import type { Address, Millis } from "../../shared/ids";
import type { Database } from "./open";

export interface AccountRow {
  readonly address: Address;
  readonly serverUrl: string;
  readonly password: string;
  /** PEM of an own certificate authority for the server's TLS certificate. */
  readonly caCertificate?: string | undefined;
  /** The proxy to connect through, with its credentials. */
  readonly proxyUrl?: string | undefined;
  /** X.509 DER. */
  readonly certificate: Uint8Array;
  readonly createdAt: Millis;
  /** Lives on the built-in server of this computer. */
  readonly tryHere: boolean;
}

export interface NewAccountRow extends AccountRow {
  /** PKCS#8 DER. */
  readonly privateKey: Uint8Array;
}

interface Row {
  address: Address;
  server_url: string;
  password: string;
  ca_certificate: string | null;
  proxy_url: string | null;
  certificate: Uint8Array;
  created_at: number;
  try_here: number;
}

/** All but the private key, of which there are no more copies in memory than it takes. */
const COLUMNS = "address, server_url, password, ca_certificate, proxy_url, certificate, created_at, try_here";

/** Writes the account of a fresh file; throws when there is one already. */
export function createAccount(db: Database, account: NewAccountRow): void {
  db.prepare(
    `INSERT INTO account
       (id, address, server_url, ca_certificate, proxy_url, password, private_key, certificate, created_at, try_here)
     VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    account.address,
    account.serverUrl,
    account.caCertificate ?? null,
    account.proxyUrl ?? null,
    account.password,
    account.privateKey,
    account.certificate,
    account.createdAt,
    account.tryHere ? 1 : 0,
  );
}

/** The account, or undefined in a file whose onboarding never finished. */
export function readAccount(db: Database): AccountRow | undefined {
  const row = db.prepare<[], Row>(`SELECT ${COLUMNS} FROM account WHERE id = 1`).get();
  if (row === undefined) return undefined;
  return {
    address: row.address,
    serverUrl: row.server_url,
    password: row.password,
    caCertificate: row.ca_certificate ?? undefined,
    proxyUrl: row.proxy_url ?? undefined,
    certificate: row.certificate,
    createdAt: row.created_at,
    tryHere: row.try_here === 1,
  };
}

/** PKCS#8 DER, for one use: whoever asks wipes it. Undefined without an account; empty when a repair has lost it. */
export function readPrivateKey(db: Database): Uint8Array | undefined {
  return db.prepare<[], { private_key: Uint8Array }>("SELECT private_key FROM account WHERE id = 1").get()?.private_key;
}

export function updatePassword(db: Database, password: string): void {
  db.prepare("UPDATE account SET password = ? WHERE id = 1").run(password);
}

/** Another certificate for the same key, X.509 DER. */
export function updateCertificate(db: Database, certificate: Uint8Array): void {
  db.prepare("UPDATE account SET certificate = ? WHERE id = 1").run(certificate);
}

export function updateServerUrl(db: Database, serverUrl: string): void {
  db.prepare("UPDATE account SET server_url = ? WHERE id = 1").run(serverUrl);
}

/** The proxy to connect through from now on; undefined for none. */
export function updateProxyUrl(db: Database, proxyUrl: string | undefined): void {
  db.prepare("UPDATE account SET proxy_url = ? WHERE id = 1").run(proxyUrl ?? null);
}

/** UUID of this installation, the same at every start; `make` is asked once in the life of the account. */
export function ensureInstanceId(db: Database, make: () => string): string {
  db.prepare("UPDATE account SET instance_id = ? WHERE id = 1 AND instance_id IS NULL").run(make());
  return db.prepare<[], string>("SELECT instance_id FROM account WHERE id = 1").pluck().get() ?? make();
}

/** Milliseconds this account has ever spent registered. */
export function readOnlineMillis(db: Database): Millis {
  return db.prepare<[], number>("SELECT online_millis FROM account WHERE id = 1").pluck().get() ?? 0;
}

export function writeOnlineMillis(db: Database, total: Millis): void {
  db.prepare("UPDATE account SET online_millis = ? WHERE id = 1").run(total);
}

/** The file is on another computer now: that is another installation to the registrar (spec 2.6). */
export function forgetInstanceId(db: Database): void {
  db.prepare("UPDATE account SET instance_id = NULL WHERE id = 1").run();
}
