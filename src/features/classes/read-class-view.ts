import type { Journal } from "#/data/journal.ts"
import { readClass, readClassNames, type ClassReading } from "#/data/read-class.ts"
import { readOpenByIds } from "#/data/read-open.ts"
import { readPeople } from "#/data/read-people.ts"
import { readSeason } from "#/data/read-season.ts"
import { clashesOf } from "#/domain/clash.ts"
import { consentOf } from "#/domain/consent.ts"
import type { Day } from "#/domain/day.ts"
import { classSeason, type ClassSeason, type StepState } from "#/domain/participation.ts"
import type { Pupil } from "#/domain/pupil.ts"
import { recordIds } from "#/domain/record-ids.ts"
import type { Season } from "#/domain/season.ts"

import { consentKindOf, type ConsentKind } from "./consent-cell.tsx"

/** Everything the screen of one class shows. */
export interface ClassView extends ClassReading {
  readonly season: Season
  readonly glance: ClassSeason
  /** To diagnostics at school, by pupil. */
  readonly consents: ReadonlyMap<string, ConsentKind>
  readonly people: ReadonlyMap<string, string>
  /** «7Б» by id: of every class where a clash is about the class of a pupil, else empty. */
  readonly classNames: ReadonlyMap<string, string>
  /** Whether anything is ever sent from here; without a server nothing waits to be. */
  readonly sends: boolean
}

export interface Asking {
  readonly classId: string
  readonly today: Day
  readonly sends: boolean
}

/** «none» when the tablet does not hold the class. */
export async function readClassView(
  journal: Journal,
  { classId, today, sends }: Asking,
): Promise<ClassView | "none"> {
  const [reading, season, people] = await Promise.all([
    readClass(journal, classId),
    readSeason(journal, today),
    readPeople(journal),
  ])
  if (reading === undefined) return "none"
  const { schoolClass, pupils, archived, activities } = reading
  const isBetweenClasses = [...pupils, ...archived].some(({ record }) =>
    clashesOf(record).some(({ cell }) => cell === "class"),
  )
  const classNames = isBetweenClasses ? await readClassNames(journal) : new Map<string, string>()
  const reckon = (list: readonly Pupil[]): ClassSeason =>
    classSeason(season, schoolClass.grade, { pupils: list.map(({ id }) => id), activities })
  const glance = reckon(pupils)
  // Archived pupils keep their steps: their page is still opened from the list of the archive.
  const all = [...glance.states, ...reckon(archived).states]
  const consents = await readConsentKinds(journal, pupils, today)
  const states = new Map(sends ? all : all.map(([id, row]) => [id, row.map(settled)]))
  return { ...reading, season, people, classNames, sends, consents, glance: { ...glance, states } }
}

/** Nothing of a paper is opened for it but its state and its days. */
async function readConsentKinds(
  journal: Journal,
  pupils: readonly Pupil[],
  day: Day,
): Promise<ReadonlyMap<string, ConsentKind>> {
  const records = await readOpenByIds(
    journal,
    pupils.map(({ id }) => recordIds.consent(id, "school")),
  )
  const consents = new Map(
    records.flatMap((record) => {
      const consent = consentOf(record)
      return consent === undefined ? [] : [[consent.pupil, consent] as const]
    }),
  )
  return new Map(pupils.map(({ id, born }) => [id, consentKindOf(consents.get(id), { born, day })]))
}

function settled(state: StepState): StepState {
  return state.kind === "done" ? { ...state, waits: false } : state
}
