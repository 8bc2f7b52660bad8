import { save } from "#tests/support/services.tsx"

import { shippedInstrument, type ShippedCode } from "#/domain/instrument/catalogue.ts"
import { exampleInstrument } from "#/domain/instrument/example-instrument.ts"
import { instrumentFile } from "#/domain/instrument/instrument-file.ts"
import type { Answers, Instrument } from "#/domain/instrument/instrument.ts"
import { recordIds } from "#/domain/record-ids.ts"
import type { Services } from "#/platform/services.tsx"

export interface SittingGiven {
  readonly activity: string
  readonly pupil: string
  readonly answers: Answers
  readonly instrument?: string
  readonly version?: number
  /** False for one that was put away before its end. */
  readonly isFinished?: boolean
  readonly startedAt?: number
  readonly continues?: string
}

/** Puts what a pupil answered on the tablet, finished unless told otherwise, and gives its id. */
export async function aSitting(services: Services, given: SittingGiven): Promise<string> {
  const { instrument = "klimov-pairs", version = 1, isFinished = true, continues } = given
  const { startedAt = services.nowMs() } = given
  const id = services.newId()
  const cells = {
    activity: given.activity,
    pupil: given.pupil,
    instrument,
    version,
    startedAt,
    seconds: 300,
    answers: given.answers,
    ...(isFinished && { finishedAt: startedAt + 300_000 }),
    ...(continues !== undefined && { continues }),
  }
  await save(services, [{ id, kind: "sitting", cells }])
  return id
}

/** The school's consent for this pupil, given unless told otherwise. */
export async function aConsent(
  services: Services,
  pupil: string,
  status: "given" | "withdrawn" = "given",
): Promise<void> {
  const cells = { pupil, purpose: "school", status, day: "2021-10-01", signed: "guardian" }
  const withdrawn = status === "withdrawn" ? { withdrawn: services.today() } : {}
  const id = recordIds.consent(pupil, "school")
  await save(services, [{ id, kind: "consent", cells: { ...cells, ...withdrawn } }])
}

/** A school's own instrument whose scales speak of different things, and all of it answered by this pupil now. */
export async function aSittingOfOwnProfile(
  services: Services,
  given: Pick<SittingGiven, "activity" | "pupil">,
): Promise<void> {
  const own: Instrument = { ...exampleInstrument, code: "own-habits", reading: "profile" }
  const { code, version } = own
  const cells = { code, version, body: instrumentFile(own) }
  await save(services, [{ id: recordIds.instrument(code, version), kind: "instrument", cells }])
  const answers = answersIn(own, [])
  const startedAt = services.nowMs() + 1
  await aSitting(services, { ...given, instrument: code, version, answers, startedAt })
}

/** Answers of somebody who takes the first of these scales wherever it is offered, then the next. */
export async function answersOf(code: ShippedCode, ...likes: readonly string[]): Promise<Answers> {
  return answersIn(await shippedInstrument(code), likes)
}

function answersIn({ items }: Instrument, likes: readonly string[]): Answers {
  return Object.fromEntries(
    items.map(({ id, options }) => {
      const liked = likes
        .map((scale) => options.find(({ points }) => (points[scale] ?? 0) > 0))
        .find((option) => option !== undefined)
      return [id, (liked ?? options[0])?.id ?? ""]
    }),
  )
}

/** The first so many of these answers. */
export function firstOf(answers: Answers, count: number): Answers {
  return Object.fromEntries(Object.entries(answers).slice(0, count))
}
