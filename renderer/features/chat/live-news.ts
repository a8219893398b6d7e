// What a screen reader shall hear of the time between two looks at the state: new texts, and own ones that need their
// writer. A sentence for each chat, or one for all when there are many. Pure.
import type { ContactId } from "../../../shared/ids";
import { replyPart } from "../../../shared/quote";
import { t } from "../../i18n/i18n";
import type { AppState } from "../../store/app-store";
import { fullName } from "../contact/names";

/** The part of the state that is looked at. */
export type Heard = Pick<AppState, "arrivals" | "conversations">;

/** With more chats than this only how many texts came is said. */
const MOST_CHATS = 3;

interface News {
  readonly contactId: ContactId;
  readonly name: string;
  readonly texts: number;
  readonly last: string;
  readonly failed: number;
  readonly held: number;
}

function newsOf(state: AppState, before: Heard, contactId: ContactId, now: number): News | undefined {
  const contact = state.contacts[contactId];
  if (contact?.relation !== "accepted") return undefined;
  const arrived = state.arrivals[contactId];
  const [conversation, earlier] = [state.conversations[contactId], before.conversations[contactId]];
  const isMuted = (conversation?.mutedUntil ?? 0) > now && state.ui.openChat !== contactId;
  return {
    contactId,
    name: fullName(contact),
    texts: isMuted ? 0 : Math.max(0, (arrived?.count ?? 0) - (before.arrivals[contactId]?.count ?? 0)),
    last: replyPart(arrived?.text ?? ""),
    failed: (conversation?.failed ?? 0) - (earlier?.failed ?? 0),
    held: (conversation?.held ?? 0) - (earlier?.held ?? 0),
  };
}

function textWords({ contactId, name, texts, last }: News, openChat: ContactId | undefined): string {
  if (texts > 1) return t("live.several", { count: texts, name });
  return openChat === contactId ? t("live.here", { name, text: last }) : t("live.elsewhere", { name });
}

/** Sentences in the order in which they matter; none when nothing is worth a word. `now`: for chats that are muted. */
export function liveNews(state: AppState, before: Heard, now: number): readonly string[] {
  const changed = Object.keys({ ...state.arrivals, ...state.conversations }).map(Number) as ContactId[];
  const news = changed
    .filter((id) => state.arrivals[id] !== before.arrivals[id] || state.conversations[id] !== before.conversations[id])
    .flatMap((id) => newsOf(state, before, id, now) ?? []);
  const trouble = news.flatMap(({ name, failed, held }) => [
    ...(held > 0 ? [t("live.held", { name, count: held })] : []),
    ...(failed > 0 ? [t("live.failed", { name, count: failed })] : []),
  ]);
  const told = news.filter(({ texts }) => texts > 0);
  const count = told.reduce((sum, { texts }) => sum + texts, 0);
  const texts = told.length > MOST_CHATS ? [t("live.many", { count, chats: told.length })] : told.map((one) => textWords(one, state.ui.openChat));
  return [...trouble.slice(0, MOST_CHATS), ...texts];
}
