// Fingerprints and safety numbers as people compare them.

/** "7C:41:9E … B2:0F" of a hex fingerprint; the whole one is for copying. */
export function shortFingerprint(hex: string): string {
  const pairs = hex.toUpperCase().match(/../g) ?? [];
  if (pairs.length <= 5) return pairs.join(":");
  return `${pairs.slice(0, 3).join(":")} … ${pairs.slice(-2).join(":")}`;
}

/** "7C:41:9E:…" with every pair. */
export function longFingerprint(hex: string): string {
  return (hex.toUpperCase().match(/../g) ?? []).join(":");
}

/** The same in lines of eight pairs, which fit into a dialog and are easy to follow. */
export function fingerprintLines(hex: string): readonly string[] {
  return hex.match(/.{1,16}/g)?.map(longFingerprint) ?? [];
}

/** Digits in groups of five. */
export function digitGroups(digits: string): readonly string[] {
  return digits.replace(/\D/g, "").match(/.{1,5}/g) ?? [];
}
