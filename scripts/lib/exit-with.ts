// How a program of ours ends: with the code that its work gives, or 2 after saying what went wrong.
export function exitWith(main: () => Promise<number>, usage?: string): void {
  main().then(
    (code) => {
      process.exitCode = code;
    },
    (error: unknown) => {
      console.error(error instanceof Error ? error.message : error);
      if (usage !== undefined) console.error(usage);
      process.exitCode = 2;
    },
  );
}
