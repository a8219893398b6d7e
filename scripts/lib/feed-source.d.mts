// For the test, which is checked with types.
export function writeFeedSource(file: string, env: Readonly<Record<string, string | undefined>>): void;
