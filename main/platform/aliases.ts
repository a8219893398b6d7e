// Other names for people and servers, for a log that is handed to somebody else: the same one for the same thing within
// one report, so that it can still be followed, and nothing to find the thing by.

export interface Aliases {
  /** `contact-2@domain-1`; the own address is `own@…`. */
  address(address: string): string;
  /** `domain-1`, whatever else is before or after it in a URL is gone. */
  host(host: string): string;
}

/** `own`: the account's address. */
export function createAliases(own: string): Aliases {
  const people = new Map<string, string>();
  const hosts = new Map<string, string>();

  function host(name: string): string {
    const key = name.toLowerCase();
    const known = hosts.get(key) ?? `domain-${String(hosts.size + 1)}`;
    hosts.set(key, known);
    return known;
  }

  function person(key: string): string {
    const known = people.get(key) ?? `contact-${String(people.size + 1)}`;
    people.set(key, known);
    return known;
  }

  return {
    address(address) {
      const key = address.toLowerCase();
      const domain = host(key.slice(key.lastIndexOf("@") + 1));
      return `${key === own.toLowerCase() ? "own" : person(key)}@${domain}`;
    },
    host,
  };
}
