// What the soak run and its peer, which is a process of its own, say to each other.
import type { Message } from "../../../shared/message";

export interface Login {
  readonly user: string;
  readonly address: string;
  readonly password: string;
}

export interface PeerSetup {
  /** Base of the data: of the app's profile, named as its user, and of the peer. */
  readonly folder: string;
  readonly serverUrl: string;
  readonly app: Login;
  /** Opens the app's account. */
  readonly passphrase: string;
  readonly peer: Login;
  /** Contacts of the app that come and go. */
  readonly others: readonly Login[];
  /** Texts in a second. */
  readonly rate: number;
  readonly seed: number;
}

/** The texts of one conversation in the order of display, and how many of the own ones are in which state. */
export interface History {
  readonly own: readonly string[];
  readonly peer: readonly string[];
  readonly states: Readonly<Record<string, number>>;
}

export interface SoakPeer {
  /** Makes both accounts; the server need not be there yet. */
  prepare(setup: PeerSetup): Promise<void>;
  /** Signs in, and lets the others begin to come and go; resolves when the app is online and its key is known. */
  begin(): Promise<void>;
  write(): Promise<void>;
  /** Resolves to how many texts it wrote. */
  stopWriting(): Promise<number>;
  tell(): Promise<History>;
  end(): Promise<void>;
}

export interface Ask {
  readonly id: number;
  readonly name: keyof SoakPeer;
  readonly parameter?: unknown;
}

export interface Answer {
  readonly id: number;
  readonly value?: unknown;
  readonly problem?: string;
}

interface Page {
  readonly messages: readonly Message[];
  readonly more: boolean;
}

/** Reads a whole conversation, page by page from its end. */
export async function readHistory(page: (before: number | undefined) => Page | Promise<Page>): Promise<History> {
  let messages: Message[] = [];
  for (let more = true; more; ) {
    const older = await page(messages[0]?.position);
    messages = [...older.messages, ...messages];
    more = older.more;
  }
  const own = messages.flatMap((message) => (message.kind === "own" ? [message] : []));
  const peer = messages.flatMap((message) => (message.kind === "peer" ? [message.text] : []));
  const states: Record<string, number> = {};
  for (const { delivery } of own) states[delivery.status] = (states[delivery.status] ?? 0) + 1;
  return { own: own.map(({ text }) => text), peer, states };
}
