import { spawnSync } from "node:child_process"
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

import { startServer, type TestServer } from "#tests/e2e/support/server.ts"
import { Books, type ReadRows } from "#tests/faults/books.ts"
import { FaultSchool, type FaultTablet } from "#tests/faults/tablet.ts"

import { recordIds } from "#/domain/record-ids.ts"
import type { Edit } from "#/domain/record.ts"
import { checkConsistency } from "#/server/consistency.ts"
import { databaseIn } from "#/server/data-folder.ts"
import { createSqliteStore } from "#/server/sqlite-store.ts"

import { readDatabase } from "./read-database.ts"

const year = 2021
/** The drill is about the data: it needs no built app. */
const withoutScreens = ["--dev"]
const sevenB = recordIds.schoolClass({ year, grade: 7, letter: "Б" })

/** What a rehearsed disaster came to. */
export interface Rehearsed {
  /** Ops that the server had acknowledged and the copy did not hold: what the tablets had to send again. */
  readonly sentAgain: number
  /** From the loss of the machine to the first answer of the new one. */
  readonly backAfterMs: number
  /** In words; empty when nothing was finally lost, doubled or different. */
  readonly faults: readonly string[]
}

/** How the copy is put back. Another one than the command's is a planted fault. */
export type PutBack = (place: { readonly data: string; readonly copy: string }) => void

/**
 * A school's worst day: tablets work, a copy is made, they work on and are told that it is on the server, then
 * the server's disk is gone. The newest copy is put on an empty machine by the command that the operator has; the
 * tablets come back: one that sent since the copy, one that has been away since before it, that of a teacher who
 * joined after it and is unknown now, and one that is new.
 */
export async function rehearse(
  seed: number,
  putBack: PutBack = restoreByCommand,
): Promise<Rehearsed> {
  const server = await startServer({ flags: withoutScreens })
  const copies = mkdtempSync(join(tmpdir(), "bortzhurnal-copies-"))
  const told = new Books()
  try {
    const url = (): string => server.url
    const school = await FaultSchool.found(url, await server.setupLink())
    const anna = await school.tablet("Иванова Анна", [])
    await anna.write({ id: sevenB, kind: "class", cells: { year, grade: 7, letter: "Б" } })
    await settle([anna])
    const head = await school.headTablet()
    const away = await school.tablet("Смирнов Борис", [sevenB])
    const hands = [anna, head, away]
    const write = writerOf(told, seed)
    for (const hand of hands) await write(hand, 3)
    await settle(hands)
    backUpByCommand(server.dataFolder, copies)

    await write(away, 2)
    const late = await school.tablet("Кузнецова Дарья", [sevenB])
    for (const hand of [anna, head, late]) await write(hand, 5)
    await settle([anna, head, late])
    await write(late, 1)
    const sentAgain = opsIn(databaseIn(server.dataFolder)) - opsIn(newest(copies))

    await server.kill()
    rmSync(server.dataFolder, { recursive: true })
    const lostAt = performance.now()
    mkdirSync(server.dataFolder)
    putBack({ data: server.dataFolder, copy: newest(copies) })
    const contradictions = await contradictionsIn(server.dataFolder)
    await server.restart()
    const backAfterMs = performance.now() - lostAt

    // The one that was away comes first: what the others sent meanwhile is not there yet.
    const returned = await school.again(late, [sevenB])
    const all = [away, anna, head, returned, await school.tablet("Гусева Вера", [sevenB])]
    const stuck = await settle(all)
    const wrong = await told.faults(all, rowsOf(server))
    return { sentAgain, backAfterMs, faults: [...contradictions, ...stuck, ...wrong] }
  } finally {
    await server.stop()
    rmSync(copies, { recursive: true, force: true })
  }
}

function writerOf(books: Books, seed: number): (hand: FaultTablet, count: number) => Promise<void> {
  let made = seed * 1_000
  return async (hand, count) => {
    for (let index = 0; index < count; index += 1) {
      const token = `запись ${(made += 1)}`
      const id = `01890000-0000-7000-8000-${String(made).padStart(12, "0")}`
      const pupil: Edit = { id, kind: "pupil", cells: { class: sevenB, last: token } }
      await books.write(hand, pupil, token)
    }
  }
}

/** Until every tablet has come to rest twice: once for its own news, once for those of the others. */
async function settle(tablets: readonly FaultTablet[]): Promise<readonly string[]> {
  const passesMax = 8
  let restful = 0
  for (let pass = 0; pass < passesMax && restful < 2; pass += 1) {
    const kinds: string[] = []
    for (const tablet of tablets) kinds.push((await tablet.sync()).kind)
    restful = kinds.every((kind) => kind === "quiet") ? restful + 1 : 0
  }
  return restful === 2 ? [] : ["the tablets did not come to rest"]
}

function backUpByCommand(data: string, to: string): void {
  command("src/server/backup.ts", ["--data", data, "--to", to])
}

export function restoreByCommand({ data, copy }: { data: string; copy: string }): void {
  command("src/server/restore.ts", ["--data", data, "--from", copy])
}

function command(script: string, args: readonly string[]): void {
  const { status, stderr } = spawnSync(process.execPath, [script, ...args], { encoding: "utf8" })
  if (status !== 0) throw new Error(`${script} failed: ${stderr}`)
}

function newest(folder: string): string {
  const copies = readdirSync(folder).filter((name) => name.endsWith(".sqlite"))
  return join(folder, copies.sort().at(-1) ?? "no copy")
}

async function contradictionsIn(data: string): Promise<readonly string[]> {
  const store = createSqliteStore(databaseIn(data))
  try {
    const { findings } = await checkConsistency(store)
    return findings.map(({ what, id }) => `the copy contradicts itself: ${what} ${id}`)
  } finally {
    await store.close()
  }
}

function opsIn(file: string): number {
  return Number(
    readDatabase(file, "SELECT count(*) AS ops FROM op WHERE device <> 'server'")[0]?.["ops"],
  )
}

function rowsOf(server: TestServer): ReadRows {
  return async (sql) => readDatabase(databaseIn(server.dataFolder), sql)
}
