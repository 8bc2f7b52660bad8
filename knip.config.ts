import type { KnipConfig } from "knip"

export default {
  entry: [
    "src/app/main.tsx",
    "src/server/main.ts",
    "src/worker/sw.ts",
    "scripts/*.{js,ts}",
    "tests/**/*.test.{ts,tsx}",
    "tests/e2e/**/*.e2e.ts",
    "tests/bench/main.ts",
  ],
  project: ["src/**/*.{ts,tsx}", "tests/**/*.{ts,tsx}", "scripts/**/*.{js,ts}"],
  ignore: ["tests/forbidden/**"],
  // Tests are users too: what only a test imports is still used, so a promise can be checked where it is made.
  ignoreExportsUsedInFile: true,
} satisfies KnipConfig
