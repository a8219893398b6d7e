// The settings: pages at the side, cards of rows in the middle.
import type { ReactNode } from "react";
import { t, type TextKey } from "../../i18n/i18n";
import { useCommands } from "../../store/context";
import type { SettingsPage as PageName } from "../../store/ui";
import { IconButton } from "../../ui/Button";
import { classes } from "../../ui/classes";
import { Icon, type IconName } from "../../ui/icons";
import { AboutPage } from "./AboutPage";
import { AccountPage } from "./AccountPage";
import { AppearancePage } from "./AppearancePage";
import { BlockedContactsPage } from "./BlockedContactsPage";
import { DataPage } from "./DataPage";
import { DesktopPage } from "./DesktopPage";
import { DiagnosticsPage } from "./DiagnosticsPage";
import { NetworkPage } from "./NetworkPage";
import { NotificationsPage } from "./NotificationsPage";
import { LanguagePage } from "./LanguagePage";
import { SecurityPage } from "./SecurityPage";
import sheet from "./SettingsPage.module.css";

const cx = classes(sheet);

interface PageEntry {
  readonly name: PageName;
  readonly icon: IconName;
  readonly title: TextKey;
  readonly content: () => ReactNode;
}

const PAGES: readonly PageEntry[] = [
  { name: "account", icon: "person", title: "settings.account", content: () => <AccountPage /> },
  { name: "security", icon: "shield", title: "settings.security", content: () => <SecurityPage /> },
  { name: "appearance", icon: "contrast", title: "settings.appearance", content: () => <AppearancePage /> },
  { name: "language", icon: "language", title: "settings.language", content: () => <LanguagePage /> },
  { name: "network", icon: "network", title: "settings.network", content: () => <NetworkPage /> },
  { name: "data", icon: "disk", title: "settings.data", content: () => <DataPage /> },
  { name: "notifications", icon: "bell", title: "settings.notifications", content: () => <NotificationsPage /> },
  { name: "desktop", icon: "windows", title: "settings.desktop", content: () => <DesktopPage /> },
  { name: "blocked", icon: "block", title: "settings.blocked", content: () => <BlockedContactsPage /> },
  { name: "diagnostics", icon: "pulse", title: "settings.diagnostics", content: () => <DiagnosticsPage /> },
  { name: "about", icon: "info", title: "settings.about", content: () => <AboutPage /> },
];

export function SettingsPage({ page }: { readonly page: PageName }) {
  const commands = useCommands();
  const shown = PAGES.find((entry) => entry.name === page);
  return (
    <div className={cx("settings")}>
      <nav className={cx("nav")} aria-label={t("settings.title")}>
        <div className={cx("bar")}>
          <IconButton
            icon="back"
            label={t("chat.back")}
            onClick={() => {
              commands.showView({ type: "chats" });
            }}
          />
          <h1 className={cx("title")}>{t("settings.title")}</h1>
        </div>
        <ul className={cx("pages")}>
          {PAGES.map((entry) => (
            <li key={entry.name}>
              <button
                type="button"
                className={cx("page", entry.name === page && "current")}
                aria-current={entry.name === page ? "page" : undefined}
                onClick={() => {
                  commands.showView({ type: "settings", page: entry.name });
                }}
              >
                <Icon name={entry.icon} />
                <span className={cx("pageName")}>{t(entry.title)}</span>
              </button>
            </li>
          ))}
        </ul>
      </nav>
      <main className={cx("content")}>
        <div className={cx("column")}>
          {shown === undefined ? null : (
            <>
              <h2 className={cx("heading")}>{t(shown.title)}</h2>
              {shown.content()}
            </>
          )}
        </div>
      </main>
    </div>
  );
}
