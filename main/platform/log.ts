// What the app writes down of itself: a level, an event name in words-with-dashes and a few flat facts.
// This is only the shape, so messaging, sip and the server need no logging library. The rule for every caller:
// no text, body, password, key or address goes into the facts. log-file.ts cuts what slips through.

export type LogLevel = "debug" | "info" | "warn" | "error";
export type LogFacts = Readonly<Record<string, string | number | boolean | undefined>>;
export type Log = (level: LogLevel, event: string, facts?: LogFacts) => void;

/** For tests and for whoever is not interested. */
export const silentLog: Log = () => undefined;

/**
 * What may be said of an unexpected error: its class, its system code and where it came from.
 * Its message is left out, because parsers and drivers quote their input in it.
 */
export function errorFacts(error: unknown): LogFacts {
  if (!(error instanceof Error)) return { error: typeof error };
  const code = "code" in error && typeof error.code === "string" ? error.code : undefined;
  const frames = withoutMessage(error).split("\n").filter((line) => /^\s+at /.test(line));
  return { error: error.name, code, at: frames.slice(0, 6).map((line) => line.trim().slice(3)).join(" < ") };
}

/** The message stands before the places, and what it quotes may look like one. */
function withoutMessage({ stack = "", message }: Error): string {
  const at = stack.indexOf(message);
  return at < 0 ? stack : stack.slice(at + message.length);
}
