// Stages of a gate: each has a name, a time budget and work to do. Its time is printed; the first failure ends the run
// and is named. A hang must not eat CI's time: the programs that the work starts get the budget as their limit, and work
// in our own process is not waited for much longer.

/** Programs that are ended at the budget get this long to go, so that their own message comes first. */
const GRACE_MS = 15_000;

/**
 * After a failure by time something of the work may still run: the caller ends the process.
 * @param {string} name
 * @param {number} budgetSeconds
 * @param {(timeoutMs: number) => Promise<number | void>} work resolves to an exit code, or to nothing if it throws on failure
 * @param {{ graceMs?: number }} [options]
 */
export async function stage(name, budgetSeconds, work, { graceMs = GRACE_MS } = {}) {
  console.log(`\n── ${name} (at most ${budgetSeconds} s)`);
  const started = performance.now();
  const seconds = () => ((performance.now() - started) / 1000).toFixed(1);
  let timer;
  const late = new Promise((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error("it did not end within its budget.")), budgetSeconds * 1000 + graceMs);
  });
  let code;
  try {
    code = (await Promise.race([work(budgetSeconds * 1000), late])) ?? 0;
  } catch (error) {
    throw new Error(`${name} failed after ${seconds()} s: ${error.message}`, { cause: error });
  } finally {
    clearTimeout(timer);
  }
  if (code !== 0) throw new Error(`${name} failed after ${seconds()} s (exit code ${code}).`);
  console.log(`── ${name}: ${seconds()} s`);
}
