// PUBLISH of presence (RFC 3903; spec 1.7): one publication per account, with entity tags, kept byte for byte. It lives
// as long as it is refreshed and the device that made it stays: otherwise the account is offline for those who watch.
import { randomToken } from "./compose";
import type { Connection } from "./connection";
import type { Limits } from "./limits";
import { expiresHeader, header } from "./message";
import type { Reply, SipRequest } from "./message";

export const PRESENCE_DOCUMENT = "application/pidf+xml";

export interface Publications {
  /** Handles a PUBLISH of the account that was proved. */
  publish(request: SipRequest, connection: Connection, user: string): Reply;
  /** The document as it was published; undefined when the account is offline. */
  document(user: string): Buffer | undefined;
  /** The same device goes on with another connection. */
  move(user: string, to: Connection): void;
  /** Removes what the account published; with a connection, only if it came over that one. */
  drop(user: string, connection?: Connection): void;
  stop(): void;
}

export interface PublicationsOptions {
  readonly limits: Pick<Limits, "maxExpiresSeconds">;
  readonly onChanged: (user: string) => void;
}

interface Publication {
  readonly etag: string;
  readonly document: Buffer;
  readonly connection: Connection;
  readonly expiry: NodeJS.Timeout;
}

export function makePublications({ limits, onChanged }: PublicationsOptions): Publications {
  const publications = new Map<string, Publication>();

  function remove(user: string): boolean {
    const publication = publications.get(user);
    clearTimeout(publication?.expiry);
    return publications.delete(user);
  }

  function withdraw(user: string): void {
    if (remove(user)) onChanged(user);
  }

  return {
    publish(request, connection, user) {
      if (!isPresence(request)) return { status: 489, headers: ["Allow-Events: presence"] };
      const condition = header(request, "sip-if-match");
      const current = publications.get(user);
      if (condition !== undefined && condition !== current?.etag) return { status: 412 };
      const wanted = expiresHeader(request) ?? limits.maxExpiresSeconds;
      if (Number.isNaN(wanted)) return { status: 400 };
      const etag = randomToken();
      if (wanted === 0) return { status: 200, headers: ["Expires: 0", `SIP-ETag: ${etag}`], afterwards: () => withdraw(user) };
      const hasBody = request.body.length > 0;
      const document = hasBody ? request.body : condition === undefined ? undefined : current?.document;
      if (document === undefined) return { status: 400 };
      if (hasBody && mediaType(request) !== PRESENCE_DOCUMENT) return { status: 415, headers: [`Accept: ${PRESENCE_DOCUMENT}`] };

      const seconds = Math.min(wanted, limits.maxExpiresSeconds);
      remove(user);
      const expiry = setTimeout(() => withdraw(user), seconds * 1000);
      publications.set(user, { etag, document, connection, expiry });
      const reply = { status: 200, headers: [`Expires: ${seconds}`, `SIP-ETag: ${etag}`] };
      return hasBody ? { ...reply, afterwards: () => onChanged(user) } : reply;
    },
    document: (user) => publications.get(user)?.document,
    move(user, to) {
      const publication = publications.get(user);
      if (publication !== undefined) publications.set(user, { ...publication, connection: to });
    },
    drop(user, connection) {
      if (connection === undefined || publications.get(user)?.connection === connection) withdraw(user);
    },
    stop() {
      for (const { expiry } of publications.values()) clearTimeout(expiry);
      publications.clear();
    },
  };
}

/** The event package, whatever its parameters. */
export function isPresence(request: SipRequest): boolean {
  return /^presence\s*(?:;|$)/.test(header(request, "event") ?? "");
}

function mediaType(request: SipRequest): string {
  return (header(request, "content-type") ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
}
