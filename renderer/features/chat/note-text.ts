// Words of the lines in a conversation that nobody typed.
import type { Note } from "../../../shared/message";
import { t } from "../../i18n/i18n";
import type { IconName } from "../../ui/icons";

export interface NoteWords {
  readonly icon: IconName;
  readonly text: string;
}

/** `time` is used where the moment belongs to the sentence. */
export function noteWords(note: Note, name: string, time: string): NoteWords {
  switch (note.type) {
    case "unverified":
      return { icon: "warning", text: t("note.unverified", { name, count: note.count }) };
    case "key-changed":
      return { icon: "key", text: t("note.key-changed", { time }) };
    case "unlike-card":
      return { icon: "key", text: t("note.unlike-card", { name, time }) };
    case "key-accepted":
      return { icon: "key", text: t("note.key-accepted", { name }) };
    case "key-confirmed":
      return { icon: "key", text: t("note.key-confirmed", { name, authority: note.authority }) };
    case "protocol-changed":
      return { icon: "shield", text: t("note.protocol-changed", { name, from: note.from, to: note.to }) };
    case "newer-version":
      return { icon: "info", text: t("note.newer-version", { count: note.count }) };
    case "missed-call":
      return { icon: "info", text: t("note.missed-call", { time }) };
  }
}
