import { fileURLToPath } from "node:url"

import { defineConfig } from "vite"

/** Builds the page that drives the product's own modules inside a browser. */
export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  // The page unlocks by a PIN too, and its worker is a module as in the app.
  worker: { format: "es" },
  build: {
    outDir: process.env["BUILD_FOLDER"] ?? "dist",
    emptyOutDir: true,
    // As the app is built: the same syntax costs the same.
    target: ["chrome87", "edge88", "firefox78", "safari14"],
    rollupOptions: { input: fileURLToPath(new URL("bench.html", import.meta.url)) },
    reportCompressedSize: false,
  },
})
