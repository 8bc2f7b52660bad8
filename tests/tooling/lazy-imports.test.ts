import { globSync, readFileSync } from "node:fs"
import { resolve } from "node:path"
import { pathToFileURL } from "node:url"

import * as v from "valibot"
import { expect, test } from "vitest"

// By address: configs lie outside the source folders, where no import path leads.
const config: unknown = await import(pathToFileURL(resolve("oxlint.config.ts")).href)
const { sees } = v.parse(v.object({ sees: v.record(v.string(), v.array(v.string())) }), config)

test("what is loaded lazily obeys the layers too, which the linter's rule does not see", () => {
  const faults = globSync("src/**/*.{ts,tsx}").flatMap((file) =>
    lazyImports(readFileSync(file, "utf8"))
      .filter((path) => !mayLoad(file, path))
      .map((path) => `${file} loads ${path}`),
  )

  expect(faults).toEqual([])
})

test.each([
  ["src/features/register/register.tsx", "#/features/import/preview.tsx"],
  ["src/domain/season.ts", "#/data/write.ts"],
  ["src/ui/page.tsx", "../app/router.tsx"],
])("%s may not load %s", (file, path) => {
  expect(mayLoad(file, path)).toBe(false)
})

test("the rule knows a lazy import when it sees one", () => {
  expect(lazyImports('const page = lazy(() => import("#/features/today/today.tsx"))')).toEqual([
    "#/features/today/today.tsx",
  ])
})

function lazyImports(source: string): string[] {
  return [...source.matchAll(/\bimport\(\s*["'`]([^"'`]+)["'`]/g)].map(([, path]) => path ?? "")
}

function mayLoad(file: string, path: string): boolean {
  const layer = file.split(/[/\\]/)[1] ?? ""
  if (path.includes("../")) return false
  if (layer === "features" && /^#\/features\/[^/]+\//.test(path)) return false
  const other = /^#\/([^/]+)\//.exec(path)?.[1]
  return other === undefined || other === layer || (sees[layer] ?? []).includes(other)
}
