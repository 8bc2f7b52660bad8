import { tellGroups, type ToldGroup } from "#/domain/area-counts.ts"
import { completenessOf, type Completeness } from "#/domain/completeness.ts"
import { recordIds } from "#/domain/record-ids.ts"
import type { RecordKind, ShownRecord } from "#/domain/record.ts"
import {
  schoolCounts,
  sumOfCounts,
  type Counts,
  type SchoolCounts,
} from "#/domain/school-counts.ts"
import type { AreaPart, AreaSummary } from "#/sync/area-api.ts"

import { describeArea, withMember } from "./areas.ts"
import { textIn } from "./changes.ts"
import { isTablet } from "./devices.ts"
import { readPerson } from "./person.ts"
import type { Scope } from "./scope.ts"
import type { Services } from "./services.ts"
import { shownOf } from "./shown.ts"
import type { SchoolRows } from "./store.ts"

interface CountedSchool {
  readonly name: string
  readonly counts: SchoolCounts
}

interface Kept extends CountedSchool {
  /** The school's sequence and the day for which it was reckoned: nothing else can change it. */
  readonly seq: number
  readonly today: string
}

/** What was reckoned before. A city looks at itself all day, and few of its schools have changed meanwhile. */
export type SummaryCache = Map<string, Kept>

type Tablets = AreaPart["tablets"]

interface Part {
  readonly id: string
  readonly name: string
  readonly kind: AreaPart["kind"]
  readonly schools: number
  readonly season: string | null
  readonly tablets: Tablets
  readonly counts: Counts
  readonly grades: readonly (Counts & { readonly grade: number })[]
}

/** The counts of an area's schools, or of a region's municipalities. Undefined when the scope is a school's. */
export async function areaSummary(
  services: Services,
  cache: SummaryCache,
  scope: Scope,
): Promise<AreaSummary | undefined> {
  const found = await services.store.transaction(async (tx) => ({
    area: await describeArea(tx, scope),
    members: await tx.school(scope).members(),
  }))
  if (found.area === undefined) return undefined
  const { area, members } = found
  const parts: Part[] = []
  for (const member of members) {
    const asked = { area: area.id, member: member.school }
    const part =
      member.kind === "school"
        ? await schoolPart(services, cache, asked)
        : await municipalityPart(services, cache, asked)
    if (part !== undefined) parts.push(part)
  }
  const { name, kind } = area
  return tell({ area: { name, kind }, at: services.nowMs() }, parts)
}

function tell(head: Pick<AreaSummary, "area" | "at">, parts: readonly Part[]): AreaSummary {
  const byGrade = parts.map(({ grades, counts }) =>
    tellGroups(
      grades.map((grade) => ({ counts: grade })),
      counts,
    ),
  )
  const given = parts.map(({ counts }, place) => {
    const own = byGrade[place]?.total
    return own === undefined ? { counts } : { counts, told: own }
  })
  const told = tellGroups(given, sumOfCounts(parts.map(({ counts }) => counts)))
  return {
    ...head,
    parts: parts.flatMap(({ grades, ...part }, place) => {
      const counts = told.each[place]
      if (counts === undefined) return []
      const own = grades.flatMap(({ grade }, at) => {
        const group = byGrade[place]?.each[at]
        return group === undefined ? [] : [{ grade, counts: written(group) }]
      })
      return [{ ...part, counts: written(counts), grades: own }]
    }),
    total: {
      schools: parts.reduce((sum, { schools }) => sum + schools, 0),
      tablets: sumOfTablets(parts.map(({ tablets }) => tablets)),
      counts: written(told.total),
    },
  }
}

function written({ steps, ...group }: ToldGroup): AreaPart["counts"] {
  return { ...group, steps: [...steps] }
}

interface Asked {
  readonly area: string
  readonly member: string
}

async function schoolPart(
  services: Services,
  cache: SummaryCache,
  asked: Asked,
): Promise<Part | undefined> {
  const now = services.nowMs()
  return withMember(services, asked, async (tx, scope) => {
    const rows = tx.school(scope)
    const { seq } = await rows.lock()
    const today = new Date(now).toISOString().slice(0, 10)
    const kept = cache.get(scope.school)
    const isSame = kept !== undefined && kept.seq === seq && kept.today === today
    const counted = isSame ? kept : { seq, today, ...(await countSchool(rows, today)) }
    cache.set(scope.school, counted)
    const { name, counts } = counted
    const { season, grades } = counts
    const tablets = stampOf(await tabletsOf(rows, now))
    return { id: scope.school, name, kind: "school", schools: 1, season, tablets, counts, grades }
  })
}

async function municipalityPart(
  services: Services,
  cache: SummaryCache,
  asked: Asked,
): Promise<Part | undefined> {
  const found = await withMember(services, asked, async (tx, scope) => ({
    area: await describeArea(tx, scope),
    members: await tx.school(scope).members(),
  }))
  if (found?.area === undefined) return undefined
  const { id, name } = found.area
  const schools: Part[] = []
  for (const { school } of found.members) {
    const part = await schoolPart(services, cache, { area: id, member: school })
    if (part !== undefined) schools.push(part)
  }
  const grades = [...new Set(schools.flatMap((school) => school.grades.map(({ grade }) => grade)))]
  return {
    id,
    name,
    kind: "municipality",
    schools: schools.length,
    season: null,
    tablets: sumOfTablets(schools.map(({ tablets }) => tablets)),
    counts: sumOfCounts(schools.map(({ counts }) => counts)),
    grades: grades
      .sort((one, other) => one - other)
      .map((grade) => ({
        grade,
        ...sumOfCounts(
          schools.flatMap((school) => school.grades.filter((one) => one.grade === grade)),
        ),
      })),
  }
}

async function countSchool(rows: SchoolRows, today: string): Promise<CountedSchool> {
  const of = async (kind: RecordKind): Promise<readonly ShownRecord[]> =>
    (await rows.recordsOf(kind)).map(shownOf)
  const school = await rows.record(recordIds.school())
  const counts = schoolCounts(
    {
      school: school === undefined ? undefined : shownOf(school),
      seasons: await of("season"),
      classes: await of("class"),
      pupils: await of("pupil"),
      consents: await of("consent"),
      activities: await of("activity"),
      registers: await of("register"),
    },
    today,
  )
  return { name: textIn(school, "name") ?? "", counts }
}

async function tabletsOf(rows: SchoolRows, now: number): Promise<Completeness> {
  const people = new Map((await rows.recordsOf("person")).map((record) => [record.id, record]))
  const devices = (await rows.devices()).filter(isTablet)
  return completenessOf(
    devices.map(({ id, person, seenAt, told, wipe }) => ({
      id,
      person,
      seenAt,
      waiting: told?.waiting ?? null,
      counts: wipe === "no" && readPerson(people.get(person))?.revoked === false,
    })),
    now,
  )
}

function stampOf({ of, full, lastAt }: Completeness): Tablets {
  return { of, full, lastAt }
}

function sumOfTablets(all: readonly Tablets[]): Tablets {
  const times = all.flatMap(({ lastAt }) => (lastAt === null ? [] : [lastAt]))
  return {
    of: all.reduce((sum, { of }) => sum + of, 0),
    full: all.reduce((sum, { full }) => sum + full, 0),
    lastAt: times.length === 0 ? null : Math.max(...times),
  }
}
