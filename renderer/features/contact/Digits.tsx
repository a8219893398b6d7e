// The digits of a safety number, in groups as they are read aloud.
import { classes } from "../../ui/classes";
import sheet from "./Digits.module.css";

const cx = classes(sheet);

interface DigitsProps {
  readonly groups: readonly string[];
  readonly label: string;
  /** Beside another one. */
  readonly small?: boolean;
}

export function Digits({ groups, label, small }: DigitsProps) {
  return (
    <ol className={cx("digits", small === true && "small")} aria-label={label}>
      {groups.map((group, index) => (
        <li key={index}>{group}</li>
      ))}
    </ol>
  );
}
