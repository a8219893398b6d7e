// A raw SIP client over WebSocket for tests: one socket, one user, every frame under the test's control.
// It answers digest challenges and, unless told otherwise, incoming requests with 200; nothing else happens by itself.
import { WebSocket } from "ws";
import { digestAnswer, header, isResponse, parameter, readSip, requestText, responseText, status, token } from "./sip-text";
import type { RequestParts, SipText } from "./sip-text";

export interface DeviceOptions {
  readonly url: string;
  readonly domain: string;
  readonly user: string;
  readonly password: string;
  /** `+sip.instance` of this installation; a new one when absent. */
  readonly instance?: string;
  readonly ca?: string;
  /** Address of this computer that the connection comes from, when it is to be another than usual. */
  readonly from?: string;
  /** Status for an incoming request; `undefined` leaves it without an answer. Default 200. */
  readonly answer?: (request: SipText) => number | undefined;
}

export type RequestOptions = Partial<RequestParts> & {
  /** Do not answer a 401 or 407. */
  readonly bare?: boolean;
  /** Credentials of somebody else. */
  readonly as?: { readonly user: string; readonly password: string };
};

export interface TestDevice {
  readonly user: string;
  readonly address: string;
  readonly instance: string;
  sendRaw(frame: string | Uint8Array): void;
  /** Sends a request, answers one challenge; the final response. */
  request(method: string, options?: RequestOptions): Promise<SipText>;
  register(options?: RequestOptions & { readonly expires?: number }): Promise<SipText>;
  message(user: string, body: string, options?: RequestOptions): Promise<SipText>;
  publish(body: string | undefined, options?: RequestOptions & { readonly etag?: string; readonly expires?: number }): Promise<SipText>;
  subscribe(user: string, options?: RequestOptions & { readonly expires?: number }): Promise<SipText>;
  /** Next incoming request of that method, already answered; in order of arrival. */
  next(method: string, timeout?: number): Promise<SipText>;
  /** Requests of that method that arrived and were not taken by `next`. */
  waiting(method: string): readonly SipText[];
  reply(request: SipText, code: number, headers?: readonly string[]): void;
  /** Next frame that is no SIP message (keep-alive). */
  nextOther(): Promise<string>;
  readonly socket: WebSocket;
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>;
  close(): Promise<void>;
}

const PATIENCE_MS = 10_000;

