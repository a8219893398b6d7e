// What the load run and its workers, which are processes of their own, say to each other.

export interface WorkerPlan {
  readonly url: string;
  readonly domain: string;
  /** Numbers of the clients of this worker: from `first` so many, of `clients` in all. */
  readonly first: number;
  readonly count: number;
  readonly clients: number;
  /** Messages in a second, and for how many seconds. */
  readonly rate: number;
  readonly seconds: number;
  readonly bodies: readonly string[];
  readonly seed: number;
}

export type Order = { readonly order: "register"; readonly plan: WorkerPlan } | { readonly order: "send" } | { readonly order: "report" };

export interface Registered {
  readonly done: "register";
  /** How many answers of which status; 0 stands for none. */
  readonly answers: Answers;
}

export interface Sent {
  readonly done: "send";
}

export interface Report {
  readonly done: "report";
  readonly sent: number;
  readonly answers: Answers;
  /** Milliseconds from sending to a 200 from the other device. */
  readonly delays: readonly number[];
  /** Messages that arrived at clients of this worker. */
  readonly arrived: number;
  /** Connections that the server ended. */
  readonly lost: number;
}

export type Answers = Readonly<Record<number, number>>;
export type Done = Registered | Sent | Report;

/** Name and password of client number N. */
export const clientName = (number: number): string => `load-${String(number)}`;
export const clientPassword = (number: number): string => `${clientName(number)} opens sesame`;

export function addAnswers(all: readonly Answers[]): Answers {
  const sum: Record<number, number> = {};
  for (const answers of all) {
    for (const [status, count] of Object.entries(answers)) sum[Number(status)] = (sum[Number(status)] ?? 0) + count;
  }
  return sum;
}
