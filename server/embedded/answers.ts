// What one connection was answered lately (server transactions, RFC 3261, 17.2.3): a request that comes again gets its
// answer again and is not done twice; one that is still being worked on is left alone. Only the own part of an answer is
// kept, the rest is repeated from the request.
import type { Limits } from "./limits";
import type { Reply, SipRequest } from "./message";

type Remembered = Omit<Reply, "afterwards">;
export type Earlier = Remembered | "in-work";

export interface Answers {
  /** What became of the same request before; undefined for a new one. */
  earlier(request: SipRequest): Earlier | undefined;
  /** True when too many wait for an answer. */
  readonly full: boolean;
  begin(request: SipRequest): void;
  finish(request: SipRequest, reply: Remembered): void;
}

type Bounds = Pick<Limits, "maxPendingRequests" | "maxRememberedAnswers" | "answersRememberedMs">;

export function makeAnswers(limits: Bounds, now: () => number): Answers {
  const inWork = new Set<string>();
  /** In order of their time. */
  const done = new Map<string, { readonly reply: Remembered; readonly at: number }>();

  function forgetOld(): void {
    for (const [key, { at }] of done) {
      if (done.size <= limits.maxRememberedAnswers && now() - at < limits.answersRememberedMs) return;
      done.delete(key);
    }
  }

  return {
    earlier(request) {
      forgetOld();
      const key = keyOf(request);
      return inWork.has(key) ? "in-work" : done.get(key)?.reply;
    },
    get full() {
      return inWork.size >= limits.maxPendingRequests;
    },
    begin: (request) => void inWork.add(keyOf(request)),
    finish(request, reply) {
      const key = keyOf(request);
      inWork.delete(key);
      done.set(key, { reply: detached(reply), at: now() });
      forgetOld();
    },
  };
}

/** The same in strings of its own: a part of a longer string keeps all of it in memory, here the head of a request. */
function detached({ status, headers, toTag }: Remembered): Remembered {
  const copy = (text: string): string => Buffer.from(text).toString();
  return { status, ...(headers && { headers: headers.map(copy) }), ...(toTag !== undefined && { toTag: copy(toTag) }) };
}

/** Call-ID and CSeq besides the branch: some clients draw branches from few values, and another request is not a copy. */
function keyOf(request: SipRequest): string {
  return `${request.branch} ${request.method} ${request.callId} ${request.cseq}`;
}
