// From a frame to its answer: keep-alive, parsing, answers to repeated requests, the checks every request must pass,
// who speaks, and which part of the server it is for. Nothing that comes over the wire leaves this module as an error.
import { makeAnswers } from "./answers";
import type { Answers } from "./answers";
import type { Authenticate } from "./authentication";
import { composeReply } from "./compose";
import type { Connection } from "./connection";
import type { Limits } from "./limits";
import { header } from "./message";
import type { Reply, SipRequest } from "./message";
import { parseSip } from "./parse";
import { maxForwards } from "./relay";
import type { Requests } from "./requests";

export interface Handlers {
  readonly register: (request: SipRequest, connection: Connection, user: string) => Reply;
  readonly message: (request: SipRequest, user: string) => Promise<Reply>;
  readonly publish: (request: SipRequest, connection: Connection, user: string) => Reply;
  readonly subscribe: (request: SipRequest, connection: Connection, user: string) => Reply;
  /** The connection proved to be somebody else than before. */
  readonly userChanged: (connection: Connection, former: string) => void;
}

export interface RouterOptions {
  readonly domain: string;
  readonly limits: Limits;
  readonly now: () => number;
  readonly authenticate: Authenticate;
  readonly requests: Requests;
  readonly handlers: Handlers;
  readonly log: (line: string) => void;
}

export interface Router {
  take(connection: Connection, frame: Buffer): void;
  /** Resolves when no request is being worked on. */
  settled(): Promise<void>;
}

/** It is repeated in the answer, and answers are remembered. */
const LONGEST_EXTENSION = 255;
const ALLOW = "Allow: REGISTER, MESSAGE, PUBLISH, SUBSCRIBE, OPTIONS";

export function makeRouter(options: RouterOptions): Router {
  const { domain, limits, now, authenticate, requests, handlers, log } = options;
  const answers = new WeakMap<Connection, Answers>();
  const inWork = new Set<Promise<void>>();
  const complainedAbout = new WeakSet<Connection>();

  function answersOf(connection: Connection): Answers {
    const known = answers.get(connection) ?? makeAnswers(limits, now);
    answers.set(connection, known);
    return known;
  }

  function dispatch(request: SipRequest, connection: Connection): Reply | Promise<Reply> {
    if (maxForwards(request) === 0) return { status: 483 };
    const extension = header(request, "require") ?? header(request, "proxy-require");
    if (extension !== undefined && extension.length > LONGEST_EXTENSION) return { status: 400 };
    if (extension !== undefined) return { status: 420, headers: [`Unsupported: ${extension}`] };
    if (request.body.length > limits.maxBodyBytes) return { status: 413 };
    if (request.method === "OPTIONS") return { status: 200, headers: [ALLOW] };
    const handle = handlerOf(request.method);
    if (handle === undefined) return { status: 405, headers: [ALLOW] };

    const proof = authenticate(request, connection);
    if (proof.type === "refused") return proof.reply;
    const former = connection.user;
    connection.user = proof.user;
    if (former !== undefined && former !== proof.user) handlers.userChanged(connection, former);
    return handle(request, connection, proof.user);
  }

  function handlerOf(method: string): ((request: SipRequest, connection: Connection, user: string) => Reply | Promise<Reply>) | undefined {
    if (method === "MESSAGE") return (request, _connection, user) => handlers.message(request, user);
    if (method === "PUBLISH") return handlers.publish;
    if (method === "SUBSCRIBE") return handlers.subscribe;
    if (method === "REGISTER") return (request, ...rest) => (request.uri.host === domain ? handlers.register(request, ...rest) : { status: 403 });
    return undefined;
  }

  async function answer(request: SipRequest, connection: Connection, known: Answers): Promise<void> {
    known.begin(request);
    let reply: Reply = { status: 500 };
    try {
      const made = dispatch(request, connection);
      // Not awaited when it is there already: answers and what follows them stay in the order of the requests.
      reply = made instanceof Promise ? await made : made;
    } catch (error) {
      log(`${request.method} failed: ${String(error)}`);
    }
    const { afterwards, ...rest } = reply;
    known.finish(request, rest);
    connection.send(composeReply(request.headers, rest));
    afterwards?.();
  }

  function takeRequest(request: SipRequest, connection: Connection): void {
    if (request.method === "ACK") return;
    const known = answersOf(connection);
    const earlier = known.earlier(request);
    if (earlier === "in-work") return;
    if (earlier !== undefined) return void connection.send(composeReply(request.headers, earlier));
    if (known.full) return void connection.send(composeReply(request.headers, { status: 503, headers: ["Retry-After: 1"] }));
    const work = answer(request, connection, known)
      .catch((error: unknown) => log(`${request.method} failed: ${String(error)}`))
      .finally(() => inWork.delete(work));
    inWork.add(work);
  }

  return {
    take(connection, frame) {
      if (frame.length <= 4 && /^(?:\r\n)*$/.test(frame.toString("latin1"))) {
        // A ping of two line ends is answered with one (RFC 5626, 4.4.1).
        if (frame.length === 4) connection.send(Buffer.from("\r\n"));
        return;
      }
      const message = parseSip(frame, limits);
      if (message.type === "request") return takeRequest(message, connection);
      if (message.type === "response") return requests.settle(connection, message);
      // Once per connection, or a hostile one could fill the log.
      if (!complainedAbout.has(connection)) log(`connection ${connection.id} sent ${message.type}: ${message.reason}`);
      complainedAbout.add(connection);
      if (message.type === "bad-request") connection.send(composeReply(message.headers, { status: message.status }));
    },
    settled: async () => void (await Promise.all(inWork)),
  };
}
