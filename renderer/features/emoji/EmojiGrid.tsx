// Emoji side by side as buttons of which Tab reaches one; the arrows move, up and down by the columns that fit.
import { useEffect, useRef, useState, type KeyboardEvent } from "react";
import { classes } from "../../ui/classes";
import type { Emoji } from "./catalog";
import sheet from "./EmojiGrid.module.css";
import { inTone, type SkinTone } from "../../store/skin-tone";

const cx = classes(sheet);

interface EmojiGridProps {
  readonly label: string;
  readonly emojis: readonly Emoji[];
  readonly tone: SkinTone;
  /** Changes when this grid shall take the keyboard. */
  readonly calls: number;
  /** `more`: another one is to follow. */
  readonly onPick: (emoji: Emoji, more: boolean) => void;
  readonly onLook: (emoji: Emoji) => void;
  /** Arrow up in the first row, or down in the last one. False: there is nowhere to go. */
  readonly onLeave: (step: 1 | -1) => boolean;
}

function columnsOf(grid: HTMLElement): number {
  return Math.max(1, getComputedStyle(grid).gridTemplateColumns.split(" ").length);
}

export function EmojiGrid({ label, emojis, tone, calls, onPick, onLook, onLeave }: EmojiGridProps) {
  const grid = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(0);
  const reachable = Math.min(active, emojis.length - 1);
  const told = useRef(calls);

  useEffect(() => {
    if (told.current === calls) return;
    told.current = calls;
    grid.current?.querySelector("button")?.focus();
  }, [calls]);

  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const element = grid.current;
    if (element === null || event.altKey || event.ctrlKey || event.metaKey) return;
    const columns = columnsOf(element);
    const onwards = getComputedStyle(element).direction === "rtl" ? -1 : 1;
    const steps: Readonly<Record<string, number>> = {
      ArrowRight: reachable + onwards,
      ArrowLeft: reachable - onwards,
      ArrowDown: reachable + columns,
      ArrowUp: reachable - columns,
      Home: 0,
      End: emojis.length - 1,
    };
    const next = steps[event.key];
    if (next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const lastRow = Math.floor((emojis.length - 1) / columns);
    const leaves = event.key === "ArrowUp" ? next < 0 : event.key === "ArrowDown" && Math.floor(reachable / columns) === lastRow;
    if (leaves && onLeave(event.key === "ArrowUp" ? -1 : 1)) return;
    element.querySelectorAll("button")[Math.max(0, Math.min(next, emojis.length - 1))]?.focus();
  };

  return (
    <div ref={grid} role="group" aria-label={label} className={cx("grid")} onKeyDown={onKeyDown}>
      {emojis.map((emoji, index) => (
        <button
          key={emoji.glyph}
          type="button"
          className={cx("emoji")}
          tabIndex={index === reachable ? 0 : -1}
          aria-label={emoji.name}
          onFocus={() => {
            setActive(index);
            onLook(emoji);
          }}
          onPointerEnter={() => {
            onLook(emoji);
          }}
          onClick={(event) => {
            onPick(emoji, event.shiftKey);
          }}
        >
          {inTone(emoji, tone)}
        </button>
      ))}
    </div>
  );
}
