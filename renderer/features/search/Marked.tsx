// A text with the places marked that a search found in it.
import { foundIn, type SearchQuery } from "../../../shared/search-query";
import { classes } from "../../ui/classes";
import sheet from "./Marked.module.css";

const cx = classes(sheet);

export interface Words {
  readonly query: SearchQuery;
  /** The place that the reader was brought to. */
  readonly current: boolean;
}

export function Marked({ text, words: { query, current } }: { readonly text: string; readonly words: Words }) {
  if (query.length === 0) return text;
  const parts = [];
  let done = 0;
  for (const { from, to } of foundIn(query, text)) {
    parts.push(
      text.slice(done, from),
      <mark key={from} className={cx("mark", current && "current")}>
        {text.slice(from, to)}
      </mark>,
    );
    done = to;
  }
  return [...parts, text.slice(done)];
}
