import { resolve } from "node:path"
import { fileURLToPath } from "node:url"

import react from "@vitejs/plugin-react"
import { defineConfig } from "vite"
import { VitePWA } from "vite-plugin-pwa"

/** Builds the bare shell: React, its router, Dexie and the app's own worker. */
export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  plugins: [
    react(),
    VitePWA({
      strategies: "injectManifest",
      injectRegister: false,
      srcDir: resolve("src/worker"),
      filename: "sw.ts",
      manifest: false,
      injectManifest: { rollupFormat: "iife", globPatterns: ["index.html", "assets/**"] },
    }),
  ],
  build: {
    outDir: process.env["BUILD_FOLDER"] ?? "dist",
    emptyOutDir: true,
    // As the app is built: the same syntax costs the same.
    target: ["chrome87", "edge88", "firefox78", "safari14"],
    assetsInlineLimit: 0,
    reportCompressedSize: false,
  },
})
