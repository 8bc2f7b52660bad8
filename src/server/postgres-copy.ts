import { createHash } from "node:crypto"
import { createReadStream, createWriteStream } from "node:fs"
import { Readable } from "node:stream"
import { pipeline } from "node:stream/promises"
import { createGunzip, createGzip } from "node:zlib"

import * as v from "valibot"

import { deviceColumns } from "./columns.ts"
import { DamagedCopy } from "./damaged-copy.ts"

/** The columns of each table, in the order in which rows may be put back. */
export const copiedTables = {
  setting: { name: "text", value: "text" },
  school: { id: "text" },
  head: { school: "text", seq: "bigint", floor: "bigint", server_ops: "bigint" },
  device: { school: "text", ...deviceColumns },
  record: {
    school: "text",
    id: "text",
    kind: "text",
    cells: "text",
    seq: "bigint",
    author: "text",
    parent: "text",
    gone: "smallint",
  },
  feed: {
    school: "text",
    rec: "text",
    feed: "text",
    seq: "bigint",
    joined: "bigint",
    gone: "smallint",
  },
  lesson: { school: "text", activity: "text", class: "text", leader: "text" },
  op: {
    school: "text",
    device: "text",
    n: "bigint",
    rec: "text",
    kind: "text",
    cells: "text",
    body_hash: "text",
    verdict: "text",
    reason: "text",
    cell: "text",
    seq: "bigint",
    person: "text",
    at: "bigint",
  },
  session: {
    school: "text",
    id: "text",
    person: "text",
    token_hash: "text",
    token_since: "bigint",
    former_hash: "text",
    former_until: "bigint",
    seen_at: "bigint",
    ended: "text",
    proof_hash: "text",
    opened_at: "bigint",
    opened_by: "text",
    stepped_up_at: "bigint",
  },
  passphrase: {
    school: "text",
    person: "text",
    salt: "text",
    hash: "text",
    key_id: "text",
    set_at: "bigint",
  },
  kept_key: {
    school: "text",
    person: "text",
    vault: "text",
    sealed: "text",
    key_id: "text",
    kept_at: "bigint",
  },
  factor: {
    school: "text",
    person: "text",
    secret: "text",
    pending: "text",
    key_id: "text",
    last_step: "bigint",
    codes: "text",
  },
  invitation: {
    school: "text",
    id: "text",
    person: "text",
    token_hash: "text",
    code_hash: "text",
    expires_at: "bigint",
    used_at: "bigint",
    attempt_hash: "text",
    session: "text",
    withdrawn: "smallint",
  },
  audit: {
    school: "text",
    place: "bigint",
    at: "bigint",
    person: "text",
    device: "text",
    what: "text",
    detail: "text",
    hash: "text",
  },
  organisation: {
    school: "text",
    kind: "text",
    parent: "text",
    since: "bigint",
    code_hash: "text",
    code_until: "bigint",
  },
  rescue: {
    school: "text",
    id: "text",
    came_at: "bigint",
    came_from: "text",
    person: "text",
    device: "text",
    made_at: "bigint",
    ops: "bigint",
    about: "text",
    why: "text",
    state: "text",
    decided_at: "bigint",
    decided_by: "text",
    bundle: "text",
  },
} as const satisfies Readonly<
  Record<string, Readonly<Record<string, "text" | "bigint" | "smallint">>>
>

export type CopiedTable = keyof typeof copiedTables

/** Without a school of their own; all other tables are read and written school by school. */
export const commonTables: readonly CopiedTable[] = ["setting", "school"]

export const schoolTables: readonly CopiedTable[] = [
  "head",
  "device",
  "record",
  "feed",
  "lesson",
  "op",
  "session",
  "passphrase",
  "kept_key",
  "factor",
  "invitation",
  "organisation",
  "audit",
]

const value = v.union([v.string(), v.number(), v.null()])
const table = v.picklist([...commonTables, ...schoolTables])
const firstLine = v.strictObject({
  kind: v.literal("bortzhurnal-postgres"),
  version: v.literal(1),
  epoch: v.number(),
  migrations: v.array(v.strictObject({ name: v.string(), checksum: v.string() })),
})
const rowsLine = v.strictObject({
  table,
  school: v.nullable(v.string()),
  rows: v.array(v.array(value)),
})
const lastLine = v.strictObject({ counts: v.record(v.string(), v.number()), sha256: v.string() })

