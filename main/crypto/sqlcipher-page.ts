// One page of an encrypted file by itself, without SQLite, for the repair of a file whose first page is damaged (spec
// 2.5). The format is SQLCipher 4 with a raw key: AES-256-CBC, and HMAC-SHA-512 over ciphertext, IV and page number
// under a key that comes from the raw key and the salt in the first 16 bytes of the file.
import { createCipheriv, createDecipheriv, createHmac, pbkdf2Sync, randomBytes, timingSafeEqual } from "node:crypto";

/** Bytes of a page. */
export const PAGE_SIZE = 4096;

const SALT = 16;
const IV = 16;
const MAC = 64;
const CONTENT_END = PAGE_SIZE - IV - MAC;
/** Places in the database header, which begins in front of what is encrypted (SQLite file format, 1.3). */
const SIZE_IN_PAGES = 28;
const FREE_LIST = 32;

/**
 * The first page of a file, changed to say that the file has `pages` pages and no free ones. `key`: 32 bytes.
 * Undefined when the page is not whole or was written under another key.
 */
export function firstPageFor(page: Uint8Array, key: Uint8Array, pages: number): Uint8Array | undefined {
  if (page.length !== PAGE_SIZE) return undefined;
  const macKey = macKeyOf(page.subarray(0, SALT), key);
  const mac = macOfFirstPage(page, macKey);
  if (!timingSafeEqual(mac, page.subarray(PAGE_SIZE - MAC))) return undefined;

  const decipher = createDecipheriv("aes-256-cbc", key, page.subarray(CONTENT_END, CONTENT_END + IV)).setAutoPadding(false);
  const content = Buffer.concat([decipher.update(page.subarray(SALT, CONTENT_END)), decipher.final()]);
  content.writeUInt32BE(pages, SIZE_IN_PAGES - SALT);
  content.fill(0, FREE_LIST - SALT, FREE_LIST - SALT + 8);

  const iv = randomBytes(IV);
  const cipher = createCipheriv("aes-256-cbc", key, iv).setAutoPadding(false);
  const changed = Buffer.concat([page.subarray(0, SALT), cipher.update(content), cipher.final(), iv, Buffer.alloc(MAC)]);
  macOfFirstPage(changed, macKey).copy(changed, PAGE_SIZE - MAC);
  return new Uint8Array(changed);
}

function macKeyOf(salt: Uint8Array, key: Uint8Array): Buffer {
  return pbkdf2Sync(key, salt.map((byte) => byte ^ 0x3a), 2, 32, "sha512");
}

function macOfFirstPage(page: Uint8Array, macKey: Uint8Array): Buffer {
  return createHmac("sha512", macKey).update(page.subarray(SALT, PAGE_SIZE - MAC)).update(Uint8Array.of(1, 0, 0, 0)).digest();
}
