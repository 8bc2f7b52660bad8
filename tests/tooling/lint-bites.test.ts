import { spawnSync } from "node:child_process"
import { globSync, readdirSync, readFileSync } from "node:fs"

import * as v from "valibot"
import { describe, expect, test } from "vitest"

const planted = "tests/forbidden/src"

const Report = v.object({
  diagnostics: v.array(
    v.object({
      code: v.string(),
      filename: v.string(),
      labels: v.array(v.object({ span: v.object({ line: v.number() }) })),
    }),
  ),
})

describe("the linter", () => {
  test("catches every planted fault and accuses no line beside it", () => {
    const caught = lint()

    expect(caught.sort()).toEqual(expected().sort())
  })

  test("has a planted fault for every layer there is", () => {
    expect(folders(planted)).toEqual(expect.arrayContaining(folders("src")))
  })
})

/** Every finding as `file:line rule`. */
function lint(): string[] {
  const run = spawnSync(
    process.execPath,
    [
      "node_modules/oxlint/bin/oxlint",
      "-c",
      "tests/forbidden/planted.config.ts",
      "-f",
      "json",
      planted,
    ],
    { encoding: "utf8", maxBuffer: 64 * 1024 * 1024 },
  )
  return v
    .parse(Report, JSON.parse(run.stdout))
    .diagnostics.map(
      ({ code, filename, labels }) => `${filename}:${labels[0]?.span.line ?? 0} ${code}`,
    )
}

/** Every line of the planted files that ends in `// caught: rule`, as `file:line rule`. */
function expected(): string[] {
  return globSync(`${planted}/**/*.ts`).flatMap((file) =>
    readFileSync(file, "utf8")
      .split("\n")
      .flatMap((line, index) => {
        const rule = /\/\/ caught: (.+)$/.exec(line)?.[1]
        return rule === undefined ? [] : [`${file}:${index + 1} ${rule}`]
      }),
  )
}

function folders(parent: string): string[] {
  return readdirSync(parent, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
}
