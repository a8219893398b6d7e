// A modal dialog on the browser's own <dialog>: focus stays inside, Esc closes, the page behind is inert,
// and the keyboard goes back to where it was. Focus starts at the element marked `data-first-focus`,
// which by our manners is the choice that changes nothing; a dialog higher than the window begins at its top all the same.
import { useId, useLayoutEffect, useRef, type ReactNode } from "react";
import { IconButton } from "./Button";
import { classes } from "./classes";
import sheet from "./Dialog.module.css";

const cx = classes(sheet);

interface DialogProps {
  readonly title: string;
  readonly subtitle?: string | undefined;
  readonly closeLabel: string;
  readonly onClose: () => void;
  /** 640 px for what is to be read, 440 px for a question. */
  readonly width?: "wide" | "narrow";
  readonly children: ReactNode;
  readonly footer?: ReactNode;
}

export function Dialog({ title, subtitle, closeLabel, onClose, width = "narrow", children, footer }: DialogProps) {
  const id = useId();
  const element = useRef<HTMLDialogElement>(null);

  useLayoutEffect(() => {
    const dialog = element.current;
    if (dialog === null) return;
    dialog.showModal();
    dialog.querySelector<HTMLElement>("[data-first-focus]")?.focus({ preventScroll: true });
    return () => {
      dialog.close();
    };
  }, []);

  return (
    <dialog
      ref={element}
      className={cx("dialog", width)}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onMouseDown={(event) => {
        // Only the backdrop is the dialog element itself; everything else lies in `sheet`.
        if (event.target === element.current) onClose();
      }}
    >
      <div className={cx("sheet")}>
        <header className={cx("header")}>
          <div className={cx("heading")}>
            <h2 id={id} className={cx("title")}>
              {title}
            </h2>
            {subtitle === undefined ? null : <p className={cx("subtitle")}>{subtitle}</p>}
          </div>
          <IconButton icon="close" label={closeLabel} onClick={onClose} />
        </header>
        <div className={cx("body")}>{children}</div>
        {footer === undefined ? null : <footer className={cx("footer")}>{footer}</footer>}
      </div>
    </dialog>
  );
}
