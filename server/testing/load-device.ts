// The leanest SIP client over WebSocket, for thousands of them in one process: it registers, sends MESSAGE and measures the
// time to its answer, and answers what comes with 200. Nothing is kept of what it received.
import { WebSocket } from "ws";
import { digestAnswer, header, isResponse, parameter, readSip, requestText, responseText, status, token } from "./sip-text";
import type { SipText } from "./sip-text";

export interface LoadDevice {
  /** Status of the answer to REGISTER, after one challenge; 0 when there was none. */
  register(expires: number): Promise<number>;
  /** Status of the answer, 0 when there was none in time. */
  message(to: string, body: string): Promise<number>;
  close(): void;
}

export interface LoadDeviceOptions {
  readonly url: string;
  readonly domain: string;
  readonly user: string;
  readonly password: string;
  readonly onMessage: () => void;
  readonly onLost: () => void;
}

/** More than the server waits for a device, and then writes to its disk. */
const PATIENCE_MS = 20_000;

/** Rejects when there is no connection. */
export async function connectLoadDevice(options: LoadDeviceOptions): Promise<LoadDevice> {
  const { url, domain, user, password } = options;
  const socket = new WebSocket(url, "sip", { perMessageDeflate: false, handshakeTimeout: PATIENCE_MS });
  const waiting = new Map<string, (answer: SipText | undefined) => void>();
  const own = `<sip:${user}@${domain}>`;
  let isClosing = false;

  await new Promise<void>((resolve, reject) => {
    socket.once("open", resolve);
    socket.once("error", reject);
  });
  socket.on("error", () => undefined);
  socket.on("close", () => {
    for (const answer of [...waiting.values()]) answer(undefined);
    if (!isClosing) options.onLost();
  });
  socket.on("message", (data: Buffer) => {
    const message = readSip(data.toString("latin1"));
    if (isResponse(message)) {
      if (status(message) >= 200) waiting.get(parameter(header(message, "Via"), "branch") ?? "")?.(message);
      return;
    }
    if (message.startLine.startsWith("MESSAGE ")) options.onMessage();
    socket.send(responseText(message, 200));
  });

  function request(method: string, uri: string, to: string, cseq: number, headers: readonly string[], body?: string) {
    const branch = `z9hG4bK${token()}`;
    return new Promise<SipText | undefined>((resolve) => {
      const answered = (answer: SipText | undefined): void => {
        clearTimeout(timer);
        waiting.delete(branch);
        resolve(answer);
      };
      const timer = setTimeout(() => answered(undefined), PATIENCE_MS);
      waiting.set(branch, answered);
      socket.send(requestText({ method, uri, from: own, to, fromTag: token(), callId: token(), cseq, branch, headers, body }));
    });
  }

  return {
    async register(expires) {
      const uri = `sip:${domain}`;
      const contact = `Contact: <sip:${user}@client.invalid;transport=ws>;reg-id=1;+sip.instance="<urn:uuid:${crypto.randomUUID()}>"`;
      const headers = [contact, `Expires: ${expires}`];
      const first = await request("REGISTER", uri, own, 1, headers);
      if (first === undefined || status(first) !== 401) return first === undefined ? 0 : status(first);
      const challenge = header(first, "WWW-Authenticate") ?? "";
      const credentials = digestAnswer({ challenge, user, password, method: "REGISTER", uri });
      const second = await request("REGISTER", uri, own, 2, [...headers, `Authorization: ${credentials}`]);
      return second === undefined ? 0 : status(second);
    },
    async message(to, body) {
      const uri = `sip:${to}@${domain}`;
      const answer = await request("MESSAGE", uri, `<${uri}>`, 1, ["Content-Type: application/x-phonex-mime"], body);
      return answer === undefined ? 0 : status(answer);
    },
    close() {
      isClosing = true;
      socket.terminate();
    },
  };
}
