import { activityOf, type Activity } from "./activity.ts"
import { consentOf, gateFor } from "./consent.ts"
import type { Day } from "./day.ts"
import { classSeason, type HeldActivity, type StepColumn } from "./participation.ts"
import { pupilOf } from "./pupil.ts"
import { recordIds } from "./record-ids.ts"
import { isGone, textOf, type ShownRecord } from "./record.ts"
import { registerOf } from "./register.ts"
import { schoolClassOf, type SchoolClass } from "./school-class.ts"
import { isOfSeason, seasonWay } from "./season-way.ts"
import { presetFor, requiredFor, seasonOf, type Season } from "./season.ts"

/** What is counted of a group of pupils: a grade, a school, a city. */
export interface Counts {
  readonly classes: number
  readonly pupils: number
  /** Pupils who may be tested today by the school's own consent. */
  readonly consents: number
  /** Activities of the season that were held. */
  readonly held: number
  readonly steps: readonly StepCounts[]
}

export interface StepCounts {
  readonly step: string
  /** 1 for the first time, 2 for the second of a step that is taken twice. */
  readonly time: number
  /** Classes in which it was held, and which should hold it. */
  readonly heldIn: number
  readonly classes: number
  /** Pupils who took part, and who should. */
  readonly done: number
  readonly of: number
}

export interface SchoolCounts extends Counts {
  readonly season: string
  readonly grades: readonly (Counts & { readonly grade: number })[]
}

/** Everything a school's counts are reckoned from. */
export interface SchoolRecords {
  readonly school: ShownRecord | undefined
  /** Records of changed seasons, of which the school works by one. */
  readonly seasons: readonly ShownRecord[]
  readonly classes: readonly ShownRecord[]
  readonly pupils: readonly ShownRecord[]
  readonly consents: readonly ShownRecord[]
  readonly activities: readonly ShownRecord[]
  readonly registers: readonly ShownRecord[]
}

/** A school by step and grade, reckoned as its own screen of the season does. No name comes near it. */
export function schoolCounts(records: SchoolRecords, today: Day): SchoolCounts {
  const { school } = records
  const preset = presetFor(school === undefined ? "" : textOf(school, "season"), today)
  const changed = records.seasons.find(({ id }) => id === recordIds.season(preset.code))
  const season = seasonOf(preset, changed)
  const classes = records.classes.map(schoolClassOf).filter(({ archived }) => !archived)
  const activities = records.activities
    .flatMap((record) => activityOf(record) ?? [])
    .filter((activity) => isOfSeason(activity, season))
  const ground = groundOf(records, activities, today)
  const grades = [...new Set(classes.map(({ grade }) => grade))].sort((one, other) => one - other)
  return {
    season: season.code,
    ...countsOf(season, classes, ground),
    grades: grades.map((grade) => ({
      grade,
      ...countsOf(
        season,
        classes.filter((one) => one.grade === grade),
        ground,
      ),
    })),
  }
}

interface Ground {
  readonly pupils: ReadonlyMap<string, readonly string[]>
  readonly consented: ReadonlySet<string>
  readonly activities: readonly HeldActivity[]
}

function groundOf(records: SchoolRecords, activities: readonly Activity[], today: Day): Ground {
  const consents = new Map(records.consents.map((record) => [record.id, record]))
  const pupils = new Map<string, string[]>()
  const consented = new Set<string>()
  for (const record of records.pupils) {
    const { id, classId, status, born } = pupilOf(record)
    if (status === "archived" || isGone(record)) continue
    const consent = consentOf(consents.get(recordIds.consent(id, "school")))
    if (gateFor(consent, { born, day: today }).kind === "open") consented.add(id)
    const group = pupils.get(classId)
    if (group === undefined) pupils.set(classId, [id])
    else group.push(id)
  }
  const registers = new Map(records.registers.map((record) => [record.id, record]))
  return {
    pupils,
    consented,
    activities: activities.map((activity) => {
      const here = activity.classes.flatMap((id) => pupils.get(id) ?? []).map((id) => ({ id }))
      const register = registers.get(recordIds.register(activity.id))
      return { activity, register: registerOf(activity, register, here) }
    }),
  }
}

function countsOf(season: Season, classes: readonly SchoolClass[], ground: Ground): Counts {
  const ids = new Set(classes.map(({ id }) => id))
  const ours = ground.activities.filter(({ activity }) =>
    activity.classes.some((id) => ids.has(id)),
  )
  const all = ours.map(({ activity }) => activity)
  const rows = classes.map(({ id, grade }) => ({
    grade,
    ...classSeason(season, grade, {
      pupils: ground.pupils.get(id) ?? [],
      activities: ours.filter(({ activity }) => activity.classes.includes(id)),
    }),
  }))
  const { columns } = classSeason(season, 0, { pupils: [], activities: [] })
  const ways = seasonWay(season, classes, all)
  const stepCounts = ({ step, time }: StepColumn, place: number): StepCounts => ({
    step: step.code,
    time,
    heldIn: ways.find((way) => way.step.code === step.code)?.held ?? 0,
    classes: classes.filter(({ grade }) => requiredFor(step, grade)).length,
    done: sumOf(rows, ({ progress }) => progress[place]?.done ?? 0),
    of: sumOf(rows, ({ progress }) => progress[place]?.of ?? 0),
  })
  return {
    classes: classes.length,
    pupils: sumOf(classes, ({ id }) => ground.pupils.get(id)?.length ?? 0),
    consents: sumOf(
      classes,
      ({ id }) => (ground.pupils.get(id) ?? []).filter((one) => ground.consented.has(one)).length,
    ),
    held: all.filter(({ status }) => status === "held").length,
    steps: columns.map(stepCounts),
  }
}

/** Groups counted together: a city out of its schools. Steps are known by code, whatever season a school works by. */
export function sumOfCounts(groups: readonly Counts[]): Counts {
  const keys = new Map(
    groups.flatMap(({ steps }) =>
      steps.map(({ step, time }) => [`${step} ${time}`, { step, time }]),
    ),
  )
  return {
    classes: sumOf(groups, ({ classes }) => classes),
    pupils: sumOf(groups, ({ pupils }) => pupils),
    consents: sumOf(groups, ({ consents }) => consents),
    held: sumOf(groups, ({ held }) => held),
    steps: [...keys.values()].map(({ step, time }) => {
      const same = groups.flatMap(({ steps }) =>
        steps.filter((one) => one.step === step && one.time === time),
      )
      return {
        step,
        time,
        heldIn: sumOf(same, ({ heldIn }) => heldIn),
        classes: sumOf(same, ({ classes }) => classes),
        done: sumOf(same, ({ done }) => done),
        of: sumOf(same, ({ of }) => of),
      }
    }),
  }
}

function sumOf<Item>(items: readonly Item[], countOf: (item: Item) => number): number {
  return items.reduce((sum, item) => sum + countOf(item), 0)
}
