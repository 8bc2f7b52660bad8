import { defineConfig, type OxlintOverride } from "oxlint"

/** Who may import whom: a layer sees itself and the layers listed here, nothing else. */
export const sees: Readonly<Record<string, readonly string[]>> = {
  base: [],
  domain: ["base"],
  sync: ["base", "domain"],
  data: ["base", "domain", "sync"],
  worker: ["base"],
  platform: ["base", "domain", "sync", "data", "worker"],
  text: ["base", "domain"],
  ui: ["base", "text"],
  features: ["base", "domain", "sync", "data", "platform", "text", "ui"],
  app: ["base", "domain", "sync", "data", "platform", "text", "ui", "features"],
  server: ["base", "domain", "sync"],
}

/** Packages that would tie a layer to a machine it must not know. */
const browserOnly = [
  "dexie",
  "dexie-react-hooks",
  "react",
  "react-dom",
  "react-router",
  "workbox-window",
]
const serverOnly = ["hono", "@hono/node-server"]
const drawing = ["react-dom", "react-router"]
const strangers: Readonly<Record<string, readonly string[]>> = {
  base: [...browserOnly, ...serverOnly],
  domain: [...browserOnly, ...serverOnly],
  sync: [...browserOnly, ...serverOnly],
  data: [...drawing, ...serverOnly],
  worker: [...browserOnly, ...serverOnly],
  platform: [...drawing, ...serverOnly],
  text: [...browserOnly, ...serverOnly],
  ui: ["dexie", "dexie-react-hooks", ...serverOnly],
  features: serverOnly,
  app: serverOnly,
  server: browserOnly,
}

type Ban = readonly [regex: string, message: string]

const climbing: Ban = [
  String.raw`(^|/)\.\.(/|$)`,
  "Leave a folder by #/… (in tests also #tests/…), never by ../.",
]
const fromTests: Ban = ["^#tests/", "The app does not know its tests."]

/** Regular expressions, because a gitignore-style group reads `#/…` as a comment and forbids nothing. */
function forbid(files: readonly string[], bans: readonly Ban[]): OxlintOverride {
  const patterns = [climbing, fromTests, ...bans].map(([regex, message]) => ({ regex, message }))
  return { files: [...files], rules: { "no-restricted-imports": ["error", { patterns }] } }
}

const oneOf = (names: readonly string[]): string => names.join("|") || "$^"

function layerBans(layer: string): Ban[] {
  const seen = sees[layer] ?? []
  const unseen = Object.keys(sees).filter((other) => other !== layer && !seen.includes(other))
  const bans: Ban[] = [
    [`^#/(${oneOf(unseen)})/`, `${layer} may import only ${seen.join(", ") || "itself"}.`],
    [`^(${oneOf(strangers[layer] ?? [])})(/|$)`, `${layer} must not know this package.`],
  ]
  if (layer !== "server") bans.push(["^node:", "Only the server runs in Node."])
  // Inside a feature the path is ./…, so whatever names a folder of features is another feature.
  // `#/features/paths.ts` names none and stays free.
  if (layer === "features") {
    bans.push([
      "^#/features/[^/]+/",
      "A feature never imports another feature; compose in src/app.",
    ])
  }
  return bans
}

const layers = Object.keys(sees).map((layer) => forbid([`**/src/${layer}/**`], layerBans(layer)))

export default defineConfig({
  plugins: ["typescript", "unicorn", "oxc", "import", "react", "jsx-a11y", "promise", "vitest"],
  categories: { correctness: "error", suspicious: "error", perf: "error" },
  options: { typeAware: true, typeCheck: true, reportUnusedDisableDirectives: "error" },
  ignorePatterns: ["/dist/**", "tests/forbidden/**", "public/**"],
  rules: {
    "import/no-cycle": "error",
    "import/no-default-export": "error",
    "import/no-unassigned-import": [
      "error",
      { allow: ["**/*.css", "fake-indexeddb/auto", "@testing-library/jest-dom/vitest"] },
    ],
    "import/no-named-as-default-member": "off",
    "import/extensions": ["error", "always", { ignorePackages: true }],
    "oxc/no-barrel-file": ["error", { threshold: 0 }],
    "unicorn/filename-case": ["error", { case: "kebabCase" }],
    "react/exhaustive-deps": "error",
    "react/rules-of-hooks": "error",
    "typescript/no-explicit-any": "error",
    "typescript/no-non-null-assertion": "error",
    "typescript/no-unsafe-type-assertion": "error",
    "typescript/switch-exhaustiveness-check": [
      "error",
      { considerDefaultExhaustiveForUnions: true },
    ],
    "typescript/no-floating-promises": "error",
    "no-warning-comments": "error",
    "no-underscore-dangle": ["error", { allow: ["__WB_MANIFEST"] }],
    "max-params": ["error", { max: 3 }],

    // Off, because with this stack they only make noise:
    // the automatic JSX runtime imports React by itself;
    "react/react-in-jsx-scope": "off",
    // an icon drawn in place is an image and a pupil's two buttons are a group, though neither is an img or a fieldset;
    "jsx-a11y/prefer-tag-over-role": "off",
    // writes to one database and steps of one story are done in order on purpose;
    "no-await-in-loop": "off",
    // TypeScript sees the same and knows an exhaustive switch (noImplicitReturns);
    "consistent-return": "off",
    // toSorted and toReversed are missing on tablets whose Chrome stopped before 110;
    "unicorn/no-array-sort": "off",
    "unicorn/no-array-reverse": "off",
    // workers, ports and channels have no target origin, and the app posts to no other window;
    "unicorn/require-post-message-target-origin": "off",
    // letters of names are wanted as code points, one by one;
    "typescript/no-misused-spread": "off",
    // `Day | ""` says to a reader what `string` does not;
    "typescript/no-redundant-type-constituents": "off",
    // a small function stands where it is read;
    "unicorn/consistent-function-scoping": "off",
    // TypeScript knows what a module exports, addresses like ./x.ts?worker&url too;
    "import/default": "off",
    // lists here are of a class's size; clarity is worth more than one pass less.
    "oxc/no-map-spread": "off",
    "oxc/no-accumulating-spread": "off",
  },
  overrides: [
    {
      files: ["tests/**"],
      rules: {
        // A claim of a few steps stands in a function of its own with its expectations.
        "vitest/expect-expect": "off",
        // That a bug is asserted at all is the promise; its words are not.
        "vitest/require-to-throw-message": "off",
        // A table of cases has as many columns as it needs.
        "max-params": "off",
        // A test that is wrong about an answer's shape fails on the next line.
        "typescript/no-unsafe-type-assertion": "off",
        "no-restricted-imports": [
          "error",
          { patterns: [{ regex: climbing[0], message: climbing[1] }] },
        ],
      },
    },
    // Playwright reads a fixture's needs from its parameter, and a fixture without needs has an empty one.
    { files: ["tests/e2e/**"], rules: { "no-empty-pattern": "off" } },
    // Last, so that the planted faults under tests/forbidden/src are judged as src is.
    ...layers,
    {
      files: ["*.config.ts", "tests/forbidden/*.config.ts"],
      rules: { "import/no-default-export": "off" },
    },
  ],
})
