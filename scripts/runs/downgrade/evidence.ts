// What each of the people has proved to each other, and whether what they send keeps to it (spec 1.7). Made only from
// bodies on the wire, whether they still lie unopened, and what the users decided; the product is never asked for a pin.
import { compareLevels, LEVEL_CAPABILITY, type MinimumProtocol, type ProtocolLevel } from "../../../shared/capability";
import type { Address } from "../../../shared/ids";
import { lookAt, type Seen } from "./envelope";

export interface Departure {
  readonly from: Address;
  readonly to: Address;
  readonly body: string;
  /** What the sender allows and can do at this moment. */
  readonly minimum: MinimumProtocol;
  readonly capabilities: readonly string[];
}

export interface Violations {
  readonly belowPin: number;
  readonly belowMinimum: number;
}

export interface Evidence {
  /** A body was handed to an app, which answered that it has it. */
  arrived(at: Address, from: Address, body: string): void;
  /** The user `at` allows this protocol with `about`. */
  allowed(at: Address, about: Address, level: ProtocolLevel): void;
  left(departure: Departure): void;
  /** The newest protocol that `about` has proved to `at`; of a statement only what `at` can do, too. */
  proved(at: Address, about: Address, capabilities: readonly string[]): ProtocolLevel | undefined;
  readonly violations: Violations;
}

/** How much one knows about another. */
interface Knowledge {
  /** Copies prove nothing again. */
  readonly arrived: Set<string>;
  /** Arrived, and not known to be opened. */
  unopened: string[];
  level: ProtocolLevel | undefined;
  statements: (readonly string[])[];
  allowed: ProtocolLevel | undefined;
}

/** `waits` looks whether a body still lies unopened in the file of `at`. */
export function createEvidence(waits: (at: Address, body: string) => boolean): Evidence {
  const all = new Map<string, Knowledge>();
  const violations = { belowPin: 0, belowMinimum: 0 };

  function knowledge(at: Address, about: Address): Knowledge {
    const key = `${at} ${about}`;
    const known = all.get(key) ?? { arrived: new Set(), unopened: [], level: undefined, statements: [], allowed: undefined };
    all.set(key, known);
    const opened = known.unopened.filter((body) => !waits(at, body));
    known.unopened = known.unopened.filter((body) => !opened.includes(body));
    for (const body of opened) prove(known, lookAt(body));
    return known;
  }

  function prove(known: Knowledge, { level, statement }: Seen): void {
    known.level = newer(known.level, level);
    if (statement !== undefined) known.statements.push(statement);
  }

  const provedTo = ({ level, statements }: Knowledge, own: readonly string[]): ProtocolLevel | undefined =>
    statements.map((theirs) => newestCommon(own, theirs)).reduce(newer, level);

  return {
    violations,
    arrived(at, from, body) {
      const known = knowledge(at, from);
      if (known.arrived.has(body)) return;
      known.arrived.add(body);
      known.unopened.push(body);
    },
    allowed(at, about, level) {
      const known = knowledge(at, about);
      known.allowed = older(known.allowed ?? level, level);
      known.level = older(known.level, level);
      // What was signed before does not bind any more; what is signed later does again.
      known.statements = [];
    },
    left({ from, to, body, minimum, capabilities }) {
      const { level, isText } = lookAt(body);
      if (!isText) return;
      const known = knowledge(from, to);
      const proved = provedTo(known, capabilities);
      if (proved !== undefined && compareLevels(level, proved) < 0) violations.belowPin += 1;
      const isAllowed = minimum === "proved" && known.allowed === level;
      if (compareLevels(level, LEAST[minimum]) < 0 && !isAllowed) violations.belowMinimum += 1;
    },
    proved: (at, about, capabilities) => provedTo(knowledge(at, about), capabilities),
  };
}

const LEAST: Readonly<Record<MinimumProtocol, ProtocolLevel>> = { "allow-1.0": "1.0", proved: "2.0", "2.2": "2.2" };

function newer(a: ProtocolLevel | undefined, b: ProtocolLevel | undefined): ProtocolLevel | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return compareLevels(a, b) >= 0 ? a : b;
}

function older(a: ProtocolLevel | undefined, b: ProtocolLevel): ProtocolLevel | undefined {
  return a !== undefined && compareLevels(a, b) > 0 ? b : a;
}

function newestCommon(own: readonly string[], theirs: readonly string[]): ProtocolLevel | undefined {
  const levels = Object.entries(LEVEL_CAPABILITY) as [ProtocolLevel, string][];
  return levels.filter(([, capability]) => own.includes(capability) && theirs.includes(capability)).at(-1)?.[0];
}
