// The ways to the database key (spec 2.1). The key is random; each slot holds it wrapped by AES-256-GCM under a key
// of its own: one that the system's key store keeps, one from a passphrase, one from the recovery key, which always
// exists. The associated data binds a slot to its profile, address and kind, so none can be put in another's place.
// Nothing here touches the disk; keyring-file.ts does.
import type { UnlockMethod } from "../../shared/app-state";
import { StampError } from "../../shared/errors";
import type { Address } from "../../shared/ids";
import type { Proof } from "../../shared/ipc/requests/lock";
import type { Protection } from "../../shared/ipc/requests/opening";
import { fromBase64, toBase64 } from "../crypto/base64";
import { wipe } from "../crypto/bytes";
import { unwrapKey, wrapKey } from "../crypto/key-wrap";
import { keyFromPassphrase, PASSPHRASE_SALT_LENGTH } from "../crypto/passphrase";
import { randomBytes } from "../crypto/random";
import { keyFromRecoveryKey, parseRecoveryKey } from "../crypto/recovery-key";
import type { KeyVault } from "../platform/key-vault";

/** `wrapped` is always the database key, in base64. */
export type Slot =
  /** `vaulted`: what the key store made of the wrapping key. */
  | { readonly type: "os"; readonly vaulted: string; readonly wrapped: string }
  | { readonly type: "passphrase"; readonly salt: string; readonly wrapped: string }
  | { readonly type: "recovery"; readonly wrapped: string };

export interface Keyring {
  /** Known before anything is unlocked; not secret. */
  readonly address: Address;
  readonly slots: readonly Slot[];
}

/** Where a keyring belongs; part of what authenticates its slots. */
export interface KeyringOwner {
  readonly profile: string;
  readonly address: Address;
}

export interface NewKeyring extends KeyringOwner {
  /** 32 bytes. */
  readonly databaseKey: Uint8Array;
  /** 20 bytes. */
  readonly recoveryKey: Uint8Array;
  readonly protection: Protection;
  readonly vault: KeyVault;
}

/** Shortest passphrase, in characters as people count them. */
export const SHORTEST_PASSPHRASE = 8;

/** Throws StampError `passphrase-too-short` with `minimum`; to be asked before anything slow begins. */
export function assertProtection(protection: Protection): void {
  if (protection.type === "passphrase" && [...protection.passphrase].length < SHORTEST_PASSPHRASE) {
    throw new StampError("passphrase-too-short", { minimum: SHORTEST_PASSPHRASE });
  }
}

/** Throws StampError `passphrase-too-short`, `key-store-unavailable`. */
export async function createKeyring(options: NewKeyring): Promise<Keyring> {
  assertProtection(options.protection);
  return { address: options.address, slots: [await chosenSlot(options), recoverySlot(options)] };
}

/** The same keyring with another passphrase, or key store, in the place of those it has. Throws like createKeyring. */
export async function withProtection(keyring: Keyring, options: Omit<NewKeyring, "recoveryKey">): Promise<Keyring> {
  assertProtection(options.protection);
  const kept = keyring.slots.filter(({ type }) => type === "recovery");
  return { ...keyring, slots: [await chosenSlot(options), ...kept] };
}

/** The same keyring with another recovery key in the place of the one it has. */
export function withRecoveryKey(keyring: Keyring, options: Omit<NewKeyring, "protection" | "vault">): Keyring {
  const kept = keyring.slots.filter(({ type }) => type !== "recovery");
  return { ...keyring, slots: [...kept, recoverySlot(options)] };
}

function recoverySlot(options: Omit<NewKeyring, "protection" | "vault">): Slot {
  const kek = keyFromRecoveryKey(options.recoveryKey);
  return { type: "recovery", wrapped: wrapped(options, "recovery", kek, options.databaseKey) };
}

