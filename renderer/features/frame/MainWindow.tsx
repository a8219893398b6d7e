// The main window: list, chat, panel, side by side. Which of them show in a narrow window is decided by
// the style sheet from what is open: under 1100 px a panel takes the list's place, under 720 px only one
// pane is left.
import { useEffect } from "react";
import { t } from "../../i18n/i18n";
import { useApp } from "../../store/context";
import { selectUnreadTotal } from "../../store/selectors";
import { classes } from "../../ui/classes";
import { ChatPane } from "../chat/ChatPane";
import { LiveRegion } from "../chat/LiveRegion";
import { BacklogLine } from "../connection/BacklogLine";
import { ClockLine } from "../connection/ClockLine";
import { ConnectionLine } from "../connection/ConnectionLine";
import { CardDrop } from "../contact/CardDrop";
import { ContactPanel } from "../contact/ContactPanel";
import { ConversationList } from "../conversations/ConversationList";
import { MessagePanel } from "../details/MessagePanel";
import { RequestsPage } from "../requests/RequestsPage";
import { CertificateLine } from "../settings/CertificateLine";
import { SettingsPage } from "../settings/SettingsPage";
import { UpdateLine } from "../settings/UpdateLine";
import { RenewProtectionLine } from "../unlock/RenewProtectionLine";
import { RepairLine } from "../unlock/RepairLine";
import { Dialogs } from "./Dialogs";
import { EmptyPane } from "./EmptyPane";
import sheet from "./MainWindow.module.css";
import { useShortcuts } from "./shortcuts";

const cx = classes(sheet);

function Middle() {
  const view = useApp((state) => state.ui.view.type);
  const open = useApp((state) => state.ui.openChat);
  if (view === "requests") return <RequestsPage />;
  return open === undefined ? <EmptyPane /> : <ChatPane contactId={open} />;
}

function Side() {
  const panel = useApp((state) => state.ui.panel);
  const open = useApp((state) => state.ui.openChat);
  if (panel === undefined || open === undefined) return null;
  return panel.type === "contact" ? (
    <ContactPanel contactId={open} />
  ) : (
    <MessagePanel contactId={open} messageId={panel.messageId} />
  );
}

function Panes() {
  const occupied = useApp((state) => state.ui.view.type === "requests" || state.ui.openChat !== undefined);
  const beside = useApp((state) => state.ui.panel !== undefined && state.ui.openChat !== undefined);
  return (
    <div className={cx("panes", occupied && "occupied", beside && "beside")}>
      <div className={cx("list")}>
        <ConversationList />
      </div>
      <div className={cx("middle")}>
        <Middle />
      </div>
      <div className={cx("side")}>
        <Side />
      </div>
    </div>
  );
}

export function MainWindow() {
  const view = useApp((state) => state.ui.view);
  const unread = useApp(selectUnreadTotal);
  useShortcuts();

  useEffect(() => {
    document.title = unread === 0 ? t("app.name") : t("app.unreadTitle", { count: unread });
  }, [unread]);

  return (
    <>
      <ConnectionLine />
      <ClockLine />
      <BacklogLine />
      <CertificateLine />
      <RepairLine />
      <RenewProtectionLine />
      <UpdateLine />
      {view.type === "settings" ? <SettingsPage page={view.page} /> : <Panes />}
      <LiveRegion />
      <CardDrop />
      <Dialogs />
    </>
  );
}
