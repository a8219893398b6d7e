// Errors that nobody caught, of promises and timers: they would end the app. While they are listened for here they end
// nothing and are told to whoever asks.

export interface Stray {
  /** The oldest since the last time, if there was one. */
  take(): unknown;
  stop(): void;
}

export function listenForStrayErrors(): Stray {
  const heard: unknown[] = [];
  const hear = (error: unknown): void => void heard.push(error ?? new Error("nothing"));
  process.on("uncaughtException", hear);
  process.on("unhandledRejection", hear);
  return {
    take: () => heard.splice(0)[0],
    stop: () => {
      process.off("uncaughtException", hear);
      process.off("unhandledRejection", hear);
    },
  };
}
