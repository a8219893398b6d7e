// What stands in a dialog that asks for something: fields one below the other, and the buttons at their end.
import type { ReactNode } from "react";
import { classes } from "./classes";
import sheet from "./DialogForm.module.css";

const cx = classes(sheet);

interface PartProps {
  readonly children: ReactNode;
}

/** `onSubmit`: the button that submits was pressed, or Enter in a field. */
export function DialogForm({ onSubmit, children }: PartProps & { readonly onSubmit: () => void }) {
  return (
    <form
      className={cx("body")}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {children}
    </form>
  );
}

/** The same without anything to submit. */
export function DialogBody({ children }: PartProps) {
  return <div className={cx("body")}>{children}</div>;
}

export function DialogButtons({ children }: PartProps) {
  return <div className={cx("buttons")}>{children}</div>;
}
