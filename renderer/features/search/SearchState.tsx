// What a reader must know of a search beside its hits: that it goes on, that it found nothing or failed, and that not all of
// the history can be found yet.
import { errorSentence } from "../../i18n/error-text";
import { percent } from "../../i18n/format";
import { t } from "../../i18n/i18n";
import { useApp } from "../../store/context";
import { LinkButton } from "../../ui/Button";
import { classes } from "../../ui/classes";
import { ProgressTrack } from "../../ui/ProgressTrack";
import sheet from "./SearchState.module.css";
import type { Search } from "./use-search";

const cx = classes(sheet);

/** How much of the history can be found; undefined: all. */
export function useIndexed(answered: number | undefined): number | undefined {
  const told = useApp((state) => state.progress["search-index"]);
  // It may have been given up since it was complete.
  return told === undefined || told.state === "done" ? answered : told.fraction;
}

export function IndexLine({ answered }: { readonly answered: number | undefined }) {
  const indexed = useIndexed(answered);
  if (indexed === undefined) return null;
  return (
    <div className={cx("index")}>
      <p>{t("search.indexing", { percent: percent(indexed) })}</p>
      <ProgressTrack thin fraction={indexed} label={t("search.indexingLabel")} />
    </div>
  );
}

export function SearchState({ search }: { readonly search: Search }) {
  const { contacts, texts, textSearch, text } = search;
  const isEmpty = contacts.length === 0 && texts.length === 0;
  return (
    <>
      <IndexLine answered={textSearch.indexed} />
      {textSearch.problem === undefined ? null : (
        <p className={cx("problem")} role="alert">
          {errorSentence(textSearch.problem)} <LinkButton onClick={textSearch.again}>{t("search.again")}</LinkButton>
        </p>
      )}
      {textSearch.busy && texts.length === 0 ? <p className={cx("line")}>{t("search.busy")}</p> : null}
      {isEmpty && !textSearch.busy && textSearch.problem === undefined ? (
        <div className={cx("nothing")}>
          <p className={cx("title")} dir="auto">{t("search.nothing", { text: text.trim() })}</p>
          <p>{t("search.hint")}</p>
        </div>
      ) : null}
    </>
  );
}
