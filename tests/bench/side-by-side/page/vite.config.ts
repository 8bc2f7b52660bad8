import { fileURLToPath } from "node:url"

import { defineConfig } from "vite"

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** Builds the pages of the peers and ours, with the syntax of the app's own build: the same costs the same. */
export default defineConfig({
  root: at("../.."),
  // PouchDB and RxDB ask these when they are loaded.
  define: { global: "globalThis", "process.env.NODE_ENV": JSON.stringify("production") },
  build: {
    outDir: process.env["BUILD_FOLDER"] ?? "dist",
    emptyOutDir: true,
    target: ["chrome87", "edge88", "firefox78", "safari14"],
    rollupOptions: { input: [at("us.html"), at("../../peers/page/peers.html")] },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 2_000,
  },
})
