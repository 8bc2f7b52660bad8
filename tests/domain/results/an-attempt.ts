import { aPairFile } from "#tests/domain/instrument/a-pair-instrument.ts"

import { assert } from "#/base/assert.ts"
import type { Answers, Instrument } from "#/domain/instrument/instrument.ts"
import { decodeInstrument } from "#/domain/instrument/read-instrument.ts"
import type { Attempt } from "#/domain/sitting.ts"

type PairFile = ReturnType<typeof aPairFile>

/** Twenty pairs with Klimov's key, changed as a test needs it. */
export function aPairInstrument(change: (file: PairFile) => void = () => undefined): Instrument {
  const file = aPairFile()
  change(file)
  const read = decodeInstrument(file)
  assert(read.kind === "instrument", JSON.stringify(read))
  return read.instrument
}

const steps = [0, 1, 2, 3, 4]

/** Scales of so many statements each, answered on five steps: 0 to 4 points. */
export function aRatingInstrument(scales: readonly string[], each = 2): Instrument {
  const said = (ru: string) => ({ ru })
  const read = decodeInstrument({
    format: "bortzhurnal-instrument",
    code: "ratings-of-the-test",
    version: 1,
    title: said("Шкалы"),
    about: said("О чём"),
    instruction: said("Отметь"),
    licence: "CC0",
    credit: said("по мотивам"),
    minutes: [5, 10],
    grades: [8, 11],
    answering: "rating",
    balance: "equal",
    scales: scales.map((id) => ({ id, title: said(id), about: said(id) })),
    bands: [],
    items: scales.flatMap((scale) =>
      Array.from({ length: each }, (_, index) => ({
        id: `${scale}${index + 1}`,
        text: said(`${scale}${index + 1}`),
        options: steps.map((points) => ({
          id: `p${points}`,
          text: said(String(points)),
          points: { [scale]: points },
        })),
      })),
    ),
    breaks: [],
  })
  assert(read.kind === "instrument", JSON.stringify(read))
  return read.instrument
}

/** Every statement of a scale answered with so many points. */
export function rated(instrument: Instrument, points: Readonly<Record<string, number>>): Answers {
  return Object.fromEntries(
    instrument.items.map(({ id, options }) => {
      const scale = Object.keys(options[0]?.points ?? {})[0] ?? ""
      return [id, `p${points[scale] ?? 0}`]
    }),
  )
}

/** Always the option of the scale that comes first in the list; of the others the first one of the pair. */
export function choosing(instrument: Instrument, ...likes: readonly string[]): Answers {
  return Object.fromEntries(
    instrument.items.map(({ id, options }) => {
      const liked = likes
        .map((scale) => options.find(({ points }) => (points[scale] ?? 0) > 0))
        .find((option) => option !== undefined)
      return [id, (liked ?? options[0])?.id ?? ""]
    }),
  )
}

let attempts = 0

/** A finished attempt, unless told otherwise. */
export function anAttempt(
  instrument: Instrument,
  answers: Answers,
  given: Partial<Attempt> = {},
): Attempt {
  attempts += 1
  return {
    id: `attempt-${attempts}`,
    activity: "activity",
    pupil: `pupil-${attempts}`,
    instrument: instrument.code,
    version: instrument.version,
    startedAt: attempts * 1_000,
    end: { kind: "finished", at: attempts * 1_000 + 500 },
    seconds: 300,
    answers,
    parts: [],
    ...given,
  }
}
