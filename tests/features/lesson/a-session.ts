import { aClass, aLesson, aPupil, aTablet, save } from "#tests/support/services.tsx"

import type { Json } from "#/base/json.ts"
import { shippedInstrument, type ShippedCode } from "#/domain/instrument/catalogue.ts"
import { recordIds } from "#/domain/record-ids.ts"
import type { Services } from "#/platform/services.tsx"

export interface SessionStory {
  /** «Фамилия Имя Отчество», everybody with a consent unless told otherwise. */
  readonly names: readonly string[]
  readonly instrument?: string
  readonly grade?: number
  /** By the number of the pupil in `names`. */
  readonly marks?: Readonly<Record<number, string>>
  readonly withoutConsent?: readonly number[]
  readonly refused?: readonly number[]
  readonly cells?: Readonly<Record<string, Json>>
  readonly day?: string
  readonly tablet?: Parameters<typeof aTablet>[0]
}

export interface StagedSession {
  readonly services: Services
  readonly classId: string
  readonly activity: string
  readonly pupils: readonly string[]
  /** Puts a sitting of this diagnostic into the journal, as another tablet would send it. Gives its id. */
  readonly sat: (pupil: number, told: Sat) => Promise<string>
}

export interface Sat {
  /** How many items were answered; all of them make it finished. */
  readonly answered: number
  readonly seconds?: number
  readonly startedAt?: number
  readonly activity?: string
  readonly instrument?: ShippedCode
  readonly continues?: string
}

/** A class, its consents and a diagnostic in it. */
export async function aStagedSession(story: SessionStory): Promise<StagedSession> {
  const services = await aTablet(story.tablet)
  const classId = await aClass(services, { grade: story.grade ?? 8 })
  const pupils: string[] = []
  for (const name of story.names) pupils.push(await aPupil(services, classId, name))
  const closed = new Set(story.withoutConsent)
  for (const [index, pupil] of pupils.entries()) {
    if (closed.has(index)) continue
    const status = story.refused?.includes(index) === true ? "refused" : "given"
    await giveConsent(services, pupil, status)
  }
  const marks = Object.fromEntries(
    Object.entries(story.marks ?? {}).map(([index, mark]) => [pupils[Number(index)] ?? "", mark]),
  )
  const activity = await aLesson(services, {
    kind: "diagnostic",
    classes: [classId],
    cells: { instrument: story.instrument ?? "klimov-pairs", stage: "first", ...story.cells },
    ...(story.day === undefined ? {} : { day: story.day }),
    ...(story.marks === undefined ? {} : { marks, list: pupils }),
  })
  const sat = async (pupil: number, told: Sat): Promise<string> => {
    const id = services.newId()
    const { items, version, code } = await shippedInstrument(told.instrument ?? "klimov-pairs")
    const startedAt = told.startedAt ?? services.nowMs() - 600_000
    const answers = items
      .slice(0, told.answered)
      .map((item) => [item.id, item.options[0]?.id ?? ""])
    const isWhole = told.answered >= items.length
    const cells: Record<string, Json> = {
      activity: told.activity ?? activity,
      pupil: pupils[pupil] ?? "",
      instrument: code,
      version,
      startedAt,
      seconds: told.seconds ?? 240,
      answers: Object.fromEntries(answers),
      ...(isWhole ? { finishedAt: startedAt + 240_000 } : {}),
      ...(told.continues === undefined ? {} : { continues: told.continues }),
    }
    await save(services, [{ id, kind: "sitting", cells }])
    return id
  }
  return { services, classId, activity, pupils, sat }
}

export async function giveConsent(
  services: Services,
  pupil: string,
  status: "given" | "refused" | "withdrawn" = "given",
): Promise<void> {
  const cells = { pupil, purpose: "school", status, day: "2021-10-04", signed: "guardian" }
  await save(services, [{ id: recordIds.consent(pupil, "school"), kind: "consent", cells }])
}
