import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { gzipSync } from "node:zlib"

import * as v from "valibot"

import { must } from "#/base/assert.ts"

import { kilobytes, printTable } from "./table.ts"

const scriptBytesMax = 160_000

const Listed = v.array(v.object({ url: v.string() }))

type Sizes = {
  /** Gzip, as the server packs it. */
  readonly script: number
  readonly style: number
  readonly page: number
  /** Scripts of the other screens. */
  readonly later: number
  readonly stored: number
  readonly storedPacked: number
  readonly files: number
}

/** What index.html loads before the first screen is there, and what the worker stores. */
export async function benchSize(app: string, shell: string): Promise<void> {
  const [ours, bare] = await Promise.all([sizesOf(app), sizesOf(shell)])
  printTable({
    title: "Sizes, gzip",
    lines: [
      {
        what: "scripts before «Сегодня»",
        ratio: ours.script / bare.script,
        against: `bare shell, ${kilobytes(bare.script)}`,
        figure: kilobytes(ours.script),
        aim: `≤ ${kilobytes(scriptBytesMax)}`,
        met: ours.script <= scriptBytesMax,
      },
      { what: "styles before «Сегодня»", figure: kilobytes(ours.style) },
      { what: "index.html", figure: kilobytes(ours.page) },
      {
        what: "scripts of the other screens, as they are asked for",
        figure: kilobytes(ours.later),
      },
      {
        what: "stored by the worker",
        ratio: ours.storedPacked / bare.storedPacked,
        against: `bare shell, ${kilobytes(bare.storedPacked)}`,
        figure: `${kilobytes(ours.storedPacked)} fetched, ${kilobytes(ours.stored)} stored, ${ours.files} files`,
      },
    ],
  })
}

async function sizesOf(folder: string): Promise<Sizes> {
  const page = await readFile(join(folder, "index.html"), "utf8")
  const named = [...page.matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g)].map(([, name = ""]) => name)
  const scripts = named.filter((name) => name.endsWith(".js"))
  const styles = named.filter((name) => name.endsWith(".css"))
  const stored = await storedBy(folder)
  const later = stored.filter((url) => url.endsWith(".js") && !named.includes(url))
  const bytes = await Promise.all(stored.map((url) => readFile(join(folder, url))))
  return {
    script: await packedAll(folder, scripts),
    style: await packedAll(folder, styles),
    page: packed(Buffer.from(page)),
    later: await packedAll(folder, later),
    stored: bytes.reduce((sum, { length }) => sum + length, 0),
    storedPacked: bytes.reduce((sum, file) => sum + packed(file), 0),
    files: stored.length,
  }
}

/** The list inside the built worker. */
async function storedBy(folder: string): Promise<readonly string[]> {
  const worker = await readFile(join(folder, "sw.js"), "utf8")
  const list = must(
    /\[\{"(?:integrity|revision)":[^\]]*\]/.exec(worker)?.[0],
    "the worker holds a list",
  )
  return v.parse(Listed, JSON.parse(list)).map(({ url }) => url)
}

async function packedAll(folder: string, names: readonly string[]): Promise<number> {
  const sizes = await Promise.all(
    names.map(async (name) => packed(await readFile(join(folder, name)))),
  )
  return sizes.reduce((sum, size) => sum + size, 0)
}

function packed(bytes: Uint8Array): number {
  return gzipSync(bytes, { level: 9 }).length
}
