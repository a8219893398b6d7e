// The text of a bubble: a quote it begins with as a block of its own, links that ask before they open, the rest as it is.
import { useMemo } from "react";
import type { ContactId, MessageId } from "../../../shared/ids";
import { t } from "../../i18n/i18n";
import { useApp, useCommands } from "../../store/context";
import { selectContact } from "../../store/selectors";
import { classes } from "../../ui/classes";
import { fullName } from "../contact/names";
import { Marked, type Words } from "../search/Marked";
import { useFoundWords } from "../search/use-found-words";
import sheet from "./MessageText.module.css";
import { textParts, type TextPiece } from "./text-pieces";

const cx = classes(sheet);

function Link({ text, url, words }: { readonly text: string; readonly url: string; readonly words: Words }) {
  const commands = useCommands();
  const ask = (): void => {
    commands.showDialog({ type: "open-link", url, typed: text });
  };
  return (
    <span
      role="link"
      tabIndex={0}
      dir="ltr"
      className={cx("link")}
      onClick={(event) => {
        // The bubble around it opens its details.
        event.stopPropagation();
        ask();
      }}
      onKeyDown={(event) => {
        if (event.key !== "Enter") return;
        event.preventDefault();
        event.stopPropagation();
        ask();
      }}
    >
      <Marked text={text} words={words} />
    </span>
  );
}

function Pieces({ pieces, words }: { readonly pieces: readonly TextPiece[]; readonly words: Words }) {
  return pieces.map((piece, index) =>
    piece.type === "link" ? (
      <Link key={index} text={piece.text} url={piece.url} words={words} />
    ) : (
      <span key={index}>
        <Marked text={piece.text} words={words} />
      </span>
    ),
  );
}

/** Who an address in a quote is to the user; the quote says so, nothing proves it. */
function useWriter(contactId: ContactId, address: string | undefined): string | undefined {
  const own = useApp((state) => state.account?.address);
  const contact = useApp((state) => selectContact(state, contactId));
  if (address === undefined) return undefined;
  if (address === own) return t("quote.you");
  return contact?.address === address ? fullName(contact) : address;
}

interface MessageTextProps {
  readonly contactId: ContactId;
  readonly messageId: MessageId;
  readonly text: string;
}

export function MessageText({ contactId, messageId, text }: MessageTextProps) {
  const words = useFoundWords(contactId, messageId);
  const { quoted, quote, pieces } = useMemo(() => textParts(text), [text]);
  const writer = useWriter(contactId, quoted);
  return (
    <>
      {quote === undefined ? null : (
        <blockquote className={cx("quote")}>
          {writer === undefined ? null : (
            <span className={cx("writer")} dir="auto">
              {writer}
            </span>
          )}
          <span className={cx("text")} dir="auto">
            <Pieces pieces={quote} words={words} />
          </span>
        </blockquote>
      )}
      <span className={cx("text")} dir="auto">
        <Pieces pieces={pieces} words={words} />
      </span>
    </>
  );
}
