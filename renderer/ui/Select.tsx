// One of a few values, in a list that folds out: the browser's own, so that keys, screen readers and narrow windows work
// as people know them.
import { classes } from "./classes";
import { Icon } from "./icons";
import sheet from "./Select.module.css";

const cx = classes(sheet);

interface SelectProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly choices: readonly { readonly value: Value; readonly title: string }[];
  readonly onChange: (value: Value) => void;
}

export function Select<Value extends string>({ label, value, choices, onChange }: SelectProps<Value>) {
  return (
    <span className={cx("box")}>
      <select
        className={cx("select")}
        aria-label={label}
        value={value}
        onChange={(event) => {
          const chosen = choices.find((choice) => choice.value === event.target.value);
          if (chosen !== undefined) onChange(chosen.value);
        }}
      >
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.title}
          </option>
        ))}
      </select>
      <Icon name="chevronDown" size="tiny" />
    </span>
  );
}
