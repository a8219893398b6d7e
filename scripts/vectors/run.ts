// Reads a whole set of vectors: each with a fresh receiver, what must come before it first, and a second copy where
// the file asks for one.
import { present } from "../../shared/assert";
import type { Address } from "../../shared/ids";
import { agrees } from "./compare";
import { readVectorSet, type Vector } from "./files";
import { peopleOf, type People } from "./people";
import { newReceiver, type Outcome, type Receiver } from "./receiver";

/** Calls `print` with one JSON line per vector and the count at the end; the number of vectors that failed. */
export async function runVectors(directory: string, print: (line: string) => void): Promise<number> {
  const { vectors, keys } = readVectorSet(directory);
  const byId = new Map(vectors.map((vector) => [vector.id, vector]));
  const people = peopleOf(keys);
  let passed = 0;
  let failed = 0;
  for (const vector of vectors) {
    const line = await runVector(vector, byId, people);
    print(JSON.stringify(line));
    if (line["ok"] === true) passed++;
    if (line["ok"] === false) failed++;
  }
  print(`${passed} passed, ${failed} failed`);
  return failed;
}

async function runVector(
  vector: Vector,
  byId: ReadonlyMap<string, Vector>,
  people: People,
): Promise<Readonly<Record<string, unknown>>> {
  try {
    const receiver = newReceiver();
    for (const id of vector.after ?? []) await deliver(receiver, present(byId.get(id), `the vector ${id}`), people);
    const outcome = await deliver(receiver, vector, people);
    let ok = agrees(vector, outcome);
    for (let time = 1; time < (vector.deliverTimes ?? 1); time++) {
      const copy = await deliver(receiver, vector, people);
      if (copy.outcome !== "rejected" || copy.code !== "replay") ok = false;
    }
    return report(vector.id, outcome, ok);
  } catch (error) {
    // A missing key or body, or a mistake of ours; bad input never gets here.
    return { id: vector.id, outcome: "rejected", code: "internal", ok: false, error: String(error) };
  }
}

function report(id: string, outcome: Outcome, ok: boolean | undefined): Readonly<Record<string, unknown>> {
  const verdict = ok === undefined ? {} : { ok };
  if (outcome.outcome === "rejected") return { id, ...outcome, ...verdict };
  const { opened, content } = outcome;
  const text = content.type === "text" ? { text: content.text } : {};
  const time = opened.timeAuthenticated ? {} : { timeAuthenticated: false };
  return { id, outcome: "accepted", ...text, ...time, ...verdict };
}

async function deliver(receiver: Receiver, vector: Vector, people: People): Promise<Outcome> {
  const recipient = present(vector.recipientKey, "recipientKey");
  const sender = vector.senderKey;
  return receiver(present(vector.body, "a body"), {
    sipFrom: vector.sipFrom ?? people.address(present(sender, "sipFrom")),
    ownAddress: (vector.ownAddress ?? people.address(recipient)) as Address,
    identity: await people.identity(recipient),
    senderKeys: sender === undefined ? [] : [people.publicKey(sender)],
    ...vector.options,
  });
}
