// Chance in the shape messaging asks for; tests bring their own.
import { randomInt } from "node:crypto";

export const systemRandom = {
  uint32: (): number => randomInt(0x1_0000_0000),
  fraction: (): number => randomInt(0x1_0000_0000) / 0x1_0000_0000,
};
