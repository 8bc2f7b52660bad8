import { numberOf, textOf, valueOf, type Edit, type ShownRecord } from "#/domain/record.ts"

import type { Instrument } from "./instrument.ts"
import { readInstrument } from "./read-instrument.ts"

/** A version of an instrument that the school brought (своя методика). A version never changes; it can be hidden. */
export interface OwnInstrument {
  readonly id: string
  readonly instrument: Instrument
  /** Its file, as it is kept. */
  readonly body: string
  /** Not offered for new diagnostics. Results that were taken with it stay readable. */
  readonly hidden: boolean
  /** Server-corrected milliseconds when it was brought, and by whom. */
  readonly at: number
  readonly by: string
}

/** The instrument that a record holds; undefined for another record, or a file that this version cannot read. */
export function ownInstrumentOf(record: ShownRecord): OwnInstrument | undefined {
  if (record.kind !== "instrument") return undefined
  const body = textOf(record, "body")
  const read = readInstrument(body)
  const { code, version } = read.kind === "instrument" ? read.instrument : {}
  if (read.kind !== "instrument") return undefined
  // A file that says otherwise than its record would be scored under another's name.
  if (code !== textOf(record, "code") || version !== numberOf(record, "version")) return undefined
  const cell = record.cells["body"]
  return {
    id: record.id,
    instrument: read.instrument,
    body,
    hidden: valueOf(record, "hidden") === true,
    at: cell?.at ?? 0,
    by: cell?.by ?? "",
  }
}

/** The newest version of each, by title in Russian order; `offered` are those that are not hidden. */
export function newestOf(
  all: readonly OwnInstrument[],
  which: "offered" | "hidden",
): readonly OwnInstrument[] {
  const offered = newest(all.filter(({ hidden }) => !hidden))
  if (which === "offered") return inOrder([...offered.values()])
  const hidden = [...newest(all)].filter(([code]) => !offered.has(code))
  return inOrder(hidden.map(([, own]) => own))
}

function newest(all: readonly OwnInstrument[]): ReadonlyMap<string, OwnInstrument> {
  const found = new Map<string, OwnInstrument>()
  for (const own of all) {
    const { code, version } = own.instrument
    if (version > (found.get(code)?.instrument.version ?? 0)) found.set(code, own)
  }
  return found
}

function inOrder(all: OwnInstrument[]): readonly OwnInstrument[] {
  return all.sort((one, other) =>
    one.instrument.title.ru.localeCompare(other.instrument.title.ru, "ru"),
  )
}

/** Takes an instrument out of the lists, in all its versions: an older one must not come up in its place. */
export function hideEdits(all: readonly OwnInstrument[], code: string): readonly Edit[] {
  return all
    .filter(({ instrument, hidden }) => instrument.code === code && !hidden)
    .map(({ id }) => hiddenEdit(id, true))
}

export function hiddenEdit(id: string, hidden: boolean): Edit {
  return { id, kind: "instrument", cells: { hidden } }
}
