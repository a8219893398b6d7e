// A QR code as one path of an SVG. Black on white in every theme: most cameras do not read the reverse. Around it is the
// white edge of four modules that readers need (ISO/IEC 18004, 9.1).
import { useMemo } from "react";
import { encodeQR } from "qr";
import { classes } from "./classes";
import sheet from "./QrCode.module.css";

const cx = classes(sheet);

const EDGE = 4;

interface QrCodeProps {
  readonly text: string;
  /** What it is, for who cannot see it. */
  readonly label: string;
}

export function QrCode({ text, label }: QrCodeProps) {
  const rows = useMemo(() => encodeQR(text, "raw", { border: EDGE }), [text]);
  return (
    <svg className={cx("code")} viewBox={`0 0 ${rows.length} ${rows.length}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <path className={cx("paper")} d={`M0 0h${rows.length}v${rows.length}h-${rows.length}z`} />
      <path className={cx("ink")} d={rows.map(inkOf).join("")} />
    </svg>
  );
}

/** The dark runs of a row, each a rectangle one module high. */
function inkOf(row: readonly boolean[], y: number): string {
  let path = "";
  for (let x = 0; x < row.length; x += 1) {
    if (row[x] !== true || row[x - 1] === true) continue;
    let end = x;
    while (row[end] === true) end += 1;
    path += `M${x} ${y}h${end - x}v1h${x - end}z`;
  }
  return path;
}
