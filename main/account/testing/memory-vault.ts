// A key store in memory for tests, which can be locked and changed like a real one.
import { StampError } from "../../../shared/errors";
import { fromBase64, toBase64 } from "../../crypto/base64";
import type { KeyVault } from "../../platform/key-vault";

export interface MemoryVault extends KeyVault {
  state: "open" | "locked" | "changed";
}

export function memoryVault(): MemoryVault {
  const mask = (bytes: Uint8Array) => bytes.map((byte) => byte ^ 0x5a);
  return {
    state: "open",
    isAvailable() {
      return Promise.resolve(this.state !== "locked");
    },
    wrap(secret) {
      if (this.state === "locked") return Promise.reject(new StampError("key-store-unavailable"));
      return Promise.resolve(toBase64(mask(secret)));
    },
    unwrap(wrapped) {
      if (this.state === "locked") return Promise.reject(new StampError("key-store-unavailable"));
      const bytes = fromBase64(wrapped);
      if (this.state === "changed" || bytes === undefined) return Promise.reject(new StampError("key-store-changed"));
      return Promise.resolve(mask(bytes));
    },
  };
}
