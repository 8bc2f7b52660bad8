import { createHash } from "node:crypto"
import { cp, mkdtemp, readFile, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"

import * as v from "valibot"

import { must } from "#/base/assert.ts"

const Manifest = v.array(
  v.object({ url: v.string(), revision: v.nullable(v.string()), integrity: v.string() }),
)

/**
 * A release of the app in a folder of its own: the build, told apart by `<html data-release="…">` and by one part that
 * only this release has, `/assets/part-of-….js`. Much faster than building again.
 */
export async function makeRelease(name: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), `bortzhurnal-release-${name}-`))
  await cp("dist", folder, { recursive: true })
  await edit(join(folder, "index.html"), (page) =>
    page.replace("<html ", `<html data-release="${name}" `),
  )
  await writeFile(join(folder, partOf(name)), `export const part = "${name}"\n`)
  await edit(join(folder, "sw.js"), (worker) => worker.replace(manifestOf(worker), "[MANIFEST]"))
  const built = v.parse(Manifest, JSON.parse(manifestOf(await readFile("dist/sw.js", "utf8"))))
  const urls = [...built.map((entry) => entry.url), partOf(name)]
  const entries = await Promise.all(urls.map((url) => entryOf(folder, url)))
  await edit(join(folder, "sw.js"), (worker) =>
    worker.replace("[MANIFEST]", () => JSON.stringify(entries)),
  )
  return folder
}

export function partOf(name: string): string {
  return `assets/part-of-${name}.js`
}

async function entryOf(
  folder: string,
  url: string,
): Promise<v.InferOutput<typeof Manifest>[number]> {
  const bytes = await readFile(join(folder, url))
  return {
    url,
    revision: url.startsWith("assets/") ? null : createHash("md5").update(bytes).digest("hex"),
    integrity: `sha384-${createHash("sha384").update(bytes).digest("base64")}`,
  }
}

/** The list of files inside the built worker. */
export function manifestOf(worker: string): string {
  return must(/\[\{"integrity":[^\]]*\]/.exec(worker)?.[0], "the built worker holds its manifest")
}

async function edit(file: string, change: (text: string) => string): Promise<void> {
  await writeFile(file, change(await readFile(file, "utf8")))
}
