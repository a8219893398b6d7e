// The operating system's key store as one place that wraps a small secret (spec 2.1). Nothing is kept there by us:
// the system holds a key of the app, and what it wraps lies in our own file. A store that would keep that key in
// plain sight ("basic_text" on Linux) does not count as one. Electron's newer asynchronous calls are used where they
// exist, because the older ones hold the whole app while the system asks its user.
import { StampError } from "../../shared/errors";

export interface KeyVault {
  isAvailable(): Promise<boolean>;
  /** Text to store. Throws StampError `key-store-unavailable`. */
  wrap(secret: Uint8Array): Promise<string>;
  /** Throws StampError `key-store-unavailable` or, when the store no longer knows the key, `key-store-changed`. */
  unwrap(wrapped: string): Promise<Uint8Array>;
}

/** What we use of Electron's safeStorage; the optional calls are missing in old versions. */
export interface SafeStorageLike {
  isEncryptionAvailable(): boolean;
  encryptString(text: string): Uint8Array;
  decryptString(encrypted: Buffer): string;
  getSelectedStorageBackend?(): string;
  isAsyncEncryptionAvailable?(): Promise<boolean>;
  encryptStringAsync?(text: string): Promise<Uint8Array>;
  decryptStringAsync?(encrypted: Buffer): Promise<{ readonly result: string }>;
}

const NO_REAL_STORE: readonly (string | undefined)[] = ["basic_text", "unknown"];

/** To be used after the app is ready. */
export function createKeyVault(storage: SafeStorageLike, platform: NodeJS.Platform = process.platform): KeyVault {
  async function isAvailable(): Promise<boolean> {
    try {
      if (platform === "linux" && NO_REAL_STORE.includes(storage.getSelectedStorageBackend?.())) return false;
      return (await storage.isAsyncEncryptionAvailable?.()) ?? storage.isEncryptionAvailable();
    } catch {
      return false;
    }
  }

  async function assertAvailable(): Promise<void> {
    if (!(await isAvailable())) throw new StampError("key-store-unavailable");
  }

  return {
    isAvailable,
    async wrap(secret) {
      await assertAvailable();
      const text = Buffer.from(secret).toString("base64");
      try {
        const encrypted = (await storage.encryptStringAsync?.(text)) ?? storage.encryptString(text);
        return Buffer.from(encrypted).toString("base64");
      } catch (error) {
        throw new StampError("key-store-unavailable", {}, { cause: error });
      }
    },
    async unwrap(wrapped) {
      await assertAvailable();
      const encrypted = Buffer.from(wrapped, "base64");
      try {
        const text = (await storage.decryptStringAsync?.(encrypted))?.result ?? storage.decryptString(encrypted);
        return bytesOf(text);
      } catch (error) {
        throw new StampError("key-store-changed", {}, { cause: error });
      }
    },
  };
}

/** In memory of their own, so that whoever gets them can wipe them: what Buffer.from makes shares its memory with others. */
function bytesOf(base64: string): Uint8Array {
  const shared = Buffer.from(base64, "base64");
  const bytes = new Uint8Array(new ArrayBuffer(shared.length));
  bytes.set(shared);
  shared.fill(0);
  return bytes;
}
