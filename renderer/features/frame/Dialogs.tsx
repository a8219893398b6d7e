// The one dialog that is open, if any.
import { unreachable } from "../../../shared/assert";
import { useApp } from "../../store/context";
import { DeleteOlderQuestion } from "../chat/DeleteOlderQuestion";
import { DeleteQuestion } from "../chat/DeleteQuestion";
import { GoToDateDialog } from "../chat/GoToDateDialog";
import { OpenLinkDialog } from "../chat/OpenLinkDialog";
import { SignInAgainDialog } from "../connection/SignInAgainDialog";
import { AddCardDialog } from "../contact/AddCardDialog";
import { AllowPlainTextQuestion, BlockQuestion, RemoveQuestion } from "../contact/ContactQuestions";
import { CertificateDialog } from "../contact/CertificateDialog";
import { KeepShorterQuestion } from "../contact/KeepShorterQuestion";
import { NewMessageDialog } from "../contact/NewMessageDialog";
import { SafetyNumberDialog } from "../contact/SafetyNumberDialog";
import { ShareCardDialog } from "../contact/ShareCardDialog";
import { ClearHistoryQuestion } from "../conversations/ClearHistoryQuestion";
import { DeleteRequestQuestion } from "../requests/DeleteRequestQuestion";
import { BelieveAuthorityDialog } from "../settings/BelieveAuthorityDialog";
import { ChangeProtectionDialog } from "../settings/ChangeProtectionDialog";
import { ExportAccountDialog } from "../settings/ExportAccountDialog";
import { KeepAllShorterQuestion } from "../settings/KeepAllShorterQuestion";
import { LicencesDialog } from "../settings/LicencesDialog";
import { NewRecoveryKeyDialog } from "../settings/NewRecoveryKeyDialog";
import { ProxyDialog } from "../settings/ProxyDialog";
import { RemoveAccountDialog } from "../settings/RemoveAccountDialog";
import { SignOutQuestion } from "../settings/SignOutQuestion";
import { ShortcutHelp } from "./ShortcutHelp";

export function Dialogs() {
  const dialog = useApp((state) => state.ui.dialog);
  switch (dialog?.type) {
    case undefined:
      return null;
    case "new-message":
      return <NewMessageDialog address={dialog.address} />;
    case "shortcuts":
      return <ShortcutHelp />;
    case "licences":
      return <LicencesDialog />;
    case "sign-in-again":
      return <SignInAgainDialog />;
    case "safety-number":
      return <SafetyNumberDialog contactId={dialog.contactId} />;
    case "add-card":
      return <AddCardDialog file={dialog.file} />;
    case "share-card":
      return <ShareCardDialog contactId={dialog.contactId} />;
    case "block-contact":
      return <BlockQuestion contactId={dialog.contactId} />;
    case "remove-contact":
      return <RemoveQuestion contactId={dialog.contactId} />;
    case "allow-plain-text":
      return <AllowPlainTextQuestion contactId={dialog.contactId} />;
    case "delete-message":
      return <DeleteQuestion messageId={dialog.messageId} />;
    case "open-link":
      return <OpenLinkDialog url={dialog.url} typed={dialog.typed} />;
    case "go-to-date":
      return <GoToDateDialog contactId={dialog.contactId} at={dialog.at} />;
    case "clear-history":
      return <ClearHistoryQuestion contactId={dialog.contactId} />;
    case "delete-request":
      return <DeleteRequestQuestion contactId={dialog.contactId} />;
    case "keep-shorter":
      return <KeepShorterQuestion contactId={dialog.contactId} days={dialog.days} count={dialog.count} />;
    case "delete-older":
      return <DeleteOlderQuestion contactId={dialog.contactId} count={dialog.count} />;
    case "believe-authority":
      return <BelieveAuthorityDialog file={dialog.file} authority={dialog.authority} />;
    case "keep-all-shorter":
      return <KeepAllShorterQuestion days={dialog.days} count={dialog.count} />;
    case "contact-certificate":
      return <CertificateDialog contactId={dialog.contactId} fingerprint={dialog.fingerprint} />;
    case "proxy":
      return <ProxyDialog />;
    case "change-protection":
      return <ChangeProtectionDialog to={dialog.to} />;
    case "new-recovery-key":
      return <NewRecoveryKeyDialog />;
    case "sign-out":
      return <SignOutQuestion />;
    case "export-account":
      return <ExportAccountDialog />;
    case "remove-account":
      return <RemoveAccountDialog />;
    default:
      return unreachable(dialog);
  }
}
