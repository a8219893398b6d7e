// The sip.js user agent of one open socket. It lives as long as the socket: a reconnect makes a new one, so
// no transaction, dialog or timer of a dead connection can reach into the next. Only its core is used
// (transactions, digest, dialogs of subscriptions); registration, publication and subscriptions have their
// own life cycles here, because those of sip.js keep their state over a lost socket or stop after an error.
import { UserAgent, type Message, type URI } from "sip.js";
import type { WebSocket } from "ws";
import type { Address } from "../../shared/ids";
import type { Log } from "../platform/log";
import { installRepairs } from "./repairs";
import { SocketTransport } from "./transport";

export interface Credentials {
  readonly address: Address;
  readonly password: string;
}

export interface UserAgentOptions {
  readonly socket: WebSocket;
  readonly secure: boolean;
  readonly credentials: Credentials;
  readonly onMessage: (message: Message) => void;
  readonly log: Log;
}

/** Starts a user agent on an open socket. `stopUserAgent` frees everything it holds, but not the socket. */
export function startUserAgent(options: UserAgentOptions): UserAgent {
  installRepairs();
  const { socket, secure, credentials, onMessage, log } = options;
  const uri = sipUri(credentials.address);
  if (uri === undefined) throw new Error("own address is not a SIP address");

  class Transport extends SocketTransport {
    constructor() {
      super(socket, secure ? "WSS" : "WS", log);
    }
  }
  const userAgent = new UserAgent({
    uri,
    authorizationUsername: userOf(credentials.address),
    authorizationPassword: credentials.password,
    transportConstructor: Transport,
    contactParams: { transport: "ws" },
    userAgentString: "Stamp",
    gracefulShutdown: false,
    logBuiltinEnabled: false,
    logConfiguration: false,
    logLevel: "error",
    // Its sentences quote what came over the network, so only where they came from is written down.
    logConnector: (level, category) => {
      if (level === "error" || level === "warn") log("debug", "sip-library", { severity: level, category });
    },
    delegate: { onMessage },
  });
  void userAgent.start();
  return userAgent;
}

export async function stopUserAgent(userAgent: UserAgent): Promise<void> {
  await userAgent.stop();
}

/** Undefined when the address cannot be written as a SIP URI. */
export function sipUri(address: Address): URI | undefined {
  try {
    const uri = UserAgent.makeURI(`sip:${address}`);
    if (uri?.user === undefined) return undefined;
    // Writing a user with a stray "%" throws; better here than in the middle of a request.
    uri.toString();
    return uri;
  } catch {
    return undefined;
  }
}

/** The registrar of an account is its domain. */
export function registrarUri(address: Address): URI | undefined {
  return UserAgent.makeURI(`sip:${address.slice(address.lastIndexOf("@") + 1)}`);
}

function userOf(address: Address): string {
  return address.slice(0, address.lastIndexOf("@"));
}
