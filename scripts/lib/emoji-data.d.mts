// For vite.config.ts, which is checked with types.
export function emojiData(): import("vite").Plugin;
