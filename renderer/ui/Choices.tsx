// Choices of the settings: a switch, and rows of which one is taken. Native inputs carry the behaviour,
// the look is drawn on top.
import { useId } from "react";
import { classes } from "./classes";
import sheet from "./Choices.module.css";

const cx = classes(sheet);

interface SwitchProps {
  readonly label: string;
  readonly checked: boolean;
  readonly disabled?: boolean;
  readonly onChange: (checked: boolean) => void;
}

export function Switch({ label, checked, disabled, onChange }: SwitchProps) {
  return (
    <input
      type="checkbox"
      role="switch"
      className={cx("switch")}
      aria-label={label}
      checked={checked}
      disabled={disabled}
      onChange={(event) => {
        onChange(event.target.checked);
      }}
    />
  );
}

export interface Choice<Value extends string> {
  readonly value: Value;
  readonly title: string;
  readonly description?: string;
}

interface RadioRowsProps<Value extends string> {
  readonly label: string;
  readonly choices: readonly Choice<Value>[];
  readonly value: string | undefined;
  readonly onChange: (value: Value) => void;
  /** Low rows, for a choice inside a pane. */
  readonly compact?: boolean;
}

export function RadioRows<Value extends string>({ label, choices, value, onChange, compact }: RadioRowsProps<Value>) {
  const name = useId();
  return (
    <div role="radiogroup" aria-label={label} className={cx("rows", compact === true && "compact")}>
      {choices.map((choice) => (
        <label key={choice.value} className={cx("row")}>
          <input
            type="radio"
            className={cx("radio")}
            name={name}
            checked={choice.value === value}
            onChange={() => {
              onChange(choice.value);
            }}
          />
          <span className={cx("words")}>
            <span className={cx("title")}>{choice.title}</span>
            {choice.description === undefined ? null : <span className={cx("description")}>{choice.description}</span>}
          </span>
        </label>
      ))}
    </div>
  );
}
