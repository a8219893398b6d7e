// What waits to go out and what came and is not shown, by contact and state, with the reason in words and as a code.
import type { IncomingGroup, OutgoingGroup, QueueView } from "../../../shared/diagnostics";
import type { ContactId } from "../../../shared/ids";
import { errorSentence } from "../../i18n/error-text";
import { countdownWords, moment } from "../../i18n/format";
import { t, type TextKey } from "../../i18n/i18n";
import { useApp, useCommands } from "../../store/context";
import { selectContact } from "../../store/selectors";
import { Button } from "../../ui/Button";
import { useCountdown } from "../../ui/use-countdown";
import { useDayStart } from "../../ui/use-now";
import { fullName } from "../contact/names";
import { lastErrorSentence } from "../delivery/last-error";
import { SettingGroup, SettingRow } from "./SettingRow";

const OUTGOING: Readonly<Record<OutgoingGroup["state"], TextKey>> = {
  queued: "diagnostics.state.queued",
  sending: "diagnostics.state.sending",
  retrying: "diagnostics.state.retrying",
  held: "diagnostics.state.held",
};

const INCOMING: Readonly<Record<IncomingGroup["state"], TextKey>> = {
  new: "diagnostics.state.new",
  parked: "diagnostics.state.parked",
  quarantined: "diagnostics.state.quarantined",
};

/** What came in an older protocol waits for the user, whose look at it is the only thing that opens it (spec 1.9). */
function incomingState({ state, reason }: IncomingGroup): TextKey {
  return reason === "below-pin" && state !== "new" ? "diagnostics.state.held" : INCOMING[state];
}

type Named = Pick<OutgoingGroup, "address" | "contactId">;

/** The address stands in for people who are no contacts, or are none any more. */
function useName({ address, contactId }: Named): string {
  const contact = useApp((state) => (contactId === undefined ? undefined : selectContact(state, contactId)));
  return contact === undefined ? address : fullName(contact);
}

function OpenChat({ contactId, name }: { readonly contactId: ContactId; readonly name: string }) {
  const commands = useCommands();
  return (
    <Button
      size="small"
      aria-label={`${t("diagnostics.openChat")}: ${name}`}
      onClick={() => {
        commands.openChat(contactId);
      }}
    >
      {t("diagnostics.openChat")}
    </Button>
  );
}

/** The contact's id, when there is a chat to go to. */
function useChat(contactId: ContactId | undefined): ContactId | undefined {
  return useApp((state) => {
    const isThere = contactId !== undefined && state.conversations[contactId] !== undefined;
    return isThere && state.contacts[contactId]?.relation === "accepted" ? contactId : undefined;
  });
}

function OutgoingRow({ group }: { readonly group: OutgoingGroup }) {
  const name = useName(group);
  const seconds = useCountdown(group.nextTry ?? 0);
  const chat = useChat(group.contactId);
  const sentences = [
    t(OUTGOING[group.state]),
    ...(group.lastError === undefined ? [] : [lastErrorSentence(group.lastError, name)]),
    ...(group.attempts === 0 ? [] : [t("diagnostics.tried", { count: group.attempts })]),
    ...(seconds === 0 ? [] : [t("diagnostics.next", { wait: countdownWords(seconds) })]),
  ];
  return (
    <SettingRow
      title={t(group.kind === "texts" ? "diagnostics.texts" : "diagnostics.receipts", { count: group.count, name })}
      description={sentences.join(" ")}
      {...(group.lastError === undefined ? {} : { raw: group.lastError })}
    >
      {chat === undefined ? null : <OpenChat contactId={chat} name={name} />}
    </SettingRow>
  );
}

export function OutgoingQueue({ queue }: { readonly queue: QueueView }) {
  return (
    <SettingGroup title={t("diagnostics.outgoing")}>
      {queue.outgoing.length === 0 ? <SettingRow title={t("diagnostics.outgoingNone")} /> : null}
      {queue.outgoing.map((group) => (
        <OutgoingRow key={`${group.address} ${group.kind} ${group.state} ${group.lastError ?? ""}`} group={group} />
      ))}
      {queue.more ? <SettingRow title={t("diagnostics.more")} /> : null}
    </SettingGroup>
  );
}

function IncomingRow({ group }: { readonly group: IncomingGroup }) {
  const name = useName(group);
  const today = useDayStart();
  const chat = useChat(group.contactId);
  const sentences = [
    ...(group.reason === undefined ? [] : [errorSentence(group.reason)]),
    t(incomingState(group)),
    t("diagnostics.cameAt", { time: moment(group.since, today) }),
  ];
  return (
    <SettingRow
      title={t("diagnostics.from", { count: group.count, name })}
      description={sentences.join(" ")}
      {...(group.reason === undefined ? {} : { raw: group.reason })}
    >
      {chat === undefined ? null : <OpenChat contactId={chat} name={name} />}
    </SettingRow>
  );
}

export function IncomingQueue({ queue }: { readonly queue: QueueView }) {
  return (
    <SettingGroup title={t("diagnostics.incoming")}>
      {queue.incoming.length === 0 ? <SettingRow title={t("diagnostics.incomingNone")} /> : null}
      {queue.incoming.map((group) => (
        <IncomingRow key={`${group.address} ${group.state} ${group.reason ?? ""}`} group={group} />
      ))}
    </SettingGroup>
  );
}
