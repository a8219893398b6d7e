// The peer of `npm run soak` as a process of its own, started by it. What it shall do comes as messages, and it ends with
// the process that started it.
import { createPeer } from "./runs/soak/peer";
import type { Answer, Ask } from "./runs/soak/words";

const peer = createPeer();

async function answer({ id, name, parameter }: Ask): Promise<Answer> {
  try {
    return { id, value: await (peer[name] as (parameter: unknown) => Promise<unknown>)(parameter) };
  } catch (error) {
    return { id, problem: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

process.on("message", (ask: Ask) => void answer(ask).then((said) => process.send?.(said)));
process.on("disconnect", () => process.exit(0));
