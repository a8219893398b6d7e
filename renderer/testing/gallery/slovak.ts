// What the people of the scenes write, in Slovak: a picture in Slovak shall not look half translated. Names stay.
import type { Conversation } from "../../../shared/conversation";
import type { Message } from "../../../shared/message";
import { sessionOf, type MockWorld } from "../mock-world";

const SLOVAK: Readonly<Record<string, string>> = {
  "The landlord agrees to the shorter lease.": "Majiteľ súhlasí s kratším nájmom.",
  "Deposit by the end of the month.": "Zálohu treba do konca mesiaca.",
  "Works for us. Thank you for asking him!": "To nám vyhovuje. Ďakujem, že ste sa ho spýtali!",
  "Could you look at the notice period?": "Mohli by ste sa pozrieť na výpovednú lehotu?",
  "Read it. Three months is fine with me.": "Prečítané. Tri mesiace mi vyhovujú.",
  "Send me the clean copy when you have it.": "Pošlite mi čistopis, keď ho budete mať.",
  "Clean copy is with the notary.": "Čistopis je u notárky.",
  "She wants both signatures on Monday.": "Chce oba podpisy v pondelok.",
  "Does ten o’clock suit you?": "Vyhovuje vám desiata?",
  "Ten is fine. I’ll bring the old contract.": "Desiata je v poriadku. Prinesiem starú zmluvu.",
  "Perfect.": "Výborne.",
  "Are you still coming?": "Ešte prídete?",
  "I’ll be at the notary from three.": "Od tretej budem u notárky.",
  "My new door code is 4471.": "Môj nový kód od dverí je 4471.",
  "Full text of the lease, all 41 pages, pasted …": "Celé znenie nájomnej zmluvy, všetkých 41 strán …",
  "Good afternoon, Petra.": "Dobrý deň, Petra.",
  "The courier comes between nine and noon. Please leave the parcel with reception, the second floor is closed.":
    "Kuriér príde medzi deviatou a dvanástou. Balík nechajte, prosím, na recepcii, druhé poschodie je zatvorené.",
  "And keep the receipt.": "A odložte si potvrdenku.",
  "Done. Receipt is in the tray.": "Hotovo. Potvrdenka je v priečinku.",
  "Is the room free on Monday at three?": "Je miestnosť v pondelok o tretej voľná?",
  "For five people.": "Pre päť ľudí.",
  "The alarm code for tonight is below.": "Kód k alarmu na dnes večer je nižšie.",
  "On my way, ten minutes.": "Som na ceste, desať minút.",
  "Where is the fuse box in the new flat?": "Kde je v novom byte poistková skriňa?",
  "In the hall, behind the mirror.": "V predsieni, za zrkadlom.",
  "Found it, thank you!": "Našla som ju, ďakujem!",
  "Two photos of the meter would help.": "Pomohli by dve fotky merača.",
  "See you at the harbour.": "Uvidíme sa v prístave.",
  "Thanks, that was quick!": "Ďakujem, to bolo rýchle!",
  "Thank you, that was quick!": "Ďakujem, to bolo rýchle!",
  "The results are in your folder.": "Výsledky sú vo vašom priečinku.",
  "Did you find the spare set?": "Našli ste náhradné kľúče?",
  "Ok, see you there.": "Dobre, uvidíme sa tam.",
  "Hello Petra, Jana gave me your address. I am taking over the garden committee from her. May I ask you two things about the spring budget?":
    "Dobrý deň, Petra, vašu adresu mám od Jany. Preberám po nej záhradný výbor. Môžem sa vás spýtať na dve veci k jarnému rozpočtu?",
  "Please send the key to the new address.": "Pošlite, prosím, kľúč na novú adresu.",
  "Shall I bring the papers?": "Mám priniesť papiere?",
  "Yes, please. The door code is 4471.": "Áno, prosím. Kód od dverí je 4471.",
  "All well on your side?": "U vás je všetko v poriadku?",
  "The ferry leaves at six.": "Trajekt odchádza o šiestej.",
  "About the keys to the": "K tým kľúčom od",
  "See you at the meeting.": "Uvidíme sa na schôdzi.",
  "I will be there.": "Prídem.",
  "Dear Bob,\n\nthe notary wants both of us on Monday.\nDoes ten suit you?":
    "Milý Bob,\n\nnotárka nás oboch čaká v pondelok.\nVyhovuje vám desiata?",
  "The form is at https://example.org/forms/garden?year=2026, only until Friday.":
    "Formulár je na https://example.org/forms/garden?year=2026, iba do piatku.",
  "> The form is at https://example.org/forms/garden?year=2026, only until Friday.\n\nThank you, sent it.":
    "> Formulár je na https://example.org/forms/garden?year=2026, iba do piatku.\n\nĎakujem, odoslané.",
  "1. coffee\n2. a walk along the river\n\n3. more coffee, and the plans for the house: they are long, so bring time and a pencil with you, please.":
    "1. káva\n2. prechádzka popri rieke\n\n3. ešte káva a plány domu: je ich veľa, prineste si, prosím, čas aj ceruzku.",
};

const PATTERNS: readonly (readonly [RegExp, string])[] = [
  [/^Paragraph (\d+) reads well now\.$/, "Odsek $1 sa už číta dobre."],
  [/I will bring the plans\./g, "Prinesiem tie plány."],
  [/^Note (\d+) on the draft\.$/, "Poznámka $1 k návrhu."],
];

function slovak(text: string): string {
  return SLOVAK[text] ?? PATTERNS.reduce((now, [pattern, words]) => now.replace(pattern, words), text);
}

function inSlovak(message: Message): Message {
  return message.kind === "note" ? message : { ...message, text: slovak(message.text) };
}

/** Changes the world that is given. */
export function speakSlovak(world: MockWorld): void {
  for (const [contactId, list] of world.messages) world.messages.set(contactId, list.map(inSlovak));
  for (const [contactId, list] of world.older) world.older.set(contactId, list.map((text) => ({ ...text, text: slovak(text.text) })));
  if (world.snapshot.state.phase !== "ready") return;
  const session = sessionOf(world);
  const conversations = session.conversations.map((one): Conversation => ({
    ...one,
    draft: slovak(one.draft),
    ...(one.lastMessage === undefined ? {} : { lastMessage: inSlovak(one.lastMessage) }),
  }));
  world.snapshot = { ...world.snapshot, state: { phase: "ready", session: { ...session, conversations } } };
}
