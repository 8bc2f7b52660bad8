import type { KnipConfig } from "knip"

export default {
  entry: [
    "src/server/main.ts",
    "scripts/*.{js,ts}",
    "tests/**/*.test.{ts,tsx}",
    "tests/e2e/**/*.e2e.ts",
    "tests/faults/server/{checkpoint,process}.ts",
    "tests/bench/{page,shell}/*.{ts,tsx}",
    "tests/ui/gallery/*.{ts,tsx}",
  ],
  project: ["src/**/*.{ts,tsx}", "tests/**/*.{ts,tsx}", "scripts/**/*.{js,ts}"],
  ignore: ["tests/forbidden/**"],
  // Tests are users too: what only a test imports is still used, so a promise can be checked where it is made.
  ignoreExportsUsedInFile: true,
} satisfies KnipConfig
