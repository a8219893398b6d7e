// Who may import whom: the architecture's import rules (README, "Who may import whom") as a check. Tests and testing/
// folders may reach further, product code may never reach into them.

const OURS = "^(shared|proto|main|preload|renderer|server|scripts|e2e|bench)/";
const TEST_CODE = "(\\.test\\.tsx?$|/testing/)";

/** What each place may import besides itself and shared/. Patterns of our own files. */
const LAYERS = {
  "^shared/": [],
  "^proto/": [],
  "^preload/": [],
  "^renderer/": [],
  "^main/crypto/": [],
  "^main/db/": [],
  "^main/platform/": [],
  "^main/protocol/": ["^main/crypto/", "^proto/generated/"],
  "^main/events/": ["^main/db/"],
  "^main/messaging/": ["^main/(protocol|crypto|db|events|contacts)/", "^main/platform/log\\.ts$"],
  "^main/contacts/": ["^main/(protocol|crypto|db|events)/", "^main/messaging/ports\\.ts$", "^main/platform/log\\.ts$"],
  "^main/sip/": ["^main/crypto/", "^main/protocol/address\\.ts$", "^main/messaging/ports\\.ts$", "^main/platform/log\\.ts$"],
  "^main/account/": ["^main/(crypto|db|events|messaging|contacts|platform)/", "^main/protocol/address\\.ts$"],
  "^main/ipc/": ["^main/(messaging|contacts|account|db|events|updates)/", "^main/platform/(log|licences)\\.ts$"],
  "^main/updates/": ["^main/crypto/", "^main/platform/"],
  "^main/window/": ["^main/events/", "^main/platform/"],
  "^server/": [],
};
/** The two composition roots (the locked app in two files), and the entry that starts them, may import everything of main and start the server. */
const ROOTS = "^main/(main|app|connect-window|compose-[a-z]+|session)\\.ts$";

/** Packages and Node modules with one owner. */
const OWNERS = [
  { name: "sip.js", to: "(^|/)node_modules/sip\\.js/", owners: "^main/sip/" },
  { name: "ws", to: "(^|/)node_modules/(ws|@types/ws)/", owners: "^(main/sip|server)/" },
  { name: "proxy agents", to: "(^|/)node_modules/(https|socks)-proxy-agent/", owners: "^main/sip/" },
  {
    name: "SQLite",
    to: "(^|/)node_modules/better-sqlite3-multiple-ciphers/",
    owners: "^(main/db/|server/embedded/store\\.ts$)",
  },
  { name: "electron", to: "((^|/)node_modules/electron/|^electron$)", owners: "^(main/(main|app|connect-window)\\.ts$|main/(window|ipc|platform)/|preload/)" },
  { name: "node:crypto", to: "^(node:)?crypto$", owners: "^(main/crypto|server|scripts|e2e|bench)/" },
  { name: "pino", to: "(^|/)node_modules/pino/", owners: "^main/platform/" },
  { name: "argon2", to: "(^|/)node_modules/@node-rs/argon2", owners: "^main/crypto/" },
  { name: "ASN.1", to: "(^|/)node_modules/(asn1js|@peculiar)/", owners: "^main/crypto/" },
  { name: "ical.js", to: "(^|/)node_modules/ical\\.js/", owners: "^main/contacts/" },
  { name: "qr", to: "(^|/)node_modules/qr/", owners: "^renderer/ui/" },
  { name: "electron-updater", to: "(^|/)node_modules/electron-updater/", owners: "^main/updates/updater\\.ts$" },
  { name: "protobufjs", to: "(^|/)node_modules/protobufjs/", owners: "^(proto/generated|main/protocol)/" },
];

const layerRules = Object.entries(LAYERS).map(([place, allowed]) => ({
  name: `${place.replaceAll(/[\^/]/g, "")} imports only what it may`,
  severity: "error",
  from: { path: place, pathNot: TEST_CODE },
  to: { path: OURS, pathNot: [place, "^shared/", TEST_CODE, ...allowed] },
}));

const ownerRules = OWNERS.map(({ name, to, owners }) => ({
  name: `${name} has one owner`,
  severity: "error",
  from: { path: OURS, pathNot: [owners, TEST_CODE, "^(e2e|bench)/"] },
  to: { path: to },
}));

module.exports = {
  forbidden: [
    ...layerRules,
    ...ownerRules,
    {
      name: "composition roots import main and the server",
      severity: "error",
      from: { path: ROOTS },
      to: { path: OURS, pathNot: ["^(main|shared|server/embedded)/", TEST_CODE] },
    },
    {
      name: "nobody but a root imports a root",
      severity: "error",
      from: { path: "^(shared|main|preload|renderer|server)/", pathNot: [ROOTS, TEST_CODE] },
      to: { path: ROOTS },
    },
    {
      name: "product code does not import test code",
      severity: "error",
      // Runs are tests that are started as programs: nothing of them is shipped.
      from: { path: OURS, pathNot: [TEST_CODE, "^(e2e|bench|scripts/runs)/"] },
      to: { path: [TEST_CODE, "^(e2e|bench)/"] },
    },
    {
      name: "the renderer never sees the main process, not even in tests",
      severity: "error",
      from: { path: "^renderer/" },
      to: { path: "^(main|preload|server|scripts|proto)/" },
    },
    { name: "no cycles", severity: "error", from: {}, to: { circular: true } },
    {
      name: "no orphans",
      severity: "error",
      from: { orphan: true, path: OURS, pathNot: ["\\.d\\.ts$", TEST_CODE, "^(e2e|bench|scripts)/"] },
      to: {},
    },
    {
      name: "what is shipped as it is does not need development packages",
      severity: "error",
      from: { path: "^(main|server|shared|preload|proto)/", pathNot: TEST_CODE },
      to: { dependencyTypes: ["npm-dev"], pathNot: "(^|/)node_modules/(@types/|electron/)" },
    },
    { name: "imports resolve", severity: "error", from: { path: OURS }, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(dist|scripts/lib/default-app)/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.base.json" },
    combinedDependencies: true,
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "require", "node", "default", "types"] },
  },
};
