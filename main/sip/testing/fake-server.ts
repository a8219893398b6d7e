// A SIP server over WebSocket for tests, on loopback. By itself it behaves like a plain registrar: digest,
// one binding, 200 to the rest. A test replaces the answer to a method, waits for requests, sends requests
// and raw frames of its own, and cuts connections. Nothing here waits for time to pass.
import { createServer as createHttpServer } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { Core } from "sip.js";
import { WebSocketServer, type WebSocket } from "ws";
import { createMailbox } from "./mailbox";
import { acceptRegister, answerTo, joinFrame, parseFrame, type Frame } from "./sip-frame";

/** Answers a request; what it returns is sent, undefined leaves the client without an answer. */
export type Answerer = (request: Frame, connection: WebSocket) => string | undefined;

export interface FakeServer {
  readonly url: string;
  readonly port: number;
  /** Replaces the answer to a method from now on. */
  answer(method: string, answerer: Answerer): void;
  /** Next request of that method that was not taken yet, challenged ones included. */
  next(method: string): Promise<Frame>;
  /** Requests of that method that came and were not taken. */
  waiting(method: string): readonly Frame[];
  /** Next WebSocket connection that was not taken yet. */
  nextConnection(): Promise<WebSocket>;
  /** The newest connection. */
  readonly connection: WebSocket;
  /** Sends a request to the client's contact; resolves with its final answer. */
  request(method: string, headers?: readonly string[], body?: string, options?: RequestOptions): Promise<Frame>;
  /** Sends a NOTIFY in the dialog of a SUBSCRIBE that was answered; resolves with the client's answer. */
  notify(subscribe: Frame, state: string, body?: string, options?: NotifyOptions): Promise<Frame>;
  close(): Promise<void>;
}

export interface NotifyOptions {
  readonly cseq?: number;
  readonly contentType?: string;
}

export interface RequestOptions {
  readonly branch?: string;
  readonly from?: string;
  readonly to?: string;
  readonly callId?: string;
  readonly cseq?: number;
  /** Request URI; the client's contact unless told. */
  readonly uri?: string;
}

export interface FakeServerOptions {
  readonly tls?: { readonly key: string; readonly cert: string };
  readonly port?: number;
  /** Number to listen on; 127.0.0.1 unless told. */
  readonly host?: string;
  /** Password by user; alice has "secret" unless told. */
  readonly passwords?: Readonly<Record<string, string>>;
}

export const CHALLENGE = 'Digest realm="test.example", nonce="n0nce"';

export async function startFakeServer(options: FakeServerOptions = {}): Promise<FakeServer> {
  const { tls, port = 0, host = "127.0.0.1", passwords = { alice: "secret" } } = options;
  const http = tls === undefined ? createHttpServer() : createTlsServer(tls);
  const sockets = new WebSocketServer({ server: http, handleProtocols: () => "sip" });
  const requests = createMailbox<Frame>();
  const connections = createMailbox<WebSocket>();
  const answers = createMailbox<Frame>();
  const answerers = new Map<string, Answerer>();
  let contact = "sip:nobody@nowhere.invalid";
  let newest: WebSocket | undefined;
  let branches = 0;

  const byDefault: Answerer = (request) => {
    if (request.method !== "REGISTER") return answerTo(request, 200);
    if (!isAuthorized(request, passwords)) return answerTo(request, 401, [`WWW-Authenticate: ${CHALLENGE}`]);
    return acceptRegister(request);
  };

  sockets.on("connection", (socket) => {
    newest = socket;
    socket.on("error", () => undefined);
    socket.on("message", (data: Buffer) => {
      const text = data.toString("utf8");
      if (text.trim() === "") return requests.put("keep-alive", parseFrame(`${JSON.stringify(text)}\r\n\r\n`));
      const frame = parseFrame(text);
      if (frame.status > 0) return answers.put(/branch=([^;]+)/.exec(frame.header("Via") ?? "")?.[1] ?? "", frame);
      contact = /<([^>]+)>/.exec(frame.header("Contact") ?? "")?.[1] ?? contact;
      const answer = (answerers.get(frame.method) ?? byDefault)(frame, socket);
      requests.put(frame.method, frame);
      if (answer !== undefined) socket.send(answer);
    });
    connections.put("", socket);
  });
  await new Promise<void>((resolve) => http.listen(port, host, resolve));
  const listening = (http.address() as AddressInfo).port;

  return {
    url: `${tls === undefined ? "ws" : "wss"}://localhost:${listening}`,
    port: listening,
    answer: (method, answerer) => void answerers.set(method, answerer),
    next: (method) => requests.take(method),
    waiting: (method) => requests.waiting(method),
    nextConnection: () => connections.take(""),
    get connection() {
      if (newest === undefined) throw new Error("no client has connected");
      return newest;
    },
    notify: (subscribe, state, body = "", { cseq = 1, contentType = "application/pidf+xml" } = {}) =>
      sendRequest("NOTIFY", notifyHeaders(state, body, contentType), body, {
        from: `${subscribe.header("To") ?? ""};tag=server`,
        to: subscribe.header("From") ?? "",
        callId: subscribe.header("Call-ID") ?? "",
        cseq,
      }),
    request: sendRequest,
    close: async () => {
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
      await new Promise((resolve) => http.close(resolve));
    },
  };

  function sendRequest(
    method: string,
    headers: readonly string[] = [],
    body = "",
    request: RequestOptions = {},
  ): Promise<Frame> {
    branches += 1;
    const { branch = `z9hG4bKfake${branches}`, callId = `fake-${branches}`, cseq = 1, uri = contact } = request;
    const { from = "<sip:bob@test.example>;tag=b", to = "<sip:alice@test.example>" } = request;
    const common = [`From: ${from}`, `To: ${to}`, `Call-ID: ${callId}`, `CSeq: ${cseq} ${method}`, "Max-Forwards: 69"];
    const via = `Via: SIP/2.0/WS  127.0.0.1:5060;branch=${branch}`;
    newest?.send(joinFrame(`${method} ${uri} SIP/2.0`, [via, ...common, ...headers], body));
    return answers.take(branch);
  }
}

function notifyHeaders(state: string, body: string, contentType: string): readonly string[] {
  const headers = ["Event: presence", `Subscription-State: ${state}`, "Contact: <sip:127.0.0.1:5060;transport=ws>"];
  return body === "" ? headers : [...headers, `Content-Type: ${contentType}`];
}

/** Digest without qop, so that the expected response depends on nothing the client chose. */
function isAuthorized(request: Frame, passwords: Readonly<Record<string, string>>): boolean {
  const credentials = request.header("Authorization");
  const user = /sip:([^@]+)@/.exec(request.header("From") ?? "")?.[1] ?? "";
  const password = passwords[user];
  if (credentials === undefined || password === undefined) return false;
  const digest = new Core.DigestAuthentication(new Core.LoggerFactory(), undefined, user, password);
  const uri = request.startLine.split(" ")[1] ?? "";
  digest.authenticate({ method: request.method, ruri: uri } as never, { realm: "test.example", nonce: "n0nce" });
  const response = (text: string): string | undefined => /response="([^"]+)"/.exec(text)?.[1];
  return response(credentials) === response(digest.toString());
}
