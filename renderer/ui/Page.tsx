// A page that fills the window before there is a main window: a sign, a title, cards below each other.
import type { ReactNode } from "react";
import { classes } from "./classes";
import { Icon } from "./icons";
import { Logo } from "./Logo";
import sheet from "./Page.module.css";

const cx = classes(sheet);

interface PageProps {
  readonly title: string;
  readonly subtitle?: string | undefined;
  /** A quiet line at the end. */
  readonly foot?: string;
  readonly children: ReactNode;
}

export function Page({ title, subtitle, foot, children }: PageProps) {
  return (
    <main className={cx("page")}>
      <div className={cx("middle")}>
        <header className={cx("header")}>
          <Logo />
          <h1 className={cx("title")}>{title}</h1>
          {subtitle === undefined ? null : <p className={cx("subtitle")}>{subtitle}</p>}
        </header>
        {children}
        {foot === undefined ? null : (
          <footer className={cx("foot")}>
            <Icon name="lock" size="small" />
            <span>{foot}</span>
          </footer>
        )}
      </div>
    </main>
  );
}

interface CardProps {
  readonly title?: string;
  readonly children: ReactNode;
}

/** A card of 440 px on such a page. */
export function PageCard({ title, children }: CardProps) {
  return (
    <section className={cx("card")}>
      {title === undefined ? null : <h2 className={cx("cardTitle")}>{title}</h2>}
      {children}
    </section>
  );
}
