// Texts as people write them: mostly short, some long, with emoji, links, several lines, accents and other scripts.
import type { Random } from "../../../main/messaging/ports";

const SENTENCES = [
  "On my way, ten minutes.",
  "Ok.",
  "Thank you!",
  "Did you see the message from the landlord?",
  "The parcel is with the neighbour on the second floor.",
  "Prídem o pol ôsmej, vlak mešká.",
  "Ďakujem, to bolo rýchle 🙂",
  "Můžeš mi prosím poslat adresu?",
  "Příští týden jsem na dovolené.",
  "Let’s talk about it tomorrow.",
  "👍",
  "🎉🎉🎉",
  "The notary wants both signatures on Monday.",
  "I would rather not, if that is all right with you.",
  "Die Rechnung liegt auf dem Tisch.",
  "明日の会議は十時からです。",
  "مرحبا، كيف حالك؟",
  "Could you look at the notice period again?",
  "Three months is fine with me.",
  "No idea 🤷 ask Zuzana.",
] as const;

const LINKS = ["https://example.org/lease/2026?page=41", "https://stamp.example/help#older-messages", "https://example.org/a/very/long/path/that/does/not/end/soon"] as const;

/** `number` stands at its start, so that a reader can tell where it is. */
export function text(number: number, random: Random): string {
  const pick = <T>(of: readonly [T, ...T[]] | readonly T[]): T => of[random.uint32() % of.length] as T;
  const head = `${String(number)} `;
  const chance = random.uint32() % 1000;
  const some = (count: number): string => Array.from({ length: count }, () => pick(SENTENCES)).join(" ");
  if (chance < 2) return head + some(120);
  if (chance < 40) return head + some(12);
  if (chance < 70) return `${head}${pick(SENTENCES)} ${pick(LINKS)}`;
  if (chance < 100) return `${head}${pick(SENTENCES)}\n${pick(SENTENCES)}\n\n${pick(SENTENCES)}`;
  return head + (chance < 600 ? pick(SENTENCES) : some(3));
}

const GIVEN = ["Jana", "Bob", "Zuzana", "Alice", "Martin", "Eva", "Tomáš", "Pavol", "Maria", "Šimon", "Léa", "Øystein", "Þóra", "小林", "Ольга", "محمد"] as const;
const FAMILY = ["Dvořáková", "Kováč", "Horáková", "Nováková", "Hruška", "Lindqvist", "Sedlák", "Urban", "Conti", "Müller", "García", "Okafor", "Nguyễn", "Petrov"] as const;

export function personName(number: number): string {
  return `${GIVEN[number % GIVEN.length] ?? ""} ${FAMILY[Math.floor(number / GIVEN.length) % FAMILY.length] ?? ""} ${String(number)}`;
}
