import type { Table } from "#/domain/class-list/read-table.ts"
import type { Day } from "#/domain/day.ts"
import type { Instrument, Text } from "#/domain/instrument/instrument.ts"
import { profileOf } from "#/domain/results/profile.ts"
import { className } from "#/domain/school-class.ts"
import type { Attempt } from "#/domain/sitting.ts"
import { resultWords } from "#/text/results.ts"

import type { ClassResults } from "./read-class-results.ts"

type Words = (typeof resultWords)["ru"]

export interface TableGiven {
  readonly results: ClassResults
  readonly textOf: (text: Text) => string
  readonly dayText: (day: Day) => string
  readonly words: Words
}

/**
 * The results of a session row by row, a column for every scale of every instrument and version that was taken: scores
 * of two versions never stand in one column. What is not finished has no scores.
 */
export function resultsTable(given: TableGiven): Table {
  const { results, textOf, words } = given
  const { export: named } = words
  const instruments = results.pictures.map(({ instrument }) => instrument)
  const isSeveral = instruments.length > 1
  const scaleName = (instrument: Instrument, title: Text): string =>
    isSeveral ? `${textOf(title)} (${instrument.code} ${instrument.version})` : textOf(title)
  const header = [
    named.class,
    named.last,
    named.firstName,
    named.middle,
    named.date,
    named.instrument,
    named.version,
    named.state,
    named.first,
    named.next,
    ...instruments.flatMap((instrument) =>
      instrument.scales.flatMap(({ title }) => {
        const name = scaleName(instrument, title)
        return instrument.bands.length > 0 ? [name, named.bandOf(name)] : [name]
      }),
    ),
  ]
  return [header, ...results.attempts.flatMap((attempt) => rowOf(given, instruments, attempt))]
}

function rowOf(
  given: TableGiven,
  instruments: readonly Instrument[],
  attempt: Attempt,
): readonly (readonly string[])[] {
  const { results, textOf, dayText, words } = given
  const pupil = results.pupils.find(({ id }) => id === attempt.pupil)
  if (pupil === undefined) return []
  const schoolClass = results.classes.find(({ id }) => id === pupil.classId)
  const taken = instruments.find(
    ({ code, version }) => code === attempt.instrument && version === attempt.version,
  )
  const profile = taken === undefined ? undefined : profileOf(taken, attempt)
  const isFinished = profile?.result.isFinished === true
  const leading = profile?.rows.filter((row) => row.isLeading) ?? []
  const namesOf = (some: typeof leading): string =>
    some.map(({ scale }) => textOf(scale.title)).join(", ")
  return [
    [
      schoolClass === undefined ? "" : className(schoolClass),
      pupil.last,
      pupil.first,
      pupil.middle,
      dayText(results.activity.day),
      taken === undefined ? attempt.instrument : textOf(taken.title),
      String(attempt.version),
      stateOf(profile, words),
      namesOf(leading.filter(({ place }) => place?.from === 1)),
      namesOf(leading.filter(({ place }) => place !== undefined && place.from > 1)),
      ...instruments.flatMap((instrument) =>
        instrument.scales.flatMap(({ id }) => {
          const isOwn = instrument === taken && isFinished
          const row = isOwn ? profile?.rows.find(({ scale }) => scale.id === id) : undefined
          const score = row === undefined ? "" : String(row.score)
          const band = row?.band === undefined ? "" : textOf(row.band)
          return instrument.bands.length > 0 ? [score, band] : [score]
        }),
      ),
    ],
  ]
}

function stateOf(profile: ReturnType<typeof profileOf> | undefined, words: Words): string {
  if (profile === undefined) return words.export.unknown
  const { answered, of, isFinished } = profile.result
  return isFinished ? words.export.yes : words.export.no(answered, of)
}

export interface StampGiven {
  readonly results: ClassResults
  readonly finished: number
  /** «данные 14 из 15 планшетов, последний — 18.11 16:40». */
  readonly stamp: string
  readonly madeAt: string
  readonly words: Words
}

/** The second sheet: of what the first one is made, and what it is not. */
export function stampTable({ results, finished, stamp, madeAt, words }: StampGiven): Table {
  const { export: named, notVerdict } = words
  return [
    [named.completeness, ""],
    [named.made, madeAt],
    [named.data, stamp],
    [named.of, String(results.pupils.length + results.locked)],
    [named.finished, String(finished)],
    [named.locked, String(results.locked)],
    [named.notVerdict, notVerdict.own],
  ]
}
