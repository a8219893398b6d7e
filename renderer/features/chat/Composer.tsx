// Where a message is written. Enter sends, Shift+Enter breaks the line. It is never disabled: offline and
// while others are held one can write too. It clears only when main has stored the text.
import { useEffect, useRef, type KeyboardEvent } from "react";
import type { ContactId } from "../../../shared/ids";
import { MAX_DRAFT } from "../../../shared/settings";
import { onWindowLeaving } from "../../api";
import { errorSentence } from "../../i18n/error-text";
import { t } from "../../i18n/i18n";
import { useApp, useCommands } from "../../store/context";
import { selectContact } from "../../store/selectors";
import { useAction } from "../../store/use-action";
import { classes } from "../../ui/classes";
import { Icon } from "../../ui/icons";
import { useCall } from "../../ui/use-call";
import { useNames } from "../contact/use-names";
import { EmojiButton } from "../emoji/EmojiButton";
import sheet from "./Composer.module.css";
import { sizeOfText, sizeSentence } from "./text-size";

const cx = classes(sheet);

export function Composer({ contactId }: { readonly contactId: ContactId }) {
  const text = useApp((state) => state.drafts[contactId]?.text ?? "");
  const plain = useApp((state) => selectContact(state, contactId)?.outlook.type === "plain");
  const calls = useApp((state) => state.ui.composerCalls);
  const names = useNames(contactId);
  const commands = useCommands();
  const action = useAction();
  const field = useRef<HTMLTextAreaElement>(null);
  const size = sizeOfText(text);
  const sendable = text.trim() !== "" && size.room >= 0;

  useEffect(() => {
    const input = field.current;
    input?.focus();
    input?.setSelectionRange(input.value.length, input.value.length);
    const stop = onWindowLeaving(commands.drafts.saveAll);
    return () => {
      stop();
      commands.drafts.saveAll();
    };
  }, [commands]);

  useCall(calls, () => {
    field.current?.focus();
  });

  const send = (): void => {
    field.current?.focus();
    if (!sendable) return;
    // Asked for outside of `run`, which takes one at a time: Enter counts also while the text before is being stored.
    const sent = commands.send(contactId);
    void action.run(() => sent);
  };
  /** Where the caret stands, or in place of what is selected. */
  const insert = (piece: string): void => {
    const input = field.current;
    if (input === null) return;
    input.focus();
    action.clear();
    // Only as if it was typed it can be undone; anything else forgets what was typed before, too. Browsers keep this command
    // because nothing took its place.
    // eslint-disable-next-line @typescript-eslint/no-deprecated
    if (document.execCommand("insertText", false, piece)) return;
    input.setRangeText(piece, input.selectionStart, input.selectionEnd, "end");
    commands.drafts.type(contactId, input.value);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  };

  return (
    <footer className={cx("composer")}>
      {action.problem === undefined ? null : (
        <p className={cx("problem")} role="alert">
          {errorSentence(action.problem)}
        </p>
      )}
      {size.near ? (
        <p className={cx(size.room < 0 ? "problem" : "size")} role={size.room < 0 ? "alert" : undefined}>
          {sizeSentence(size)}
        </p>
      ) : null}
      {plain ? (
        <p className={cx("open")} role="status">
          <Icon name="warning" size="tiny" />
          {t("plain.composer")}
        </p>
      ) : null}
      <div className={cx("line")}>
        <div className={cx("grow")} data-text={text}>
          <textarea
            ref={field}
            className={cx("field")}
            rows={1}
            maxLength={MAX_DRAFT}
            dir="auto"
            aria-label={t("composer.label", { name: names.full })}
            placeholder={t("composer.placeholder", { name: names.short })}
            value={text}
            onChange={(event) => {
              action.clear();
              commands.drafts.type(contactId, event.target.value);
            }}
            onKeyDown={onKeyDown}
          />
        </div>
        <EmojiButton
          onPick={insert}
          onBack={() => {
            field.current?.focus();
          }}
        />
        <button
          type="button"
          className={cx("send", !sendable && "resting")}
          aria-label={t("composer.send")}
          aria-disabled={!sendable}
          onClick={send}
        >
          <Icon name="send" />
        </button>
      </div>
    </footer>
  );
}
