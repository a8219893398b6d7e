// A first look at a typed address, so that a slip is told at once; main decides (spec 1.4).

/** Without blanks around it and without a scheme, as people paste it. */
export function cleanAddress(typed: string): string {
  return typed.trim().replace(/^sips?:/iu, "");
}

export function looksLikeAddress(address: string): boolean {
  return /^[^\s@<>"]+@[^\s@<>"]+$/u.test(address);
}
