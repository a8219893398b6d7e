// Values by key that arrive now and are waited for now or later, in order.

/** How long a test waits for something that should happen at once before it says what was missing. */
const PATIENCE = 15_000;

export interface Mailbox<Value> {
  put(key: string, value: Value): void;
  /** The oldest value of that key that nobody took, or the next one; rejects when none comes. */
  take(key: string): Promise<Value>;
  waiting(key: string): readonly Value[];
}

export function createMailbox<Value>(): Mailbox<Value> {
  const arrived = new Map<string, Value[]>();
  const takers = new Map<string, ((value: Value) => void)[]>();

  return {
    put: (key, value) => {
      const taker = takers.get(key)?.shift();
      if (taker !== undefined) return taker(value);
      arrived.set(key, [...(arrived.get(key) ?? []), value]);
    },
    take: (key) => {
      const first = arrived.get(key)?.shift();
      if (first !== undefined) return Promise.resolve(first);
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          reject(new Error(`waited in vain for ${JSON.stringify(key)}; there is ${[...arrived.keys()].join(", ")}`));
        }, PATIENCE);
        const taker = (value: Value): void => {
          clearTimeout(timer);
          resolve(value);
        };
        takers.set(key, [...(takers.get(key) ?? []), taker]);
      });
    },
    waiting: (key) => arrived.get(key) ?? [],
  };
}
