// Stroke icons on a 20 px grid, drawn with round caps in the colour of the text around them. They say
// nothing by themselves to a screen reader; the control they sit in has a name.
import type { ReactNode } from "react";
import { classes } from "./classes";
import sheet from "./icons.module.css";

const cx = classes(sheet);

const SHAPES = {
  back: <path d="m12 4.5-5.5 5.5 5.5 5.5" />,
  bell: (
    <>
      <path d="M5 13.5c.9-.8 1.3-2 1.3-4a3.7 3.7 0 0 1 7.4 0c0 2 .4 3.2 1.3 4z" />
      <path d="M8.4 16a1.7 1.7 0 0 0 3.2 0" />
    </>
  ),
  bellOff: (
    <>
      <path d="M7 6.9a3.7 3.7 0 0 1 6.7 2.6c0 2 .4 3.2 1.3 4M12.8 13.5H5c.9-.8 1.3-2 1.3-4v-.4" />
      <path d="M8.4 16a1.7 1.7 0 0 0 3.2 0M4 4l12 12" />
    </>
  ),
  block: (
    <>
      <circle cx="10" cy="10" r="7" />
      <path d="m5.2 5.2 9.6 9.6" />
    </>
  ),
  check: <path d="m4.5 10.5 3.6 3.6 7.4-8" />,
  checkCircle: (
    <>
      <circle cx="10" cy="10" r="7" />
      <path d="m6.8 10.2 2.2 2.2 4.2-4.6" />
    </>
  ),
  clock: (
    <>
      <circle cx="10" cy="10" r="7" />
      <path d="M10 6v4l2.6 1.8" />
    </>
  ),
  close: <path d="m5.5 5.5 9 9m0-9-9 9" />,
  compose: (
    <>
      <path d="M11 4H5.5A1.5 1.5 0 0 0 4 5.5v9A1.5 1.5 0 0 0 5.5 16h9a1.5 1.5 0 0 0 1.5-1.5V9" />
      <path d="M9 11.2 16.3 4" />
    </>
  ),
  contrast: (
    <>
      <circle cx="10" cy="10" r="6.5" />
      <path d="M10 3.5v13a6.5 6.5 0 0 0 0-13z" fill="currentColor" />
    </>
  ),
  copy: (
    <>
      <rect x="7" y="7" width="9.5" height="9.5" rx="2" />
      <path d="M4.8 13a1.5 1.5 0 0 1-1.3-1.5v-6a2 2 0 0 1 2-2h6A1.5 1.5 0 0 1 13 4.8" />
    </>
  ),
  crossCircle: (
    <>
      <circle cx="10" cy="10" r="7" />
      <path d="m7.5 7.5 5 5m0-5-5 5" />
    </>
  ),
  disk: (
    <>
      <ellipse cx="10" cy="5.5" rx="6" ry="2.3" />
      <path d="M4 5.5v9c0 1.3 2.7 2.3 6 2.3s6-1 6-2.3v-9M4 10c0 1.3 2.7 2.3 6 2.3s6-1 6-2.3" />
    </>
  ),
  chevronDown: <path d="m5.5 8 4.5 4.5L14.5 8" />,
  down: <path d="M10 4v11.5M5 11l5 5 5-5" />,
  eye: (
    <>
      <path d="M2.5 10S5 5 10 5s7.5 5 7.5 5-2.5 5-7.5 5-7.5-5-7.5-5z" />
      <circle cx="10" cy="10" r="2.2" />
    </>
  ),
  eyeOff: (
    <>
      <path d="M7.2 5.6A7 7 0 0 1 10 5c5 0 7.5 5 7.5 5a13 13 0 0 1-2 2.6M5 6.9A12.5 12.5 0 0 0 2.5 10S5 15 10 15a7 7 0 0 0 2.9-.6" />
      <path d="m4 4 12 12" />
    </>
  ),
  file: (
    <>
      <path d="M11.5 3H6.3A1.3 1.3 0 0 0 5 4.3v11.4A1.3 1.3 0 0 0 6.3 17h7.4a1.3 1.3 0 0 0 1.3-1.3V6.5z" />
      <path d="M11.5 3v3.5H15" />
    </>
  ),
  history: (
    <>
      <path d="M4 10a6 6 0 1 0 2-4.5L4 7.2" />
      <path d="M4 3.8v3.4h3.4M10 7v3.2l2 1.4" />
    </>
  ),
  inbox: (
    <>
      <path d="M3.5 11.5 5.5 5h9l2 6.5v4h-13z" />
      <path d="M3.5 11.5h3.7c.4 1.6 1.3 2.2 2.8 2.2s2.4-.6 2.8-2.2h3.7" />
    </>
  ),
  info: (
    <>
      <circle cx="10" cy="10" r="7" />
      <path d="M10 9.2v4M10 6.6h.01" />
    </>
  ),
  key: (
    <>
      <circle cx="7" cy="13" r="3.2" />
      <path d="m9.3 10.7 6.2-6.2M13 7l2 2" />
    </>
  ),
  keyboard: (
    <>
      <rect x="2.5" y="5" width="15" height="10" rx="2" />
      <path d="M5.5 8.2h.01M8.5 8.2h.01M11.5 8.2h.01M14.5 8.2h.01M6.5 11.8h7" />
    </>
  ),
  language: <path d="M2.8 15.5 6.9 5h.6l4.1 10.5M4.2 12h6M13 9.2h4.5M15.2 7.6v1.6c0 2.6-1 4.6-2.7 5.8m1.2-5.8c.4 2.7 1.7 4.7 3.6 5.8" />,
  lock: (
    <>
      <rect x="4.5" y="9" width="11" height="8" rx="2" />
      <path d="M7 9V6.5a3 3 0 0 1 6 0V9" />
    </>
  ),
  more: <path d="M5 10h.01M10 10h.01M15 10h.01" strokeWidth="2.2" />,
  noNetwork: (
    <>
      <path d="M3 8.2a10.5 10.5 0 0 1 4-2.3M17 8.2a10.5 10.5 0 0 0-5-2.6M5.6 11a6.6 6.6 0 0 1 3-1.5M14.4 11a6.5 6.5 0 0 0-1.2-.9M4 3.5l12 13" />
      <path d="M10 14.5h.01" strokeWidth="2.4" />
    </>
  ),
  network: (
    <>
      <circle cx="10" cy="10" r="7" />
      <path d="M3 10h14M10 3c2.2 2 3.2 4.3 3.2 7s-1 5-3.2 7c-2.2-2-3.2-4.3-3.2-7S7.8 5 10 3z" />
    </>
  ),
  panel: (
    <>
      <rect x="3" y="4" width="14" height="12" rx="2.5" />
      <path d="M12.5 4v12" />
    </>
  ),
  pulse: <path d="M2.5 10.5h3.2L8 4.5l3.7 11 2.4-5h3.4" />,
  pencil: <path d="M4 16v-2.8L13.2 4 16 6.8 6.8 16zM11.4 5.8l2.8 2.8" />,
  person: (
    <>
      <circle cx="10" cy="7" r="3.2" />
      <path d="M3.8 16.5c.9-3 3.3-4.3 6.2-4.3s5.3 1.3 6.2 4.3" />
    </>
  ),
  quote: <path d="M8 5 4 9l4 4M4 9h7.2A4.8 4.8 0 0 1 16 13.8V15" />,
  scan: (
    <>
      <path d="M3.5 7V5.2a1.7 1.7 0 0 1 1.7-1.7H7M13 3.5h1.8a1.7 1.7 0 0 1 1.7 1.7V7M16.5 13v1.8a1.7 1.7 0 0 1-1.7 1.7H13M7 16.5H5.2a1.7 1.7 0 0 1-1.7-1.7V13" />
      <path d="M6 10h8" />
    </>
  ),
  search: (
    <>
      <circle cx="9" cy="9" r="5.5" />
      <path d="m13.2 13.2 3.3 3.3" />
    </>
  ),
  send: <path d="M10 16V4.5M5 9l5-5 5 5" />,
  server: (
    <>
      <rect x="3.5" y="4" width="13" height="5" rx="1.5" />
      <rect x="3.5" y="11" width="13" height="5" rx="1.5" />
      <path d="M6.5 6.5h.01M6.5 13.5h.01" />
    </>
  ),
  settings: (
    <>
      <circle cx="10" cy="10" r="2.4" />
      <path d="M10 3v1.8M10 15.2V17M3 10h1.8M15.2 10H17M5.05 5.05l1.3 1.3M13.65 13.65l1.3 1.3M14.95 5.05l-1.3 1.3M6.35 13.65l-1.3 1.3" />
    </>
  ),
  smile: (
    <>
      <circle cx="10" cy="10" r="7" />
      <path d="M6.9 11.6a3.6 3.6 0 0 0 6.2 0M7.6 8.2h.01M12.4 8.2h.01" />
    </>
  ),
  shield: <path d="M10 2.8 16 5v4.6c0 3.7-2.5 6.3-6 7.6-3.5-1.3-6-3.9-6-7.6V5z" />,
  shieldCheck: (
    <>
      <path d="M10 2.8 16 5v4.6c0 3.7-2.5 6.3-6 7.6-3.5-1.3-6-3.9-6-7.6V5z" />
      <path d="m7.3 10 2 2 3.6-3.9" />
    </>
  ),
  trash: <path d="M4 5.5h12M8 5.5V4h4v1.5M5.5 5.5l.7 10.5h7.6l.7-10.5M8.5 8.5v4.5M11.5 8.5v4.5" />,
  upArrow: <path d="M10 16V4.5M5 9.5l5-5 5 5" />,
  undo: <path d="M7 4 3.5 7.5 7 11M3.5 7.5h8.3a4.2 4.2 0 0 1 0 8.4H8" />,
  warning: (
    <>
      <path d="M10 3.5 17.3 16H2.7z" />
      <path d="M10 8.2v3.6M10 13.9h.01" />
    </>
  ),
  windows: (
    <>
      <rect x="3" y="3.5" width="9.5" height="8" rx="1.8" />
      <path d="M15 8h.2A1.8 1.8 0 0 1 17 9.8v4.9a1.8 1.8 0 0 1-1.8 1.8H9.3a1.8 1.8 0 0 1-1.8-1.8v-.2" />
    </>
  ),
} as const satisfies Readonly<Record<string, ReactNode>>;

export type IconName = keyof typeof SHAPES;

/** Point where the writing comes from or goes to, so they turn with it. */
const TURNING: ReadonlySet<IconName> = new Set<IconName>(["back", "panel", "quote", "undo"]);

interface IconProps {
  readonly name: IconName;
  /** 20 px, or 16 px with a stroke that looks as heavy beside text. */
  readonly size?: "regular" | "small" | "tiny";
}

export function Icon({ name, size = "regular" }: IconProps) {
  return (
    <svg className={cx("icon", size, TURNING.has(name) && "turning")} viewBox="0 0 20 20" aria-hidden="true">
      {SHAPES[name]}
    </svg>
  );
}
