import { serverRow, type Journal } from "#/data/journal.ts"
import { readQueue, type QueuedRecord, type RefusedChange } from "#/data/read-queue.ts"
import { readByKey } from "#/data/read.ts"
import type { ServerRow } from "#/data/rows.ts"
import { clashesOf } from "#/domain/clash.ts"
import { recordKey } from "#/domain/record-keys.ts"
import { recordKindNames, type RecordKind, type ShownRecord } from "#/domain/record.ts"

import { tellAbout, type Told } from "./about-record.ts"

/** More lines than this nobody reads; the rest is counted. */
export const linesMax = 40

export interface WaitingLine extends QueuedRecord, Told {}
export interface RefusedLine extends RefusedChange, Told {}

export interface ClashLine extends Told {
  readonly rec: string
  /** How many pupils have two marks; 0 when the clash is about a field of the record itself. */
  readonly pupils: number
}

export interface Sending {
  readonly waiting: readonly WaitingLine[]
  readonly waitingRecords: number
  readonly refused: readonly RefusedLine[]
  readonly clashes: readonly ClashLine[]
  readonly server: ServerRow
}

/** All the page about sending shows. */
export async function readSending(journal: Journal): Promise<Sending> {
  const [queue, clashing, server] = await Promise.all([
    readQueue(journal, linesMax),
    readByKey(journal, recordKey.clash),
    serverRow(journal.database),
  ])
  const open = clashing.filter((record) => clashesOf(record).length > 0)
  const subjects = open.map((record) => ({
    rec: record.id,
    kind: kindOf(record),
    cells: {},
  }))
  const tellings = await tellAbout(journal, [...queue.waiting, ...queue.refused, ...subjects])
  const refusedFrom = queue.waiting.length
  const clashesFrom = refusedFrom + queue.refused.length
  return {
    waiting: joined(queue.waiting, tellings),
    waitingRecords: queue.waitingRecords,
    refused: joined(queue.refused, tellings.slice(refusedFrom)),
    clashes: joined(
      open.map((record) => ({ rec: record.id, pupils: pupilsIn(record) })),
      tellings.slice(clashesFrom),
    ),
    server,
  }
}

function joined<Line>(lines: readonly Line[], tellings: readonly Told[]): readonly (Line & Told)[] {
  return lines.flatMap((line, index) => {
    const told = tellings[index]
    return told === undefined ? [] : [{ ...line, ...told }]
  })
}

function kindOf(record: ShownRecord): RecordKind {
  return recordKindNames.find((kind) => kind === record.kind) ?? "school"
}

function pupilsIn(record: ShownRecord): number {
  return clashesOf(record).filter(({ cell }) => cell.startsWith("m:")).length
}
