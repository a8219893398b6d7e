// What the SIP benchmark and its ends, which are processes of their own, say to each other.

export type Kind = "ours" | "raw";

export type EndOrder =
  | { readonly order: "connect"; readonly kind: Kind; readonly url: string; readonly domain: string; readonly user: string }
  /** Sends the bodies of these numbers, so many at once. */
  | { readonly order: "send"; readonly to: string; readonly first: number; readonly count: number; readonly inFlight: number; readonly length: number }
  | { readonly order: "watch"; readonly users: readonly string[] }
  | { readonly order: "received" };

export interface EndSent {
  /** Milliseconds of each, in the order in which they were answered. */
  readonly delays: readonly number[];
  readonly seconds: number;
  /** Numbers whose outcome was not that the other device has it. */
  readonly notSent: readonly number[];
}

export interface EndReceived {
  /** Numbers in the order in which they came, each as often as it came. */
  readonly numbers: readonly number[];
  /** Bodies that were not as they were sent. */
  readonly changed: number;
}

export type EndAnswer = EndSent | EndReceived | { readonly done: true };

export const passwordOf = (user: string): string => `${user} opens sesame`;

const NUMBER_DIGITS = 8;
const FILLER = "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWZnaGlqa2xtbm9wcXJzdHV2d3h5ejAxMjM0NTY3ODkrLw";

/** So many base64 characters, which tell the number. */
export function bodyOf(number: number, length: number): string {
  return (String(number).padStart(NUMBER_DIGITS, "0") + FILLER.repeat(Math.ceil(length / FILLER.length))).slice(0, length);
}

export const numberOf = (body: string): number => Number(body.slice(0, NUMBER_DIGITS));
