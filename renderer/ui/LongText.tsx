// A text of many lines as a machine or a lawyer wrote it, in a box that scrolls: a log, a licence.
import { classes } from "./classes";
import sheet from "./LongText.module.css";

const cx = classes(sheet);

interface LongTextProps {
  readonly text: string;
  /** Lines break where the box ends; else one scrolls to their ends. */
  readonly wrapped?: boolean;
  /** What it is, in words or by the id of the element that says so. */
  readonly label: { readonly words: string } | { readonly id: string };
}

export function LongText({ text, wrapped = false, label }: LongTextProps) {
  const name = "words" in label ? { "aria-label": label.words } : { "aria-labelledby": label.id };
  return (
    // Scrolled with the keyboard, so it takes the focus.
    <pre className={cx("text", wrapped && "wrapped")} tabIndex={0} role="region" {...name}>
      {text}
    </pre>
  );
}
