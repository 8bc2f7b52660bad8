import type { Day } from "./day.ts"

/** How long pupils of these grades may look at a tablet, in minutes. Undefined where the norm says nothing. */
export interface TabletRule {
  readonly grades: readonly [from: number, to: number]
  /** In a school day, all lessons together. */
  readonly perDay: number
  /** In one lesson. */
  readonly perLesson: number
  /** Without a break. */
  readonly continuous: number | undefined
}

/** A norm as data: it is replaced by another by adding one, never by changing the code. */
export interface TabletNorms {
  readonly code: "sp-2.4.3648-20"
  readonly from: Day
  /** The first day on which it no longer holds. */
  readonly until: Day
  readonly rules: readonly TabletRule[]
}

/**
 * СП 2.4.3648-20, 3.5.4 and 3.5.5 with the tables of СанПиН 1.2.3685-21; in force until 1 January 2027. The minutes in a
 * lesson are believed and not confirmed. The oldest first.
 */
export const tabletNorms: readonly [TabletNorms, ...TabletNorms[]] = [
  {
    code: "sp-2.4.3648-20",
    from: "2021-01-01",
    until: "2027-01-01",
    rules: [
      { grades: [5, 9], perDay: 60, perLesson: 20, continuous: 15 },
      { grades: [10, 11], perDay: 80, perLesson: 20, continuous: undefined },
    ],
  },
]

/** last-known: none is known for that day, and the latest one that was stands in, to be shown as such. */
export interface NormOn {
  readonly kind: "in-force" | "last-known"
  readonly norms: TabletNorms
  readonly rule: TabletRule
}

/** The norm for a grade on a day; undefined for grades of which none speaks, and before the first. */
export function normOn(
  day: Day,
  grade: number,
  known: readonly TabletNorms[] = tabletNorms,
): NormOn | undefined {
  const norms = [...known].reverse().find(({ from }) => from <= day)
  const rule = norms?.rules.find(({ grades: [from, to] }) => from <= grade && grade <= to)
  if (norms === undefined || rule === undefined) return undefined
  return { kind: day < norms.until ? "in-force" : "last-known", norms, rule }
}

/** A time that one pupil spent at a tablet: a sitting that has ended, or the one that is running. */
export interface TabletSpell {
  readonly activity: string
  readonly day: Day
  /** Without pauses. */
  readonly seconds: number
}

/** Seconds of one pupil at tablets. */
export interface TabletTime {
  /** The longest spell of this lesson. */
  readonly continuous: number
  readonly lesson: number
  readonly day: number
}

/** How long a pupil has been at tablets on a day, and in one lesson of that day. */
export function tabletTime(
  spells: readonly TabletSpell[],
  { activity, day }: { readonly activity: string; readonly day: Day },
): TabletTime {
  const ofDay = spells.filter((spell) => spell.day === day)
  const ofLesson = ofDay.filter((spell) => spell.activity === activity)
  return {
    continuous: Math.max(0, ...ofLesson.map(({ seconds }) => seconds)),
    lesson: sum(ofLesson),
    day: sum(ofDay),
  }
}

/** The same with one more spell in this lesson: what it would come to. */
export function withSpell(time: TabletTime, seconds: number): TabletTime {
  return {
    continuous: Math.max(time.continuous, seconds),
    lesson: time.lesson + seconds,
    day: time.day + seconds,
  }
}

export interface OverNorm {
  readonly of: "day" | "lesson" | "continuous"
  readonly minutes: number
  readonly max: number
}

/** Where a time goes over the norm, the gravest first. It is for a warning: nothing is ever closed by it. */
export function overNorm(time: TabletTime, rule: TabletRule): readonly OverNorm[] {
  const limits = [
    ["day", rule.perDay],
    ["lesson", rule.perLesson],
    ["continuous", rule.continuous],
  ] as const
  return limits.flatMap(([of, max]) =>
    max !== undefined && time[of] > max * 60 ? [{ of, minutes: minutesOf(time[of]), max }] : [],
  )
}

/** Begun minutes: 61 seconds are two, so that a time over a norm never reads like the norm itself. */
export function minutesOf(seconds: number): number {
  return Math.ceil(seconds / 60)
}

function sum(spells: readonly TabletSpell[]): number {
  return spells.reduce((total, { seconds }) => total + seconds, 0)
}
