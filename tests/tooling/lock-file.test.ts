import { readFileSync } from "node:fs"
import { join } from "node:path"

import { describe, expect, test } from "vitest"

interface Entry {
  readonly integrity?: string
  readonly resolved?: string
  readonly link?: boolean
  readonly optionalDependencies?: Record<string, string>
}
type Packages = Readonly<Record<string, Entry>>

/** What would make a clean install fail, or tell where this machine downloads from. */
function faultsIn(packages: Packages): readonly string[] {
  return Object.entries(packages).flatMap(([place, entry]) => [
    ...(place !== "" && entry.link !== true && entry.integrity === undefined
      ? [`no integrity: ${place}`]
      : []),
    ...(entry.resolved === undefined ? [] : [`names a host: ${place}`]),
    ...Object.keys(entry.optionalDependencies ?? {})
      .filter((name) => !resolves(packages, place, name))
      .map((name) => `no entry for optional ${name} of ${place}`),
  ])
}

/** Walks up from `place` as Node does, so that nested copies count. */
function resolves(packages: Packages, place: string, name: string): boolean {
  for (let base = place; ; base = base.replace(/(^|\/)node_modules\/(@[^/]+\/)?[^/]+$/, "")) {
    if (packages[`${base === "" ? "" : `${base}/`}node_modules/${name}`] !== undefined) return true
    if (base === "") return false
  }
}

const lock = JSON.parse(
  readFileSync(join(import.meta.dirname, "../../package-lock.json"), "utf8"),
) as { packages: Packages }

describe("the lock file", () => {
  test("is complete, vouches for every package and names no host", () => {
    expect(faultsIn(lock.packages)).toEqual([])
  })

  test("would not pass with a host, without integrity or with a missing platform package", () => {
    const planted: Packages = {
      "": { optionalDependencies: { absent: "1.0.0" } },
      "node_modules/a": { resolved: "a-host", integrity: "sha512-x" },
      "node_modules/b": {},
    }
    expect(faultsIn(planted)).toEqual([
      "no entry for optional absent of ",
      "names a host: node_modules/a",
      "no integrity: node_modules/b",
    ])
  })
})
