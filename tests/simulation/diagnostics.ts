import type { Dice } from "./dice.ts"
import type { PersonSetting, SchoolSetting, Setting, Step, Touch } from "./plan.ts"

const answers = ["given", "late", "refused", "withdrawn-before", "withdrawn-after"] as const

/** What a hand does with diagnostics: consents, sittings as a tablet writes them when they end, and what no tablet does. */
export type DiagnosticTouch =
  | {
      readonly what: "diagnostic"
      readonly index: number
      readonly classes: readonly number[]
      readonly leader: number | null
      readonly value: number
    }
  | { readonly what: "consent"; readonly index: number; readonly says: (typeof answers)[number] }
  | {
      readonly what: "sit"
      readonly index: number
      readonly of: number
      readonly isFinished: boolean
      readonly value: number
    }
  /** Writes other answers into a sitting: no screen does that, and no server may take it. */
  | { readonly what: "spoil"; readonly sitting: number; readonly value: number }
  | { readonly what: "take-back"; readonly sitting: number; readonly gone: boolean }
  | {
      readonly what: "recommend"
      readonly index: number
      readonly of: number
      readonly value: number
    }
  | { readonly what: "instrument"; readonly version: number; readonly value: number }

/** When every diagnostic is held. */
export const diagnosticDay = "2021-10-12"
const dayMs = 86_400_000
/** Values of their own: those of the other steps count from one. */
const valuesFrom = 1_000_000

/**
 * The same history with diagnostics in between. By other dice, so that the steps that were there stay what they were: a
 * seed means the same history with and without.
 */
export function withDiagnostics(
  steps: readonly Step[],
  setting: Setting,
  dice: Dice,
): readonly Step[] {
  let value = valuesFrom
  const sittings: number[] = []
  const touchesFor = (
    school: SchoolSetting,
    person: PersonSetting | undefined,
  ): readonly Touch[] => {
    const index = dice.below(school.pupils)
    const of = dice.below(2)
    const own = person?.role === "navigator" ? person.classes : []
    value += 1
    const sitting = dice.one(sittings) ?? value
    const what = dice.weighed({
      diagnostic: 5,
      consent: 8,
      sit: 10,
      spoil: 3,
      "take-back": 2,
      recommend: 3,
      instrument: 1,
    })
    switch (what) {
      case "diagnostic": {
        const classes = [dice.one(own) ?? dice.below(school.classes)]
        const leader = dice.one([null, dice.below(school.people.length)])
        return [{ what, index: of, classes, leader: leader ?? null, value }]
      }
      case "consent":
        return [{ what, index, says: dice.chance(0.5) ? "given" : (dice.one(answers) ?? "given") }]
      case "sit": {
        sittings.push(value)
        const sat = { what, index, of, isFinished: dice.chance(0.7), value } as const
        return dice.chance(0.5) ? [sat] : [{ what: "consent", index, says: "given" }, sat]
      }
      case "spoil":
        return [{ what, sitting, value }]
      case "take-back":
        return [{ what, sitting, gone: dice.chance(0.7) }]
      case "recommend":
        return [{ what, index, of, value }]
      case "instrument":
        return [{ what, version: dice.between(1, 2), value }]
    }
  }
  return steps.flatMap((step): readonly Step[] => {
    if (dice.chance(0.06)) {
      const servers = new Set(setting.schools.map(({ server }) => server)).size
      const erase = { kind: "erase", server: dice.below(servers) } as const
      // A term of thirty days is over, or it is not.
      return dice.chance(0.5) ? [step, erase] : [step, { kind: "pass", ms: 40 * dayMs }, erase]
    }
    if (!dice.chance(0.4)) return [step]
    const tablet = dice.below(setting.tablets.length)
    const { school: at = 0, person = 1 } = setting.tablets[tablet] ?? {}
    const school = setting.schools[at]
    if (school === undefined) return [step]
    const count = dice.one([1, 2, 3, 5])
    const touches = Array.from({ length: count }, () =>
      touchesFor(school, school.people[person]),
    ).flat()
    return [step, { kind: "write", tablet, tab: 0, touches, crashAfter: null }]
  })
}

export function toldOf(touch: DiagnosticTouch): string {
  switch (touch.what) {
    case "diagnostic":
      return `plans diagnostic ${touch.index} in class ${touch.classes.join(" and ")}${touch.leader === null ? "" : `, led by person ${touch.leader}`}`
    case "consent":
      return `notes the consent of pupil ${touch.index} as ${touch.says}`
    case "sit":
      return `writes ${touch.isFinished ? "a" : "an unfinished"} sitting ${touch.value} of pupil ${touch.index} in diagnostic ${touch.of}`
    case "spoil":
      return `writes other answers into sitting ${touch.sitting}`
    case "take-back":
      return `${touch.gone ? "takes" : "does not take"} sitting ${touch.sitting} back`
    case "recommend":
      return `recommends something to pupil ${touch.index} (${touch.value})`
    case "instrument":
      return `brings version ${touch.version} of an instrument (${touch.value})`
  }
}
