// What was written in Petra's window: chats with every state a message can have, as the design shows them.
import type { Message, PeerText } from "../../shared/message";
import { at, writer } from "./people";

const BOB = 1;
const PRAGUE = 5;
const JANA = 6;
const EVA = 8;

const READ = { status: "read" } as const;
const DELIVERED = { status: "delivered" } as const;
/** So often a text without an answer is tried before it is given up. */
const DAY_OF_ATTEMPTS = 283;

export interface SceneOptions {
  readonly offline?: boolean;
  /** How many messages Bob's chat has before those of the scene. */
  readonly history?: number;
  /** Something came from Jana in an older protocol than she has proved. */
  readonly older?: boolean;
}

function bobsChat({ offline = false, history = 0 }: SceneOptions): Message[] {
  const w = writer(BOB, 2000 - history);
  const older = Array.from({ length: history }, (_, index) => {
    const when = at("09:00", 40 - Math.floor(index / 4)) + (index % 4) * 7 * 60_000;
    return index % 3 === 0 ? w.peer(when, `Paragraph ${index + 1} reads well now.`) : w.own(when, `Note ${index + 1} on the draft.`, READ);
  });
  const before = [
    ...older,
    w.peer(at("15:40", 3), "The landlord agrees to the shorter lease."),
    w.peer(at("15:41", 3), "Deposit by the end of the month."),
    w.own(at("15:52", 3), "Works for us. Thank you for asking him!", READ),
    w.own(at("18:04", 1), "Could you look at the notice period?", READ),
    w.peer(at("18:31", 1), "Read it. Three months is fine with me."),
    w.peer(at("18:31:30", 1), "Send me the clean copy when you have it."),
    w.own(at("09:12"), "Clean copy is with the notary.", DELIVERED, 3),
    w.own(at("09:13"), "She wants both signatures on Monday.", { status: "sent" }),
    w.own(at("09:13:30"), "Does ten o’clock suit you?", { status: "stored" }),
  ];
  if (offline) {
    return [
      ...before,
      w.peer(at("13:51"), "Ten is fine. I’ll bring the old contract."),
      w.own(at("14:01"), "Perfect.", DELIVERED),
      w.own(at("14:05"), "Are you still coming?", { status: "queued" }),
      w.own(at("14:06"), "I’ll be at the notary from three.", { status: "queued" }),
    ];
  }
  return [
    ...before,
    w.own(at("13:20"), "Full text of the lease, all 41 pages, pasted …", { status: "failed", reason: { code: "too-long", sipStatus: 413 } }),
    w.own(at("14:05"), "Are you still coming?", {
      status: "retrying",
      at: at("14:08:00"),
      attempt: 8,
      reason: { code: "no-answer" },
    }, 7),
    w.own(at("14:06"), "I’ll be at the notary from three.", { status: "queued" }),
    w.own(at("14:07"), "My new door code is 4471.", {
      status: "held",
      reason: { code: "below-pin", offered: "2.1", pinned: "2.2" },
    }),
  ];
}

function pragueChat(): Message[] {
  const w = writer(PRAGUE, 500);
  const unsure = { status: "failed", reason: { code: "outcome-unknown" } } as const;
  return [
    w.peer(at("16:19", 2), "Good afternoon, Petra."),
    w.peer(at("16:20", 2), "The courier comes between nine and noon. Please leave the parcel with reception, the second floor is closed."),
    w.peer(at("16:21", 2), "And keep the receipt."),
    w.own(at("16:48", 2), "Done. Receipt is in the tray.", READ),
    w.own(at("17:02", 2), "Is the room free on Monday at three?", unsure, DAY_OF_ATTEMPTS),
    w.own(at("17:02:30", 2), "For five people.", unsure, DAY_OF_ATTEMPTS),
    w.note(at("11:12"), { type: "key-changed" }),
    w.own(at("11:15"), "The alarm code for tonight is below.", { status: "held", reason: { code: "key-changed" } }),
  ];
}

function otherChats(): readonly Message[] {
  const zuzana = writer(2, 200);
  const alice = writer(3, 300);
  const martin = writer(4, 400);
  const jana = writer(JANA, 600);
  const pavol = writer(7, 700);
  const eva = writer(EVA, 800);
  const tomas = writer(9, 900);
  const maria = writer(10, 1000);
  return [
    zuzana.own(at("14:06"), "On my way, ten minutes.", { status: "sending" }),
    alice.peer(at("13:40"), "Where is the fuse box in the new flat?"),
    alice.note(at("13:44"), { type: "unverified", count: 1 }),
    alice.own(at("13:52"), "In the hall, behind the mirror.", READ),
    alice.peer(at("13:57"), "Found it, thank you!", { unread: true, marks: ["not-encrypted"] }),
    alice.peer(at("13:58"), "Two photos of the meter would help.", { unread: true, marks: ["clock-differs"] }),
    martin.own(at("12:40"), "See you at the harbour.", { status: "failed", reason: { code: "unknown-address", sipStatus: 404 } }),
    jana.own(at("10:02"), "Thanks, that was quick!", READ),
    pavol.own(at("10:30", 2), "The results are in your folder.", { status: "stored" }),
    eva.peer(at("19:12", 2), "Did you find the spare set?"),
    tomas.own(at("12:00", 3), "Ok, see you there.", DELIVERED),
    maria.peer(at("13:37"), "Hello Petra, Jana gave me your address. I am taking over the garden committee from her. May I ask you two things about the spring budget?", { unread: true }),
  ];
}

const janaOlder = writer(JANA, 650);
/** Came in 1.0, and she has proved 2.2. */
export const JANAS_OLDER: readonly PeerText[] = [
  janaOlder.peer(at("10:40"), "Please send the key to the new address.", {
    unread: true,
    level: "1.0",
    marks: ["recipient-not-bound"],
  }),
];

/** All chats, each in its order. */
export function petrasMessages(options: SceneOptions): readonly Message[] {
  return [...bobsChat(options), ...pragueChat(), ...otherChats()];
}
