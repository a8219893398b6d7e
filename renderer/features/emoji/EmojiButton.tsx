// The button beside the composer that opens the emoji picker above it. The emoji themselves are loaded when it opens first.
import { useEffect, useRef, useState } from "react";
import { spokenNow, t } from "../../i18n/i18n";
import { useApp } from "../../store/context";
import { IconButton } from "../../ui/Button";
import { classes } from "../../ui/classes";
import { useCall } from "../../ui/use-call";
import { loadEmoji, type EmojiCatalog } from "./catalog";
import sheet from "./EmojiButton.module.css";
import { EmojiPicker } from "./EmojiPicker";

const cx = classes(sheet);

interface EmojiButtonProps {
  /** May take the keyboard; it comes back here. */
  readonly onPick: (text: string) => void;
  /** The keyboard shall go back to the text. */
  readonly onBack: () => void;
}

export function EmojiButton({ onPick, onBack }: EmojiButtonProps) {
  const [catalog, setCatalog] = useState<EmojiCatalog | undefined>(undefined);
  const [wanted, setWanted] = useState(false);
  const calls = useApp((state) => state.ui.emojiCalls);
  const place = useRef<HTMLDivElement>(null);
  const picking = useRef(false);

  const open = (): void => {
    setWanted(true);
    // The files are part of the app: that they cannot be read is no case to have words for.
    loadEmoji(spokenNow()?.language ?? "en").then(setCatalog, () => {
      setWanted(false);
    });
  };
  const close = (): void => {
    setWanted(false);
    onBack();
  };
  const pick = (text: string): void => {
    const before = document.activeElement;
    picking.current = true;
    onPick(text);
    if (before instanceof HTMLElement) before.focus();
    picking.current = false;
  };
  useCall(calls, open);

  useEffect(() => {
    if (!wanted) return;
    const leave = (event: Event): void => {
      if (picking.current || (event.target instanceof Node && place.current?.contains(event.target) === true)) return;
      setWanted(false);
    };
    document.addEventListener("pointerdown", leave, true);
    document.addEventListener("focusin", leave);
    return () => {
      document.removeEventListener("pointerdown", leave, true);
      document.removeEventListener("focusin", leave);
    };
  }, [wanted]);

  return (
    <div ref={place} className={cx("place")}>
      <IconButton
        icon="smile"
        label={t("composer.emoji")}
        aria-haspopup="dialog"
        aria-expanded={wanted}
        onClick={() => {
          if (wanted) close();
          else open();
        }}
      />
      {wanted ? (
        <div className={cx("above")}>
          <EmojiPicker catalog={catalog} onPick={pick} onClose={close} />
        </div>
      ) : null}
    </div>
  );
}
