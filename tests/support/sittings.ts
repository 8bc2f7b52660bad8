import { aCell, aRecord } from "#tests/support/shown.ts"

import { must } from "#/base/assert.ts"
import { sittingOf, type Sitting } from "#/domain/sitting.ts"

type Told = {
  readonly id?: string
  readonly activity?: string
  readonly pupil: string
  readonly instrument?: string
  readonly version?: number
  readonly startedAt?: number
  /** Left out for one that was put away. */
  readonly finishedAt?: number
  readonly seconds?: number
  readonly answers?: Readonly<Record<string, string>>
  readonly continues?: string
}

let made = 0

/** A sitting as the tablet holds it: by default of klimov-pairs, put away after a minute without an answer. */
export function aSitting({ id, ...told }: Told): Sitting {
  const cells = {
    activity: "activity",
    instrument: "klimov-pairs",
    version: 1,
    startedAt: (made += 1),
    seconds: 60,
    answers: {},
    ...told,
  }
  const shown = Object.entries(cells).map(([name, value]) => [name, aCell(value)])
  return must(sittingOf(aRecord("sitting", id ?? `sitting-${made}`, Object.fromEntries(shown))))
}
