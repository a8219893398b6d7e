// A labelled text field: icon before, anything after, help or the reason of an error below.
import { useId, useState, type ComponentProps, type ReactNode } from "react";
import { IconButton } from "./Button";
import { classes } from "./classes";
import { Icon, type IconName } from "./icons";
import sheet from "./Field.module.css";

const cx = classes(sheet);

interface FieldProps extends Omit<ComponentProps<"input">, "className" | "id" | "onChange"> {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly icon?: IconName;
  readonly trailing?: ReactNode;
  readonly help?: string | undefined;
  /** The reason why the value cannot be used; takes the place of the help. */
  readonly error?: string | undefined;
  /** The value is wrong, and the reason stands elsewhere. */
  readonly invalid?: boolean;
}

export function Field({ label, value, onChange, icon, trailing, help, error, invalid, ...rest }: FieldProps) {
  const id = useId();
  const below = error ?? help;
  const wrong = error !== undefined || invalid === true;
  return (
    <div className={cx("field")}>
      <label className={cx("label")} htmlFor={id}>
        {label}
      </label>
      <div className={cx("box", wrong && "wrong")}>
        {icon === undefined ? null : <Icon name={icon} size="small" />}
        <input
          {...rest}
          id={id}
          className={cx("input")}
          value={value}
          onChange={(event) => {
            onChange(event.target.value);
          }}
          aria-invalid={wrong}
          aria-describedby={below === undefined ? undefined : `${id}-below`}
        />
        {trailing}
      </div>
      {below === undefined ? null : (
        <p id={`${id}-below`} className={cx("below", error !== undefined && "reason")} role={error ? "alert" : undefined}>
          {below}
        </p>
      )}
    </div>
  );
}

interface SecretFieldProps extends Omit<FieldProps, "type" | "trailing"> {
  readonly showLabel: string;
  readonly hideLabel: string;
}

/** A field whose text is covered until its owner wants to see it. */
export function SecretField({ showLabel, hideLabel, ...rest }: SecretFieldProps) {
  const [shown, setShown] = useState(false);
  return (
    <Field
      {...rest}
      type={shown ? "text" : "password"}
      spellCheck={false}
      trailing={
        <IconButton
          small
          icon={shown ? "eyeOff" : "eye"}
          label={shown ? hideLabel : showLabel}
          onClick={() => {
            setShown(!shown);
          }}
        />
      }
    />
  );
}
