// Which device an account has (RFC 3261, 10; spec 2.6): at most one binding per account, tied to the connection it came
// over. Another installation that registers replaces it and the former connection is closed with 4409, which tells the
// app to stay away; the same installation (+sip.instance, RFC 5626) on a newer connection closes the older with 4410.
import { parseNameAddress } from "./address";
import type { NameAddress } from "./address";
import { NEWER_CONNECTION_OF_SAME_DEVICE, REPLACED_BY_ANOTHER_DEVICE } from "./connection";
import type { Connection } from "./connection";
import type { Limits } from "./limits";
import { expiresHeader, parseSeconds } from "./message";
import type { Reply, SipRequest } from "./message";

export interface Binding {
  readonly user: string;
  /** URI for requests to the device, as it gave it. */
  readonly contact: string;
  readonly instance: string | undefined;
  readonly connection: Connection;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

export interface RegistrarHandlers {
  /** The device registered, again or newly. */
  readonly onRegistered: (binding: Binding) => void;
  /** The same installation goes on with another connection. */
  readonly onMoved: (user: string, to: Connection) => void;
  /** The account has no device any more, or another one. */
  readonly onGone: (binding: Binding) => void;
  /** A newer connection took this one's place; it is being closed and counts no more. */
  readonly onReplaced: (connection: Connection) => void;
}

export interface Registrar {
  /** Handles a REGISTER of the account that was proved. */
  register(request: SipRequest, connection: Connection, user: string): Reply;
  binding(user: string): Binding | undefined;
  users(): readonly string[];
  /** The connection closed or changed its user, or the account is removed. */
  drop(user: string, connection?: Connection): void;
  stop(): void;
}

export interface RegistrarOptions {
  readonly limits: Pick<Limits, "minExpiresSeconds" | "maxExpiresSeconds">;
  readonly now: () => number;
  readonly handlers: RegistrarHandlers;
}

export function makeRegistrar({ limits, now, handlers }: RegistrarOptions): Registrar {
  const bindings = new Map<string, { readonly binding: Binding; readonly expiry: NodeJS.Timeout }>();

  function remove(user: string): Binding | undefined {
    const entry = bindings.get(user);
    if (entry === undefined) return undefined;
    clearTimeout(entry.expiry);
    bindings.delete(user);
    return entry.binding;
  }

  function signOut(user: string): void {
    const binding = remove(user);
    if (binding !== undefined) handlers.onGone(binding);
  }

  function bind(binding: Binding, seconds: number): void {
    const former = remove(binding.user);
    const expiry = setTimeout(() => signOut(binding.user), seconds * 1000);
    bindings.set(binding.user, { binding, expiry });
    if (former === undefined || former.connection === binding.connection) return;
    if (binding.instance !== undefined && binding.instance === former.instance) {
      handlers.onMoved(binding.user, binding.connection);
      former.connection.close(NEWER_CONNECTION_OF_SAME_DEVICE, "newer connection of the same device");
    } else {
      handlers.onGone(former);
      former.connection.close(REPLACED_BY_ANOTHER_DEVICE, "replaced by another device");
    }
    handlers.onReplaced(former.connection);
  }

  function accepted(user: string): Reply {
    const binding = bindings.get(user)?.binding;
    const date = `Date: ${new Date(now()).toUTCString()}`;
    return { status: 200, headers: binding === undefined ? [date] : [contactLine(binding, now()), date] };
  }

  return {
    register(request, connection, user) {
      const contacts = request.headers.filter(({ name }) => name === "contact").map(({ value }) => value);
      const [value] = contacts;
      if (value === undefined) return accepted(user);
      if (contacts.length > 1) return { status: 400 };
      if (value === "*") {
        if (expiresHeader(request) !== 0) return { status: 400 };
        signOut(user);
        return accepted(user);
      }
      const contact = parseNameAddress(value);
      const wanted = contact === undefined ? Number.NaN : wantedSeconds(contact, request, limits.maxExpiresSeconds);
      if (contact === undefined || Number.isNaN(wanted)) return { status: 400 };
      if (wanted === 0) {
        // A device that was replaced must not take its successor's binding away.
        if (bindings.get(user)?.binding.connection === connection) signOut(user);
        return accepted(user);
      }
      // Raised rather than refused with 423, as Kamailio does: the answer tells the app.
      const seconds = Math.min(Math.max(wanted, limits.minExpiresSeconds), limits.maxExpiresSeconds);
      const instance = contact.parameters.get("+sip.instance");
      const binding = { user, contact: contact.uri.text, instance, connection, expiresAt: now() + seconds * 1000 };
      bind(binding, seconds);
      return { ...accepted(user), afterwards: () => handlers.onRegistered(binding) };
    },
    binding: (user) => bindings.get(user)?.binding,
    users: () => [...bindings.keys()],
    drop(user, connection) {
      if (connection === undefined || bindings.get(user)?.binding.connection === connection) signOut(user);
    },
    stop() {
      for (const { expiry } of bindings.values()) clearTimeout(expiry);
      bindings.clear();
    },
  };
}

function wantedSeconds(contact: NameAddress, request: SipRequest, fallback: number): number {
  const parameter = contact.parameters.get("expires");
  return parameter === undefined ? (expiresHeader(request) ?? fallback) : parseSeconds(parameter);
}

function contactLine({ contact, instance, expiresAt }: Binding, now: number): string {
  const seconds = Math.max(0, Math.round((expiresAt - now) / 1000));
  // A quote or backslash in it would end the string that is written here.
  const known = instance === undefined || /["\\]/.test(instance) ? "" : `;+sip.instance="${instance}"`;
  return `Contact: <${contact}>;expires=${seconds}${known}`;
}
