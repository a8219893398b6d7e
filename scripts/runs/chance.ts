// Choosing at random, from dice that repeat themselves.
import type { Random } from "../../main/messaging/ports";
import { present } from "../../shared/assert";

export const chance = (random: Random, probability: number): boolean => random.fraction() < probability;

export function oneOf<T>(random: Random, values: readonly T[]): T {
  return present(values[Math.floor(random.fraction() * values.length)], "something to choose");
}
