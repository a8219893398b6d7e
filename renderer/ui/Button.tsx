// Buttons: plain, primary (one per view), ghost, quiet-danger; a link for actions inside a sentence; a
// square one that only carries an icon and therefore always has a name.
import type { ComponentProps } from "react";
import { classes } from "./classes";
import { Icon, type IconName } from "./icons";
import sheet from "./Button.module.css";

const cx = classes(sheet);

type NativeButton = Omit<ComponentProps<"button">, "className" | "type">;

interface ButtonProps extends NativeButton {
  readonly variant?: "plain" | "primary" | "ghost" | "danger" | "ghostDanger";
  readonly size?: "regular" | "small";
  readonly icon?: IconName;
  /** Takes the whole width it can get. */
  readonly wide?: boolean;
  readonly submit?: boolean;
}

export function Button({ variant = "plain", size = "regular", icon, wide, submit, children, ...rest }: ButtonProps) {
  return (
    <button
      {...rest}
      type={submit === true ? "submit" : "button"}
      className={cx("button", variant !== "plain" && variant, size === "small" && "small", wide === true && "wide")}
    >
      {icon === undefined ? null : <Icon name={icon} size="small" />}
      {children}
    </button>
  );
}

interface LinkButtonProps extends NativeButton {
  readonly danger?: boolean;
}

export function LinkButton({ danger, ...rest }: LinkButtonProps) {
  return <button {...rest} type="button" className={cx("link", danger === true && "linkDanger")} />;
}

interface IconButtonProps extends Omit<NativeButton, "aria-label" | "children"> {
  readonly icon: IconName;
  readonly label: string;
  /** The thing it opens is open. */
  readonly pressed?: boolean;
  readonly small?: boolean;
}

export function IconButton({ icon, label, pressed, small, ...rest }: IconButtonProps) {
  return (
    <button
      {...rest}
      type="button"
      className={cx("square", pressed === true && "pressed", small === true && "squareSmall")}
      aria-label={label}
      {...(pressed === undefined ? {} : { "aria-pressed": pressed })}
    >
      <Icon name={icon} size={small === true ? "small" : "regular"} />
    </button>
  );
}
