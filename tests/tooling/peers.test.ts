import { readFileSync } from "node:fs"
import { join } from "node:path"

import { describe, expect, test } from "vitest"

type Entry = { readonly integrity?: string; readonly resolved?: string }
type Wanted = Readonly<Record<string, string>>

function read(path: string): string {
  return readFileSync(join(import.meta.dirname, "../..", path), "utf8")
}

const folder = "tests/bench/peers"
const peers = JSON.parse(read(`${folder}/package.json`)) as { dependencies: Wanted }
const product = JSON.parse(read("package.json")) as {
  dependencies: Wanted
  devDependencies: Wanted
}
const { packages } = JSON.parse(read(`${folder}/package-lock.json`)) as {
  packages: Record<string, Entry>
}

/** Dependencies whose version may become another one tomorrow. */
function vague(wanted: Wanted): readonly string[] {
  return Object.entries(wanted).flatMap(([name, version]) =>
    /^\d+\.\d+\.\d+$/.test(version) ? [] : [name],
  )
}

/** Packages of a lock file that nobody vouches for, or that say where this machine downloads from. */
function suspicious(locked: Readonly<Record<string, Entry>>): readonly string[] {
  return Object.entries(locked).flatMap(([place, { integrity, resolved }]) =>
    place === "" || (integrity !== undefined && resolved === undefined) ? [] : [place],
  )
}

describe("the packages of the peers", () => {
  test("are asked for in exact versions", () => {
    expect(vague(peers.dependencies)).toEqual([])
    expect(vague({ one: "^1.0.0", two: "latest", three: "1.0.0" })).toEqual(["one", "two"])
  })

  test("are vouched for by a lock file that names no host", () => {
    expect(Object.keys(packages).length).toBeGreaterThan(100)
    expect(suspicious(packages)).toEqual([])
    const planted = { a: { integrity: "sha512-x", resolved: "a-host" }, b: {} }
    expect(suspicious(planted)).toEqual(["a", "b"])
  })

  test("stay out of the product's own install", () => {
    const own = Object.keys({ ...product.dependencies, ...product.devDependencies })
    expect(own.filter((name) => name in peers.dependencies)).toEqual([])
  })
})
