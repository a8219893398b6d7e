// One of a few short values side by side, where a row for each would be too much. Native radio buttons carry the
// behaviour: arrows move, the name is read once.
import { useId } from "react";
import { classes } from "./classes";
import sheet from "./Segments.module.css";

const cx = classes(sheet);

interface SegmentsProps<Value extends number | string> {
  readonly label: string;
  readonly choices: readonly { readonly value: Value; readonly title: string }[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}

export function Segments<Value extends number | string>({ label, choices, value, onChange }: SegmentsProps<Value>) {
  const name = useId();
  return (
    <div role="radiogroup" aria-label={label} className={cx("segments")}>
      {choices.map((choice) => (
        <label key={choice.value} className={cx("segment", choice.value === value && "taken")}>
          <input
            type="radio"
            className={cx("radio")}
            name={name}
            checked={choice.value === value}
            onChange={() => {
              onChange(choice.value);
            }}
          />
          {choice.title}
        </label>
      ))}
    </div>
  );
}