export async function connectDevice(options: DeviceOptions): Promise<TestDevice> {
  const { url, domain, user, password } = options;
  const socket = new WebSocket(url, "sip", {
    ...(options.ca !== undefined && { ca: options.ca }),
    ...(options.from !== undefined && { localAddress: options.from }),
  });
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    socket.on("close", (code, reason) => resolve({ code, reason: reason.toString() }));
  });
  const finals = new Map<string, (response: SipText) => void>();
  const inbox = makeInbox();
  const instance = options.instance ?? `urn:uuid:${crypto.randomUUID()}`;
  const address = `sip:${user}@${domain}`;

  socket.on("message", (data: Buffer) => {
    const frame = data.toString("utf8");
    if (frame.trim() === "") return inbox.put("", { startLine: frame, headers: [], body: "" });
    const message = readSip(frame);
    if (isResponse(message)) {
      if (status(message) >= 200) finals.get(parameter(header(message, "Via"), "branch") ?? "")?.(message);
      return undefined;
    }
    const code = options.answer === undefined ? 200 : options.answer(message);
    if (code !== undefined) socket.send(responseText(message, code));
    return inbox.put(message.startLine.split(" ")[0] ?? "", message);
  });
  await new Promise<void>((resolve, reject) => {
    socket.once("open", () => resolve());
    socket.once("error", reject);
  });
  socket.on("error", () => undefined);

  function exchange(parts: RequestParts): Promise<SipText> {
    return patience(`answer to ${parts.method}`, PATIENCE_MS, (resolve) => {
      finals.set(parts.branch, resolve);
      socket.send(requestText(parts));
    }).finally(() => finals.delete(parts.branch));
  }

  async function request(method: string, given: RequestOptions = {}): Promise<SipText> {
    const parts: RequestParts = {
      method,
      uri: `sip:${domain}`,
      from: `<${address}>`,
      to: `<${address}>`,
      fromTag: token(),
      callId: token(),
      cseq: 1,
      branch: `z9hG4bK${token()}`,
      headers: [],
      body: undefined,
      ...given,
    };
    const first = await exchange(parts);
    const challenged = status(first) === 401 || status(first) === 407;
    if (!challenged || given.bare === true) return first;
    const challenge = header(first, status(first) === 401 ? "WWW-Authenticate" : "Proxy-Authenticate") ?? "";
    const name = status(first) === 401 ? "Authorization" : "Proxy-Authorization";
    const credentials = digestAnswer({ challenge, user, password, method, uri: parts.uri, ...given.as });
    const headers = [...parts.headers, `${name}: ${credentials}`];
    return exchange({ ...parts, branch: `z9hG4bK${token()}`, cseq: parts.cseq + 1, headers });
  }

  const device: TestDevice = {
    user,
    address,
    instance,
    socket,
    closed,
    request,
    sendRaw: (frame) => socket.send(frame),
    register: ({ expires = 600, ...rest } = {}) =>
      request("REGISTER", {
        headers: [`Contact: <sip:${user}@client.invalid;transport=ws>;reg-id=1;+sip.instance="<${instance}>"`, `Expires: ${expires}`],
        ...rest,
      }),
    message: (to, body, rest = {}) =>
      request("MESSAGE", {
        uri: `sip:${to}@${domain}`,
        to: `<sip:${to}@${domain}>`,
        headers: ["Content-Type: application/x-phonex-mime"],
        body,
        ...rest,
      }),
    publish: (body, { etag, expires = 600, ...rest } = {}) =>
      request("PUBLISH", {
        uri: address,
        headers: [
          "Event: presence",
          `Expires: ${expires}`,
          ...(etag === undefined ? [] : [`SIP-If-Match: ${etag}`]),
          ...(body === undefined ? [] : ["Content-Type: application/pidf+xml"]),
        ],
        body,
        ...rest,
      }),
    subscribe: (to, { expires = 600, ...rest } = {}) =>
      request("SUBSCRIBE", {
        uri: `sip:${to}@${domain}`,
        to: `<sip:${to}@${domain}>`,
        headers: ["Event: presence", "Accept: application/pidf+xml", `Expires: ${expires}`, `Contact: <sip:${user}@client.invalid;transport=ws>`],
        ...rest,
      }),
    next: (method, timeout = PATIENCE_MS) => inbox.take(method, timeout),
    waiting: (method) => inbox.waiting(method),
    reply: (incoming, code, headers) => socket.send(responseText(incoming, code, headers)),
    nextOther: async () => (await inbox.take("", PATIENCE_MS)).startLine,
    async close() {
      socket.close();
      await closed;
    },
  };
  return device;
}

function makeInbox(): {
  put(method: string, message: SipText): void;
  take(method: string, timeout: number): Promise<SipText>;
  waiting(method: string): readonly SipText[];
} {
  const arrived = new Map<string, SipText[]>();
  const takers = new Map<string, ((message: SipText) => void)[]>();
  return {
    put(method, message) {
      const taker = takers.get(method)?.shift();
      if (taker !== undefined) return taker(message);
      arrived.set(method, [...(arrived.get(method) ?? []), message]);
    },
    take(method, timeout) {
      const first = arrived.get(method)?.shift();
      if (first !== undefined) return Promise.resolve(first);
      let mine: ((message: SipText) => void) | undefined;
      return patience(`incoming ${method || "keep-alive"}`, timeout, (resolve) => {
        mine = resolve;
        takers.set(method, [...(takers.get(method) ?? []), resolve]);
      }).catch((error: unknown) => {
        takers.set(method, (takers.get(method) ?? []).filter((taker) => taker !== mine));
        throw error;
      });
    },
    waiting: (method) => arrived.get(method) ?? [],
  };
}

function patience(what: string, ms: number, start: (resolve: (message: SipText) => void) => void): Promise<SipText> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no ${what} within ${ms} ms`)), ms);
    start((message) => {
      clearTimeout(timer);
      resolve(message);
    });
  });
}
