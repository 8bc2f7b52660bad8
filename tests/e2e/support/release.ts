import { createHash } from "node:crypto"
import { cp, mkdtemp, readdir, readFile, rename as renameFile, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"

import * as v from "valibot"

import { must } from "#/base/assert.ts"

const Entry = v.object({ url: v.string(), revision: v.nullable(v.string()), integrity: v.string() })
type Entry = v.InferOutput<typeof Entry>

const pages = ["index.html", "pupil.html"]
const listInWorker = /\[\{"integrity":[^\]]*\]/

/**
 * A release of the app in a folder of its own: the build, told apart by `<html data-release="…">` and by one part that
 * only this release has, `/assets/part-of-….js`. Much faster than building again.
 * @param change rewrites the built scripts of this release
 */
export async function makeRelease(
  name: string,
  change?: (script: string) => string,
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), `bortzhurnal-release-${name}-`))
  await cp("dist", folder, { recursive: true })
  const mark = (page: string): string => page.replace("<html ", `<html data-release="${name}" `)
  for (const page of pages) await edit(join(folder, page), mark)
  await writeFile(join(folder, partOf(name)), `export const part = "${name}"\n`)

  const built = manifestOf(await readFile("dist/sw.js", "utf8"))
  const rename = change === undefined ? same : await changeScripts(folder, { name, change })
  const urls = [...built.map((entry) => rename(entry.url)), partOf(name)]
  const entries = await Promise.all(urls.map((url) => entryOf(folder, url)))
  await edit(join(folder, "sw.js"), (worker) =>
    worker.replace(listInWorker, () => JSON.stringify(entries)),
  )
  return folder
}

const same = (text: string): string => text

type Changed = { readonly name: string; readonly change: (script: string) => string }

/** Other bytes have another name, as a build would have it. Returns how a text names the scripts now. */
async function changeScripts(folder: string, { name, change }: Changed): Promise<typeof same> {
  const assets = join(folder, "assets")
  const scripts = (await readdir(assets)).filter((file) => /-[\w-]{8}\.js$/.test(file))
  const names = new RegExp(scripts.map((file) => file.replaceAll(".", "\\.")).join("|"), "g")
  const rename = (text: string): string =>
    text.replace(names, (file) => file.replace(/\.js$/, `-${name}.js`))
  for (const page of pages) await edit(join(folder, page), rename)
  for (const file of scripts) {
    await edit(join(assets, file), (script) => rename(change(script)))
    await renameFile(join(assets, file), join(assets, rename(file)))
  }
  return rename
}

/** A script of a release that wants the tablet's database one version higher, as an upgrade of the schema does. */
export function withNewerSchema(script: string): string {
  const lastVersion = /(this\.version\((\d+)\)\.stores\(\{[^{}]*\}\))\}\}/
  const version = Number(lastVersion.exec(script)?.[2])
  if (Number.isNaN(version)) return script
  return script
    .replace(lastVersion, `$1,this.version(${version + 1}).stores({later:"id"})}}`)
    .replace(`.version>${version * 10}`, `.version>${version * 10 + 10}`)
}

/** The path of the part that only the release of this name has. */
export function partOf(name: string): string {
  return `assets/part-of-${name}.js`
}

/** The list of files inside a built worker; throws when one of them has no digest. */
export function manifestOf(worker: string): Entry[] {
  const list = must(listInWorker.exec(worker)?.[0], "the built worker holds its list")
  return v.parse(v.array(Entry), JSON.parse(list))
}

export function digestOf(bytes: Uint8Array): string {
  return `sha384-${createHash("sha384").update(bytes).digest("base64")}`
}

async function entryOf(folder: string, url: string): Promise<Entry> {
  const bytes = await readFile(join(folder, url))
  const revision = url.startsWith("assets/") ? null : createHash("md5").update(bytes).digest("hex")
  // The digest first, as Workbox writes it: the list is found by it.
  return { integrity: digestOf(bytes), revision, url }
}

async function edit(file: string, change: (text: string) => string): Promise<void> {
  await writeFile(file, change(await readFile(file, "utf8")))
}
