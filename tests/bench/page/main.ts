import { floorPull, floorPush, floorWrites, type Rows } from "./floor.ts"
import { handOverClass, readSittings } from "./pupils.ts"
import { scoreSittings } from "./score.ts"
import { seedApp, type Seeding } from "./seed.ts"
import {
  joinSchool,
  journal,
  openTablet,
  recordSync,
  save,
  syncNow,
  type Exchange,
} from "./tablet.ts"
import { lockTablet, unlockTablet } from "./unlock.ts"
import { makeYear, registerEdit, type Year, type YearSize } from "./year.ts"

let year: Year | undefined

/** How the benchmark drives the product inside the browser. */
const bench = {
  openTablet,
  joinSchool,
  syncNow,
  recordSync,

  /** Classes, pupils and planned lessons, a class at a time. */
  plan: async (size: YearSize): Promise<void> => {
    year = makeYear(size)
    for (const edits of year.plan) await save(edits)
  },

  /** Every lesson's register, one save each, as when the last pupil is marked. Milliseconds of each save. */
  markAll: async (): Promise<readonly number[]> => {
    const saves: number[] = []
    for (const [place, lesson] of (year?.lessons ?? []).entries()) {
      const edit = registerEdit(lesson, place)
      const began = performance.now()
      await save([edit])
      saves.push(performance.now() - began)
    }
    return saves
  },

  /** The rows that {@link markAll} left, for the floor to repeat. */
  writtenRows: async (): Promise<Rows> => {
    const { meta, records, outbox, history } = journal().database
    const ids = (year?.lessons ?? []).map((lesson, place) => registerEdit(lesson, place).id)
    const [device, rows, ops, past] = await Promise.all([
      meta.get("device"),
      records.bulkGet(ids),
      outbox.where("rec").anyOf(ids).toArray(),
      history.where("rec").anyOf(ids).toArray(),
    ])
    return {
      meta: device === undefined ? [] : [device],
      records: rows.filter((row) => row !== undefined),
      outbox: ops,
      history: past.map(({ k: _k, ...line }) => line),
    }
  },

  /** How many marks the tablet holds, for the benchmark to see that it measured what it says. */
  marksHeld: async (): Promise<number> => {
    const rows = await journal()
      .database.records.filter(({ kind }) => kind === "register")
      .toArray()
    const cells = rows.flatMap(({ open }) => [
      ...new Set([...Object.keys(open.base), ...Object.keys(open.own)]),
    ])
    return cells.filter((name) => name.startsWith("m:")).length
  },

  lockTablet,
  unlockTablet,
  scoreSittings,

  handOverClass,
  readSittings,

  seedApp: (asked: Seeding) => seedApp(asked),

  floorWrites,
  floorPush,
  floorPull,
}

export type Bench = typeof bench
export type { Exchange, Rows }

declare global {
  var bench: Bench
}

globalThis.bench = bench
