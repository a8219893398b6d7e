import { describe, expect, it } from "vitest";
import type { Address } from "../../shared/ids";
import {
  createAccount,
  ensureInstanceId,
  readAccount,
  readOnlineMillis,
  updatePassword,
  updateServerUrl,
  writeOnlineMillis,
  readPrivateKey,
  type NewAccountRow,
} from "./account-repository";
import { T0 } from "./testing/rows";
import { tempStore } from "./testing/temp-database";

describe("the account", () => {
  const account: NewAccountRow = {
    address: "alice@example.com" as Address,
    serverUrl: "wss://example.com",
    password: "secret",
    caCertificate: undefined,
    privateKey: Uint8Array.of(1, 2),
    certificate: Uint8Array.of(3, 4),
    createdAt: T0,
    tryHere: true,
  };

  it("is read as it was written, and there is only one", () => {
    const { db } = tempStore();
    expect(readAccount(db)).toBeUndefined();
    createAccount(db, account);
    const { privateKey, ...rest } = account;
    const read = readAccount(db);
    expect({ ...read, certificate: [...(read?.certificate ?? [])] }).toEqual({ ...rest, certificate: [3, 4] });
    expect([...(readPrivateKey(db) ?? [])]).toEqual([...privateKey]);
    expect(() => { createAccount(db, account); }).toThrow();
  });

  it("takes a new password and a new server address", () => {
    const { db } = tempStore();
    createAccount(db, { ...account, caCertificate: "PEM" });
    updatePassword(db, "other");
    updateServerUrl(db, "wss://elsewhere");
    expect(readAccount(db)).toMatchObject({ password: "other", serverUrl: "wss://elsewhere", caCertificate: "PEM" });
  });

  it("has one installation id for ever and counts its time online", () => {
    const { db } = tempStore();
    createAccount(db, account);
    expect(ensureInstanceId(db, () => "first")).toBe("first");
    expect(ensureInstanceId(db, () => "second")).toBe("first");
    expect(readOnlineMillis(db)).toBe(0);
    writeOnlineMillis(db, 1234);
    expect(readOnlineMillis(db)).toBe(1234);
  });
});
