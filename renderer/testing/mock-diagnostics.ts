// What the stand-in says of itself: a connection that broke and came back, a queue with something of each kind.
import type { ConnectionChange, DiagnosticsView, OutgoingGroup, QueueView } from "../../shared/diagnostics";
import { StampError } from "../../shared/errors";
import type { RequestName } from "../../shared/ipc/schema";
import type { MockHandlers } from "./mock-contract";
import { findContact, sessionOf, type MockWorld } from "./mock-world";
import { at, KEY } from "./people";

type DiagnosticsRequest = Extract<RequestName, `diagnostics.${string}`> | "connection.test" | "contacts.certificate" | "contacts.saveCertificate";

const CHANGES: readonly ConnectionChange[] = [
  { at: at("08:39:58"), status: "connecting" },
  { at: at("08:40"), status: "online" },
  { at: at("11:02"), status: "offline", problem: "network-unreachable" },
  { at: at("11:06"), status: "connecting" },
  { at: at("11:06:01"), status: "online" },
];

const REPORT = `[app]
app=0.1.0
server=wss://domain-1:7443

[log]
2026-11-22T13:12:00.000Z info  sip-connection-ended reason=lost problem=server-closed
`;

/** Own texts that are on their way, as groups. */
function queueOf(world: MockWorld): QueueView {
  const groups = new Map<string, OutgoingGroup>();
  for (const message of [...world.messages.values()].flat()) {
    if (message.kind !== "own") continue;
    const { status } = message.delivery;
    if (status !== "queued" && status !== "sending" && status !== "retrying" && status !== "held") continue;
    const { address } = findContact(world, message.contactId);
    const key = `${address} ${status}`;
    const before = groups.get(key);
    groups.set(key, {
      address,
      contactId: message.contactId,
      kind: "texts",
      state: status,
      count: (before?.count ?? 0) + 1,
      attempts: Math.max(before?.attempts ?? 0, message.attempts),
      ...(message.delivery.status === "retrying" ? { nextTry: message.delivery.at } : {}),
      ...("reason" in message.delivery ? { lastError: message.delivery.reason.code } : {}),
    });
  }
  return { outgoing: [...groups.values()], incoming: world.diagnostics?.queue?.incoming ?? [], more: false };
}

function viewOf(world: MockWorld): DiagnosticsView {
  const { account, connection } = sessionOf(world);
  const { status } = connection;
  const present: readonly ConnectionChange[] =
    connection.status === "online" || connection.status === "stopped"
      ? []
      : [{ at: connection.since, status, ...(connection.status === "offline" ? { problem: connection.problem } : {}) }];
  return {
    madeAt: Date.now(),
    changes: [...CHANGES, ...present],
    changesCut: false,
    queue: queueOf(world),
    versions: { app: "0.1.0", electron: "45.0.0", chromium: "152.0.0.0", node: "24.9.0", system: "linux 6.8.0 x64", database: "SQLite 3.50.4, SQLite3 Multiple Ciphers 2.2.4, SQLCipher" },
    server: account.server,
    ...(account.proxy === undefined ? {} : { proxy: account.proxy }),
    ...(connection.status === "online" && connection.clockOffset !== undefined ? { clockOffset: connection.clockOffset } : {}),
    backup: { last: at("06:10") },
    ...world.diagnostics,
  };
}

export function diagnosticsHandlers(world: MockWorld): Pick<MockHandlers, DiagnosticsRequest> {
  let shown = false;
  return {
    "diagnostics.view": () => viewOf(world),
    "diagnostics.log": () => {
      shown = true;
      return { text: REPORT, lines: REPORT.split("\n").length - 1 };
    },
    "diagnostics.saveLog": () => {
      if (!shown) throw new StampError("not-allowed-now");
      return { saved: true };
    },
    "diagnostics.storage": () => ({ history: 41_200_640, backups: 120_586_240, damaged: 0, log: 312_400 }),
    "connection.test": () => [
      { step: "server", ok: true, milliseconds: 23 },
      { step: "secure", ok: true, milliseconds: 58 },
      { step: "sign-in", ok: true, milliseconds: 41 },
    ],
    "contacts.certificate": ({ contactId, fingerprint }) => {
      const { address } = findContact(world, contactId);
      return {
        subject: `CN=${address}`,
        issuer: `CN=${address}`,
        namesItself: true,
        serial: "4B:1F:09:C2:77:E0:5A:3D",
        notBefore: KEY.notBefore,
        notAfter: KEY.notAfter,
        signatureAlgorithm: "RSA, SHA-256",
        keyBits: 2048,
        keyFingerprint: fingerprint,
        certificateFingerprint: [...fingerprint].reverse().join(""),
        pem: `-----BEGIN CERTIFICATE-----\n${"MIIC".repeat(16)}\n-----END CERTIFICATE-----\n`,
      };
    },
    "contacts.saveCertificate": () => ({ saved: true }),
  };
}
