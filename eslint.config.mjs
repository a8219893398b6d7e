// Lint with types. What a type can say is left to TypeScript, what an import rule can say to dependency-cruiser; a few
// import rules stand here a second time, because an editor shows these while typing.
import { defineConfig } from "eslint/config";
import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

const TESTS = ["**/*.test.ts", "**/*.test.tsx", "**/testing/**/*.ts", "**/testing/**/*.tsx", "e2e/**/*.ts", "bench/**/*.ts"];
const CONFIGS = ["*.config.ts", "*.config.mjs", ".dependency-cruiser.cjs", "e2e/playwright.config.ts", "bench/playwright.config.ts"];

const NODE_CRYPTO = { name: "node:crypto", message: "Cryptography has one owner: main/crypto." };
const SIP_JS = { name: "sip.js", message: "sip.js has one owner: main/sip." };
const SQLITE = { name: "better-sqlite3-multiple-ciphers", message: "The database has one owner: main/db." };
const ELECTRON = { name: "electron", message: "Electron stays in main.ts, app.ts, window, ipc, platform and preload." };

function ownedElsewhere(...paths) {
  return { "no-restricted-imports": ["error", { paths }] };
}

export default defineConfig(
  { ignores: ["dist/", "release/", "coverage/", "test-results/", "node_modules/", "proto/generated/"] },
  {
    files: ["**/*.ts", "**/*.tsx"],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: { allowDefaultProject: ["*.config.ts"] }, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      eqeqeq: ["error", "always", { null: "ignore" }],
      "no-console": "error",
      "no-restricted-syntax": [
        "error",
        { selector: "TSEnumDeclaration", message: "A union of words instead of an enum." },
        { selector: "ExportDefaultDeclaration", message: "Named exports only." },
        { selector: "ExportAllDeclaration", message: "No barrels: import from where it is." },
      ],
      "max-lines": ["error", { max: 250 }],
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      // Short forms of "do this, give nothing back"; none of the three finds mistakes here.
      "@typescript-eslint/no-confusing-void-expression": "off",
      "@typescript-eslint/no-meaningless-void-operator": "off",
      "@typescript-eslint/no-invalid-void-type": "off",
      // We have no enums; those of libraries are numbers to us.
      "@typescript-eslint/no-unsafe-enum-assignment": "off",
      // Spreading a text gives its code points, which is what is meant when it is done.
      "@typescript-eslint/no-misused-spread": ["error", { allow: ["string"] }],
      // `process.env["X"]` is what noPropertyAccessFromIndexSignature asks for.
      "@typescript-eslint/dot-notation": ["error", { allowIndexSignaturePropertyAccess: true }],
      // Our objects are closures without `this`.
      "@typescript-eslint/unbound-method": "off",
      // Asks for the `!` that another rule forbids.
      "@typescript-eslint/non-nullable-type-assertion-style": "off",
      // An options object may be given in several shapes that read better apart.
      "@typescript-eslint/unified-signatures": "off",
      // Type parameters that appear once still name what a caller may pass.
      "@typescript-eslint/no-unnecessary-type-parameters": "off",
    },
  },
  {
    files: ["renderer/**/*.ts", "renderer/**/*.tsx"],
    extends: [reactHooks.configs.flat["recommended-latest"]],
    rules: {
      "react-hooks/exhaustive-deps": "error",
      // Takes everything a hook returns for a ref if one ref is among it.
      "react-hooks/refs": "off",
      "no-restricted-globals": ["error", { name: "window", message: "renderer/api.ts is the only file that touches the bridge." }],
    },
  },
  { files: ["renderer/api.ts"], rules: { "no-restricted-globals": "off" } },
  { files: ["**/*.d.ts"], rules: { "no-restricted-syntax": "off" } },
  { files: ["main/**/*.ts"], rules: ownedElsewhere(NODE_CRYPTO, SIP_JS, SQLITE, ELECTRON) },
  { files: ["main/crypto/**"], rules: ownedElsewhere(SIP_JS, SQLITE, ELECTRON) },
  { files: ["main/sip/**"], rules: ownedElsewhere(NODE_CRYPTO, SQLITE, ELECTRON) },
  { files: ["main/db/**"], rules: ownedElsewhere(NODE_CRYPTO, SIP_JS, ELECTRON) },
  { files: ["main/main.ts", "main/app.ts", "main/connect-window.ts", "main/{window,ipc,platform}/**"], rules: ownedElsewhere(NODE_CRYPTO, SIP_JS, SQLITE) },
  {
    files: TESTS,
    rules: {
      "max-lines": "off",
      "no-restricted-imports": "off",
      "no-restricted-globals": "off",
      "@typescript-eslint/no-non-null-assertion": "off",
      "@typescript-eslint/no-empty-function": "off",
      "@typescript-eslint/require-await": "off",
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-unsafe-member-access": "off",
      "@typescript-eslint/no-unsafe-argument": "off",
      "@typescript-eslint/no-unsafe-call": "off",
    },
  },
  { files: ["server/**/*.ts", "scripts/**/*.ts", "bench/**/*.ts", "e2e/**/*.ts"], rules: { "no-console": "off" } },
  {
    files: CONFIGS,
    rules: { "no-restricted-syntax": "off", "no-restricted-imports": "off" },
  },
  {
    files: ["**/*.mjs", "**/*.cjs"],
    extends: [tseslint.configs.recommended],
    rules: { "max-lines": ["error", { max: 250 }], eqeqeq: "error", "@typescript-eslint/no-require-imports": "off" },
  },
);
