import { createHash } from "node:crypto"
import { readFileSync } from "node:fs"

import react from "@vitejs/plugin-react"
import { VitePWA } from "vite-plugin-pwa"
import { defineConfig } from "vitest/config"
import type { ManifestTransform } from "workbox-build"

import packageJson from "./package.json" with { type: "json" }

const builtFolder = process.env["BUILD_FOLDER"] ?? "dist"

/** Whose syntax the build keeps to: tablets that get no newer browser. Newer methods are kept out by tsconfig's `lib`. */
const oldTablets = ["chrome87", "edge88", "firefox78", "safari14"]

/** The screens that somebody sees before the worker has stored the app. */
const firstVisit = /\/(start|join)-screen-/

/**
 * A school filter or a captive portal answers 200 with its own page. Without a digest the worker would store that page
 * as ours and show it for ever; with one the install fails and the old version stays.
 */
const sealEveryFile: ManifestTransform = (entries) => ({
  manifest: entries.map((entry) => ({ ...entry, integrity: digestOf(entry.url) })),
})

function digestOf(url: string): string {
  const bytes = readFileSync(`${builtFolder}/${url}`)
  return `sha384-${createHash("sha384").update(bytes).digest("base64")}`
}

export default defineConfig({
  define: { "import.meta.env.APP_VERSION": JSON.stringify(packageJson.version) },
  plugins: [
    react(),
    VitePWA({
      strategies: "injectManifest",
      registerType: "prompt",
      // Registered by src/platform/service-worker.ts, after the first screen is usable.
      injectRegister: false,
      srcDir: "src/worker",
      filename: "sw.ts",
      // A file in public/: what this plugin writes itself goes into the worker's list without a digest.
      manifest: false,
      injectManifest: {
        rollupFormat: "iife",
        target: oldTablets,
        // No icons: the system keeps its own copies once the app is installed.
        globPatterns: [
          "index.html",
          "pupil.html",
          "favicon.svg",
          "manifest.webmanifest",
          "assets/**",
        ],
        manifestTransforms: [sealEveryFile],
        maximumFileSizeToCacheInBytes: 2 * 1024 * 1024,
      },
    }),
  ],
  build: {
    outDir: builtFolder,
    // Neither page carries the other: in one no test is taken, in the other no journal is opened.
    rolldownOptions: { input: ["index.html", "pupil.html"] },
    target: oldTablets,
    // An inlined picture is a data: address, which the content security policy does not allow.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    // The first screen would carry the names of all files of all others: 3 kB of its 160. A screen that is asked for says
    // itself what it needs, and the worker has all of it by then; only its styles must be told, for nothing else brings
    // them. Not so the screens of the first visit, which come before the worker has anything.
    modulePreload: {
      resolveDependencies: (file, needed, { hostType }) =>
        hostType === "js" && !firstVisit.test(file)
          ? needed.filter((one) => one.endsWith(".css"))
          : needed,
    },
  },
  worker: { format: "es" },
  server: {
    port: 5173,
    proxy: { "/api": `http://127.0.0.1:${process.env["API_PORT"] ?? "8080"}` },
  },
  test: {
    // Patience with a loaded machine, not a measure: speed is judged by the benchmark alone.
    testTimeout: 30_000,
    hookTimeout: 30_000,
    // A build server is shared: a test that passed at a second try there is named by the reporter.
    retry: process.env["CI"] === undefined ? 0 : 2,
    // Files share a process, and what it has loaded; what a file could leave behind for the next one is tidied up by
    // tests/support/fresh-file.ts.
    isolate: false,
    projects: [
      {
        extends: true,
        test: {
          name: "node",
          environment: "node",
          setupFiles: ["tests/support/fresh-file.ts"],
          include: ["tests/**/*.test.ts"],
          exclude: ["tests/forbidden/**", "tests/e2e/**", "tests/bench/**"],
        },
      },
      {
        extends: true,
        test: {
          // How the server behaves does not depend on where it keeps things: the same files once more.
          name: "postgres",
          environment: "node",
          env: { TEST_STORE: "postgres" },
          setupFiles: ["tests/support/postgres-each.ts"],
          include: [
            "tests/server/{sync,feeds,membership,sign-in,proof,passphrase,escrow,factor,scope,tombstones,consistency,retention,devices,exports,partner,areas,access,rescue,sittings,instruments,withdrawal}.test.ts",
          ],
        },
      },
      {
        extends: true,
        test: {
          name: "screens",
          environment: "jsdom",
          setupFiles: ["tests/support/fresh-file.ts", "tests/support/screens.ts"],
          include: ["tests/**/*.test.tsx"],
          exclude: ["tests/forbidden/**", "tests/e2e/**", "tests/bench/**"],
        },
      },
    ],
  },
})
