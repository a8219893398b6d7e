// Stages of a gate: each has a name, a time budget and work to do. Its time is printed; the first failure ends the run
// and is named. A hang must not eat CI's time, so the work gets the budget as a limit for the programs it starts.

/**
 * @param {string} name
 * @param {number} budgetSeconds
 * @param {(timeoutMs: number) => Promise<number | void>} work resolves to an exit code, or to nothing if it throws on failure
 */
export async function stage(name, budgetSeconds, work) {
  console.log(`\n── ${name} (at most ${budgetSeconds} s)`);
  const started = performance.now();
  const seconds = () => ((performance.now() - started) / 1000).toFixed(1);
  let code;
  try {
    code = (await work(budgetSeconds * 1000)) ?? 0;
  } catch (error) {
    throw new Error(`${name} failed after ${seconds()} s: ${error.message}`, { cause: error });
  }
  if (code !== 0) throw new Error(`${name} failed after ${seconds()} s (exit code ${code}).`);
  console.log(`── ${name}: ${seconds()} s`);
}