async function chosenSlot(options: Omit<NewKeyring, "recoveryKey">): Promise<Slot> {
  const { protection, vault, databaseKey } = options;
  if (protection.type === "os") {
    const kek = randomBytes(32);
    return { type: "os", vaulted: await vault.wrap(kek), wrapped: wrapped(options, "os", kek, databaseKey) };
  }
  const salt = randomBytes(PASSPHRASE_SALT_LENGTH);
  const kek = await keyFromPassphrase(protection.passphrase, salt);
  return { type: "passphrase", salt: toBase64(salt), wrapped: wrapped(options, "passphrase", kek, databaseKey) };
}

/** Throws StampError `key-store-unavailable` (also without such a slot) or `key-store-changed`. */
export async function openWithKeyStore(keyring: Keyring, profile: string, vault: KeyVault): Promise<Uint8Array> {
  const slot = keyring.slots.find((candidate) => candidate.type === "os");
  if (slot === undefined) throw new StampError("key-store-unavailable");
  const kek = await vault.unwrap(slot.vaulted);
  return unwrapped({ profile, address: keyring.address }, slot, kek) ?? refuse("key-store-changed");
}

/** Throws StampError `wrong-passphrase` (also without such a slot). */
export async function openWithPassphrase(keyring: Keyring, profile: string, passphrase: string): Promise<Uint8Array> {
  const slot = keyring.slots.find((candidate) => candidate.type === "passphrase");
  const salt = slot === undefined ? undefined : fromBase64(slot.salt);
  if (slot === undefined || salt === undefined) throw new StampError("wrong-passphrase");
  const kek = await keyFromPassphrase(passphrase, salt);
  return unwrapped({ profile, address: keyring.address }, slot, kek) ?? refuse("wrong-passphrase");
}

/** `text` as it was written down, in any spelling that can be meant. Throws StampError `wrong-recovery-key`. */
export function openWithRecoveryKey(keyring: Keyring, profile: string, text: string): Uint8Array {
  const recoveryKey = parseRecoveryKey(text);
  const kek = keyFromRecoveryKey(recoveryKey);
  wipe(recoveryKey);
  const slot = keyring.slots.find((candidate) => candidate.type === "recovery");
  if (slot === undefined) throw new StampError("wrong-recovery-key");
  return unwrapped({ profile, address: keyring.address }, slot, kek) ?? refuse("wrong-recovery-key");
}

/** The database key, by whichever way `proof` is. Throws like the three above. */
export async function openWithProof(keyring: Keyring, profile: string, vault: KeyVault, proof: Proof): Promise<Uint8Array> {
  switch (proof.type) {
    case "os":
      return openWithKeyStore(keyring, profile, vault);
    case "passphrase":
      return openWithPassphrase(keyring, profile, proof.passphrase);
    case "recovery":
      return openWithRecoveryKey(keyring, profile, proof.recoveryKey);
  }
}

export function unlockMethods(keyring: Keyring): readonly UnlockMethod[] {
  return keyring.slots.map((slot) => slot.type);
}

/** Wipes `kek`. */
function wrapped(owner: KeyringOwner, type: UnlockMethod, kek: Uint8Array, databaseKey: Uint8Array): string {
  const bytes = wrapKey(kek, databaseKey, associatedData(owner, type));
  wipe(kek);
  return toBase64(bytes);
}

/** Wipes `kek`. */
function unwrapped(owner: KeyringOwner, slot: Slot, kek: Uint8Array): Uint8Array | undefined {
  const bytes = fromBase64(slot.wrapped);
  const isUsable = kek.length === 32 && bytes !== undefined;
  const key = isUsable ? unwrapKey(kek, bytes, associatedData(owner, slot.type)) : undefined;
  wipe(kek);
  return key;
}

/** No field holds a line break: profile names and addresses are checked, the kind is ours. */
function associatedData({ profile, address }: KeyringOwner, type: UnlockMethod): Uint8Array {
  return new TextEncoder().encode(["stamp keyring 1", profile, address, type].join("\n"));
}

function refuse(code: "key-store-changed" | "wrong-passphrase" | "wrong-recovery-key"): never {
  throw new StampError(code);
}
