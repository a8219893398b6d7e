// Capability strings in words. What a string announces is in shared/capability; strings we do not know
// are counted, and shown raw below like all of them.
import {
  LEVEL_CAPABILITY,
  RECEIPTS_CAPABILITY,
  type CapabilityCarrier,
  type ProtocolLevel,
} from "../../../shared/capability";
import { t, type TextKey } from "../../i18n/i18n";

/** The newest protocol that a list of strings announces; 1.0 is announced by silence. */
export function newestLevel(strings: readonly string[]): ProtocolLevel {
  let newest: ProtocolLevel = "1.0";
  for (const [level, capability] of Object.entries(LEVEL_CAPABILITY)) {
    if (strings.includes(capability)) newest = level as ProtocolLevel;
  }
  return newest;
}

/** "2.0, 2.1, receipts and 1 more" */
export function capabilityWords(strings: readonly string[]): string {
  const levels = Object.entries(LEVEL_CAPABILITY).filter(([, capability]) => strings.includes(capability));
  const words = levels.map(([level]) => level);
  if (strings.includes(RECEIPTS_CAPABILITY)) words.push(t("protocol.receipts"));
  const unknown = new Set(strings).size - words.length;
  const list = words.join(t("list.separator"));
  if (unknown > 0) {
    return words.length === 0
      ? t("protocol.onlyUnknown", { count: unknown })
      : t("protocol.andUnknown", { list, count: unknown });
  }
  return words.length === 0 ? t("protocol.silent") : list;
}

/** What a report changed against the one before it: "Added 2.2, removed receipts". */
export function differenceWords(strings: readonly string[], before: readonly string[]): string {
  const added = strings.filter((string) => !before.includes(string));
  const removed = before.filter((string) => !strings.includes(string));
  if (added.length === 0 && removed.length === 0) return t("protocol.sameAgain");
  if (removed.length === 0) return t("protocol.added", { list: capabilityWords(added) });
  if (added.length === 0) return t("protocol.removed", { list: capabilityWords(removed) });
  return t("protocol.addedRemoved", { added: capabilityWords(added), removed: capabilityWords(removed) });
}

const CARRIER: Readonly<Record<CapabilityCarrier, TextKey>> = {
  presence: "protocol.carrier.presence",
  statement: "protocol.carrier.statement",
  card: "protocol.carrier.card",
};

export function carrierWords(carrier: CapabilityCarrier): string {
  return t(CARRIER[carrier]);
}
