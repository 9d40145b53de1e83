import { defineConfig } from "vite";

// The oldest browser of our offices is of the Chromium 86 class: syntax is lowered to it, and the styles
// use nothing newer without a fallback (docs/decisions/0003-look.md).
export default defineConfig({
  base: "./",
  publicDir: false,
  build: {
    outDir: "../src/touyan/static/dist",
    emptyOutDir: true,
    manifest: "manifest.json",
    target: "chrome86",
    cssTarget: "chrome86",
    modulePreload: false,
    assetsInlineLimit: 0,
    // htmx holds one eval that its setting allowEval:false and our CSP both close; no need to be told each time.
    rolldownOptions: { input: ["src/main.ts"], checks: { eval: false } },
  },
});