/** What a copy says of itself. `epoch` is that of the database it was made of. */
export type CopyHeader = v.InferOutput<typeof firstLine>

/** Rows of one table, of one school where the table has one; values in the order of {@link copiedTables}. */
export type CopiedRows = v.InferOutput<typeof rowsLine>

/** One line of JSON for the header, one for each bundle of rows, and a last one with counts and the sum of all before. */
export async function writeCopy(
  file: string,
  header: CopyHeader,
  bundles: AsyncIterable<CopiedRows>,
): Promise<void> {
  const lines = async function* lines(): AsyncGenerator<string> {
    const hash = createHash("sha256")
    const counts: Record<string, number> = {}
    const seal = (written: object): string => {
      const line = `${JSON.stringify(written)}\n`
      hash.update(line)
      return line
    }
    yield seal(header)
    for await (const bundle of bundles) {
      counts[bundle.table] = (counts[bundle.table] ?? 0) + bundle.rows.length
      yield seal(bundle)
    }
    yield `${JSON.stringify({ counts, sha256: hash.digest("hex") })}\n`
  }
  await pipeline(Readable.from(lines()), createGzip(), createWriteStream(file, { mode: 0o600 }))
}

/**
 * Reads a copy to its end, handing on its parts. Throws {@link DamagedCopy} when it is not whole and unchanged, which
 * is known only after the last line: what was done with the parts must be undone then.
 */
export async function readCopy(
  file: string,
  { onHeader, onRows }: CopyReader,
): Promise<CopyHeader> {
  const hash = createHash("sha256")
  const counts: Record<string, number> = {}
  let header: CopyHeader | undefined
  let before: string | undefined
  const take = async (line: string): Promise<void> => {
    hash.update(`${line}\n`)
    if (header === undefined) {
      header = parsed(firstLine, line)
      await onHeader?.(header)
      return
    }
    const bundle = parsed(rowsLine, line)
    counts[bundle.table] = (counts[bundle.table] ?? 0) + bundle.rows.length
    await onRows?.(bundle)
  }
  for await (const line of linesOf(file)) {
    if (before !== undefined) await take(before)
    before = line
  }
  const end = parsed(lastLine, before ?? "")
  const isWhole = end.sha256 === hash.digest("hex") && same(end.counts, counts)
  if (header === undefined || !isWhole) throw new DamagedCopy("копия повреждена: суммы не сходятся")
  return header
}

export interface CopyReader {
  readonly onHeader?: (header: CopyHeader) => Promise<void>
  readonly onRows?: (rows: CopiedRows) => Promise<void>
}

/** Line by line by hand: readline does not pass on that a stream broke off. */
async function* linesOf(file: string): AsyncGenerator<string> {
  const source = createReadStream(file)
  const unpacked = createGunzip()
  source.on("error", (fault) => unpacked.destroy(fault))
  source.pipe(unpacked).setEncoding("utf8")
  let rest = ""
  try {
    for await (const chunk of unpacked) {
      const lines = `${rest}${String(chunk)}`.split("\n")
      rest = lines.pop() ?? ""
      yield* lines
    }
  } catch (fault) {
    if (fault instanceof DamagedCopy) throw fault
    const code = fault instanceof Error && "code" in fault ? String(fault.code) : ""
    throw new DamagedCopy(
      code === "ENOENT" ? `${file} не найден` : "копия повреждена: не распаковывается",
    )
  }
  if (rest !== "") throw new DamagedCopy("копия не дописана")
}

function parsed<Schema extends v.GenericSchema>(
  schema: Schema,
  line: string,
): v.InferOutput<Schema> {
  try {
    return v.parse(schema, JSON.parse(line))
  } catch {
    throw new DamagedCopy("это не копия Бортжурнала или она не дописана")
  }
}

function same(
  one: Readonly<Record<string, number>>,
  two: Readonly<Record<string, number>>,
): boolean {
  const names = new Set([...Object.keys(one), ...Object.keys(two)])
  return [...names].every((name) => one[name] === two[name])
}
