import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"

import { createSqliteStore } from "#/server/sqlite-store.ts"

import { Disk, leavings, type Leaving } from "./disk.ts"
import type { DiskEvent } from "./recording.ts"

export interface Replayed {
  readonly images: number
  readonly events: number
  readonly promises: number
  /** Images that did not open or lacked what a tablet had been promised. */
  readonly broken: readonly string[]
}

/** Memory, where there is some: an image lives for some milliseconds. */
const nearby = existsSync("/dev/shm") ? "/dev/shm" : tmpdir()

/**
 * Cuts the power after each recorded event, every way a disk may leave it (evenly fewer when `images` are fewer),
 * starts the real server's store on what is left and looks for all that had been promised until then.
 */
export async function replay(
  events: readonly DiskEvent[],
  { images, draw }: { images: number; draw: (below: number) => number },
): Promise<Replayed> {
  const folder = mkdtempSync(join(nearby, "images-"))
  const disk = new Disk()
  const promised = new Map<string, number>()
  const broken: string[] = []
  const step = (events.length * leavings.length) / images
  let [made, next, place] = [0, 0, 0]
  for (const [index, event] of events.entries()) {
    disk.apply(event)
    if (event.kind === "promise") promised.set(event.device, event.last)
    for (const leaving of leavings) {
      place += 1
      // More images than places: the same place again, for the dice fall differently.
      for (; next < place; next += step) {
        const fault = await look(folder, disk.afterCut(leaving, draw), promised)
        made += 1
        if (fault !== undefined) broken.push(describe(index, leaving, fault))
      }
    }
  }
  rmSync(folder, { recursive: true, force: true })
  const promises = events.filter(({ kind }) => kind === "promise").length
  return { images: made, events: events.length, promises, broken }
}

function describe(index: number, leaving: Leaving, fault: string): string {
  return `cut after event ${index}, left: ${leaving}: ${fault}`
}

/** What is wrong with the database that is found, or undefined. */
async function look(
  folder: string,
  files: ReadonlyMap<string, Buffer>,
  promised: ReadonlyMap<string, number>,
): Promise<string | undefined> {
  const file = join(folder, "bortzhurnal.sqlite")
  for (const suffix of ["", "-wal", "-shm", "-journal"]) rmSync(file + suffix, { force: true })
  for (const [name, bytes] of files) writeFileSync(file + name, bytes)
  try {
    const store = createSqliteStore(file)
    const fault = lackOf(file, promised)
    await store.close()
    return fault
  } catch (fault) {
    return `it does not open: ${String(fault)}`
  }
}

function lackOf(file: string, promised: ReadonlyMap<string, number>): string | undefined {
  const database = new DatabaseSync(file, { readOnly: true })
  try {
    const rows = database
      .prepare("SELECT device, max(n) AS last, count(*) AS ops FROM op GROUP BY device")
      .all()
    for (const [device, last] of promised) {
      const row = rows.find((one) => one["device"] === device)
      const [there, ops] = [Number(row?.["last"] ?? 0), Number(row?.["ops"] ?? 0)]
      if (there < last) return `${device} was promised ${last} ops, ${there} are there`
      if (ops !== there) return `${device} has ${ops} ops up to the number ${there}`
    }
    return undefined
  } finally {
    database.close()
  }
}
