// For tests: a desk that receives, opens, learns and acknowledges, as a session wires it, with the network in the
// hands of the test.
import type { Address } from "../../../shared/ids";
import type { PeerText } from "../../../shared/message";
import type { ContactId } from "../../../shared/ids";
import { createContactView } from "../../contacts/contact-view";
import { bob } from "../../protocol/testing/people";
import { createInboxWorker, type InboxWorker } from "../inbox-worker";
import { createLearning, type Learning } from "../learn";
import type { IncomingMessage, ReceiveAnswer } from "../ports";
import { MESSAGE_CONTENT_TYPE } from "../../../shared/wire";
import { createReceive } from "../receive";
import { openSendingDesk, type SendingDesk, type SendingDeskOptions } from "./sending-desk";

export interface ReceivingDesk extends SendingDesk {
  readonly inbox: InboxWorker;
  readonly learning: Learning;
  /** Hands a body over as the network does; from Bob and live unless told otherwise. */
  receive(body: string, message?: Partial<IncomingMessage>): ReceiveAnswer;
  /** Hands it over and waits until it was looked at. */
  take(body: string, message?: Partial<IncomingMessage>): Promise<ReceiveAnswer>;
  /** What the contact's texts say, in display order. */
  shown(contactId: ContactId): readonly string[];
  peerTexts(contactId: ContactId): readonly PeerText[];
  /** Rows of the inbox by state and code. */
  inboxRows(): readonly { readonly sender: string; readonly state: string; readonly code: string | null }[];
  /** Nonces of all acks to this address that wait to be sent. */
  owedTo(address: Address): number;
}

export function openReceivingDesk(options: SendingDeskOptions = {}): ReceivingDesk {
  const desk = openSendingDesk(options);
  const context = { ...desk.context, ...options.change?.(desk.context) };
  const view = createContactView({
    store: desk.store,
    trust: context.trust,
    presence: context.presence,
    ownCapabilities: context.own.capabilities,
    minimumProtocol: () => desk.settings.minimumProtocol,
  });
  const inbox = createInboxWorker(context, (senders) => {
    for (const address of senders) learning.heardFrom(address);
  });
  const learning = createLearning(context, { view, inbox, queue: desk.queue });
  const handOver = createReceive(context, () => { inbox.wake(); });
  const rows = desk.store.db.prepare<[], { sender: string; state: string; code: string | null }>(
    "SELECT sender, state, last_error AS code FROM message_queue WHERE is_outgoing = 0 ORDER BY id",
  );
  let requests = 0;
  const receive: ReceivingDesk["receive"] = (body, message = {}) => {
    requests += 1;
    const requestId = `request-${String(requests)} 1`;
    return handOver({ from: bob.address, contentType: MESSAGE_CONTENT_TYPE, stored: false, requestId, ...message, body });
  };

  const peerTexts = (contactId: ContactId): readonly PeerText[] =>
    desk.messages(contactId).flatMap((message) => (message.kind === "peer" ? [message] : []));

  return Object.assign(desk, {
    inbox,
    learning,
    receive,
    async take(body: string, message = {}) {
      const answer = receive(body, message);
      await inbox.idle();
      return answer;
    },
    peerTexts,
    shown: (contactId: ContactId) => peerTexts(contactId).map(({ text }) => text),
    inboxRows: () => rows.all(),
    owedTo: (address: Address) => desk.store.outgoing.openNotifications(address).length,
  });
}
