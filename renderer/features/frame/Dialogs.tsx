// The one dialog that is open, if any.
import { unreachable } from "../../../shared/assert";
import { useApp } from "../../store/context";
import { DeleteOlderQuestion } from "../chat/DeleteOlderQuestion";
import { DeleteQuestion } from "../chat/DeleteQuestion";
import { SignInAgainDialog } from "../connection/SignInAgainDialog";
import { AddCardDialog } from "../contact/AddCardDialog";
import { AllowPlainTextQuestion, BlockQuestion, RemoveQuestion } from "../contact/ContactQuestions";
import { NewMessageDialog } from "../contact/NewMessageDialog";
import { SafetyNumberDialog } from "../contact/SafetyNumberDialog";
import { ShareCardDialog } from "../contact/ShareCardDialog";
import { BelieveAuthorityDialog } from "../settings/BelieveAuthorityDialog";
import { ExportAccountDialog } from "../settings/ExportAccountDialog";
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
      return <NewMessageDialog />;
    case "shortcuts":
      return <ShortcutHelp />;
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
    case "delete-older":
      return <DeleteOlderQuestion contactId={dialog.contactId} count={dialog.count} />;
    case "believe-authority":
      return <BelieveAuthorityDialog file={dialog.file} authority={dialog.authority} />;
    case "proxy":
      return <ProxyDialog />;
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
