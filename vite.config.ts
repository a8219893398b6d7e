// The renderer's build. Everything it loads lies beside index.html in files of its own: the content security policy
// allows neither inline scripts nor data: URLs for code.
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { emojiData } from "./scripts/lib/emoji-data.mjs";

export default defineConfig({
  root: "renderer",
  base: "./",
  plugins: [react(), emojiData()],
  build: {
    outDir: "../dist/renderer",
    emptyOutDir: true,
    target: "chrome114",
    sourcemap: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
});
