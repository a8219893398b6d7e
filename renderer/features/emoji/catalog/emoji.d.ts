// Catalogs of emoji by language; the bundler and the test runner make them (scripts/lib/emoji-data.mjs).
declare module "*.emoji" {
  /** Glyph, whether it takes a skin tone, name, further words to find it by. */
  type Row = readonly [glyph: string, toned: 0 | 1, name: string, words: string];
  const groups: readonly (readonly [id: string, emojis: readonly Row[]])[];
  export default groups;
}
