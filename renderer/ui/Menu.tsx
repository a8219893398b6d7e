// A menu at a point of the window: arrows move, Enter takes, Esc, a click elsewhere and another size of the window close
// it, and the keyboard goes back to where it was. It opens in the direction of reading.
import { useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent } from "react";
import { createPortal } from "react-dom";
import { classes } from "./classes";
import { Icon, type IconName } from "./icons";
import sheet from "./Menu.module.css";

const cx = classes(sheet);

export interface MenuItem {
  readonly key: string;
  readonly label: string;
  readonly icon: IconName;
  readonly danger?: boolean;
  readonly onSelect: () => void;
}

export interface MenuPoint {
  readonly x: number;
  readonly y: number;
}

interface MenuProps {
  readonly label: string;
  readonly items: readonly MenuItem[];
  readonly at: MenuPoint;
  readonly onClose: () => void;
}

const EDGE = 8;

/** Below `element`, from where it begins for who reads; `inset`: so much further in, `gap`: so much further down. */
export function menuPoint(element: Element, { inset = 0, gap = 4 } = {}): MenuPoint {
  const { left, right, bottom } = element.getBoundingClientRect();
  return { x: isRightToLeft() ? right - inset : left + inset, y: bottom + gap };
}

/** Of the window; a bubble may be written the other way. */
const isRightToLeft = (): boolean => getComputedStyle(document.body).direction === "rtl";

function clamp(value: number, size: number, limit: number): number {
  return Math.max(EDGE, Math.min(value, limit - size - EDGE));
}

export function Menu({ label, items, at, onClose }: MenuProps) {
  const element = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState<MenuPoint>(at);

  useLayoutEffect(() => {
    const menu = element.current;
    if (menu === null) return;
    const before = document.activeElement;
    const { clientWidth, clientHeight } = document.documentElement;
    const left = isRightToLeft() ? at.x - menu.offsetWidth : at.x;
    setPlace({ x: clamp(left, menu.offsetWidth, clientWidth), y: clamp(at.y, menu.offsetHeight, clientHeight) });
    menu.querySelector<HTMLElement>("[role=menuitem]")?.focus();
    return () => {
      if (before instanceof HTMLElement && menu.contains(document.activeElement)) before.focus();
    };
  }, [at]);

  useEffect(() => {
    const onPointerDown = (event: PointerEvent): void => {
      if (event.target instanceof Node && element.current?.contains(event.target) === true) return;
      onClose();
    };
    // What it was opened from is elsewhere then.
    const { defaultView } = document;
    document.addEventListener("pointerdown", onPointerDown, true);
    defaultView?.addEventListener("resize", onClose);
    return () => {
      document.removeEventListener("pointerdown", onPointerDown, true);
      defaultView?.removeEventListener("resize", onClose);
    };
  }, [onClose]);

  const onKeyDown = (event: KeyboardEvent): void => {
    event.stopPropagation();
    if (event.key === "Escape" || event.key === "Tab") {
      event.preventDefault();
      onClose();
      return;
    }
    const entries = [...(element.current?.querySelectorAll<HTMLElement>("[role=menuitem]") ?? [])];
    const here = entries.findIndex((entry) => entry === document.activeElement);
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: (here + 1) % entries.length,
      ArrowUp: (here - 1 + entries.length) % entries.length,
      Home: 0,
      End: entries.length - 1,
    };
    const next = steps[event.key];
    if (next === undefined) return;
    event.preventDefault();
    entries[next]?.focus();
  };

  return createPortal(
    <div
      ref={element}
      role="menu"
      tabIndex={-1}
      aria-label={label}
      className={cx("menu")}
      style={{ insetBlockStart: place.y, left: place.x }}
      onKeyDown={onKeyDown}
    >
      {items.map((item) => (
        <button
          key={item.key}
          type="button"
          role="menuitem"
          tabIndex={-1}
          className={cx("item", item.danger === true && "danger")}
          onClick={() => {
            onClose();
            item.onSelect();
          }}
        >
          <Icon name={item.icon} size="small" />
          {item.label}
        </button>
      ))}
    </div>,
    document.body,
  );
}
