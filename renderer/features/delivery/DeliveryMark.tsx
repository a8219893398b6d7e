// The mark of an own message's state (spec 2.2): each state has its own shape and its own name, so that
// nothing is told by colour alone. It takes the colour of the text around it; `--mark-ground` is the
// colour it is cut out of.
import { useState, type ReactNode } from "react";
import type { DeliveryStatus } from "../../../shared/delivery";
import { t, type TextKey } from "../../i18n/i18n";
import { classes } from "../../ui/classes";
import sheet from "./DeliveryMark.module.css";

const cx = classes(sheet);

const CLOCK = (
  <>
    <circle cx="8" cy="8" r="6" />
    <path d="M8 4.8V8l2.2 1.6" />
  </>
);

interface Mark {
  readonly name: TextKey;
  readonly width: number;
  /** Where it has a colour or a motion of its own. */
  readonly tone?: string;
  readonly shape: ReactNode;
}

const MARKS: Readonly<Record<DeliveryStatus, Mark>> = {
  queued: { name: "delivery.queued", width: 16, shape: CLOCK },
  sending: { name: "delivery.sending", tone: "sending", width: 16, shape: CLOCK },
  retrying: { name: "delivery.retrying", width: 16, shape: CLOCK },
  held: {
    name: "delivery.held",
    tone: "held",
    width: 16,
    shape: (
      <>
        <path d="m8 1.9 5 1.8v3.9c0 3.1-2.1 5.3-5 6.4-2.9-1.1-5-3.3-5-6.4V3.7z" />
        <path d="M8 5.2v2.9M8 10.4h.01" />
      </>
    ),
  },
  sent: { name: "delivery.sent", width: 16, shape: <path d="m3 8.6 3.2 3.2L13 4.8" /> },
  stored: {
    name: "delivery.stored",
    width: 16,
    shape: (
      <>
        <path d="M1.8 9.2v3.3a1.3 1.3 0 0 0 1.3 1.3h9.8a1.3 1.3 0 0 0 1.3-1.3V9.2" />
        <path d="m4.9 7.3 2.5 2.5 4.9-6" />
      </>
    ),
  },
  delivered: {
    name: "delivery.delivered",
    width: 18,
    shape: (
      <>
        <path d="m2 8.6 3.1 3.2 6.3-7" />
        <path d="m9.1 11.2.7.6 6.3-7" />
      </>
    ),
  },
  read: {
    name: "delivery.read",
    tone: "read",
    width: 23,
    shape: (
      <>
        <g className={cx("fill")}>
          <circle cx="16" cy="8" r="6.2" />
          <circle cx="7.2" cy="8" r="7.5" className={cx("cut")} />
          <circle cx="7.2" cy="8" r="6.2" />
        </g>
        <g className={cx("cutLine")}>
          <path d="m4.7 8.2 1.8 1.8 3.3-3.7" />
          <path d="m15.1 9.9.1.1 3.2-3.7" />
        </g>
      </>
    ),
  },
  failed: {
    name: "delivery.failed",
    tone: "failed",
    width: 16,
    shape: (
      <>
        <circle cx="8" cy="8" r="6.6" className={cx("fill")} />
        <path d="M8 4.9v3.6M8 11h.01" className={cx("cutLine")} />
      </>
    ),
  },
};

interface DeliveryMarkProps {
  readonly status: DeliveryStatus;
  /** The state is already said in words beside the mark. */
  readonly silent?: boolean;
}

export function DeliveryMark({ status, silent }: DeliveryMarkProps) {
  const { name, width, tone, shape } = MARKS[status];
  // Only a mark that takes the place of another fades in: a fade is a layer of its own to the compositor, and a reader who
  // scrolls would begin one with every row.
  const [initial] = useState(status);
  return (
    <svg
      key={status}
      className={cx("mark", tone, status !== initial && "exchanged")}
      style={{ inlineSize: `${width / 16}rem`, blockSize: "1rem" }}
      viewBox={`0 0 ${width} 16`}
      data-delivery={status}
      {...(silent === true ? { "aria-hidden": true } : { role: "img", "aria-label": t(name) })}
    >
      {shape}
    </svg>
  );
}
