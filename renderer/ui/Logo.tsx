// A stamp with a check: the sign of the app. The perforation is cut out of a square.
import { useId } from "react";
import { classes } from "./classes";
import sheet from "./Logo.module.css";

const cx = classes(sheet);

const EDGE = [4, 12, 20, 28, 36, 44];
/** Centres of the holes along the four edges, each corner once. */
const TEETH = EDGE.flatMap((x) => EDGE.map((y) => [x, y] as const)).filter(
  ([x, y]) => x === 4 || x === 44 || y === 4 || y === 44,
);

export function Logo({ size = 64 }: { readonly size?: number }) {
  const mask = useId();
  return (
    <svg width={size} height={size} viewBox="0 0 48 48" aria-hidden="true">
      <mask id={mask}>
        <rect width="48" height="48" fill="#fff" />
        {TEETH.map(([x, y]) => (
          <circle key={`${x}-${y}`} cx={x} cy={y} r="2.6" fill="#000" />
        ))}
      </mask>
      <rect x="4" y="4" width="40" height="40" className={cx("ground")} mask={`url(#${mask})`} />
      <path d="m16 24.5 5.6 5.6L32.5 18" className={cx("check")} />
    </svg>
  );
}
