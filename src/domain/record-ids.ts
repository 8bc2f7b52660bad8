import { uuidOfName } from "#/base/uuid.ts"

import type { ActivityKind } from "./activity-kind.ts"
import type { ConsentPurpose } from "./consent.ts"
import type { Day } from "./day.ts"

/**
 * Ids that two tablets compute alike without having met, so that the same class, lesson or register made
 * twice offline is one record. `turn` counts from 1 and is raised when the id is taken by something
 * that has since become another (a class renamed, a lesson moved to another day).
 */
export const recordIds = {
  school: (): string => uuidOfName("school"),
  season: (code: string): string => uuidOfName(`season ${code}`),
  schoolClass: (named: { year: number; grade: number; letter: string }, turn = 1): string =>
    uuidOfName(`class ${named.year} ${named.grade} ${named.letter} ${turn}`),
  activity: (
    planned: { kind: ActivityKind; day: Day; classes: readonly string[]; author: string },
    turn = 1,
  ): string => {
    // Without a class nothing but the author tells two events of one day apart.
    const whose =
      planned.classes.length > 0 ? [...planned.classes].sort().join(" ") : planned.author
    return uuidOfName(`activity ${planned.kind} ${planned.day} ${whose} ${turn}`)
  },
  consent: (pupil: string, purpose: ConsentPurpose): string =>
    uuidOfName(`consent ${pupil} ${purpose}`),
  register: (activity: string): string => uuidOfName(`register ${activity}`),
  checklist: (activity: string): string => uuidOfName(`checklist ${activity}`),
  /** A version of an instrument is one thing, whoever brings it. */
  instrument: (code: string, version: number): string =>
    uuidOfName(`instrument ${code} ${version}`),
  recommendation: (activity: string, pupil: string): string =>
    uuidOfName(`recommendation ${activity} ${pupil}`),
  template: (kind: ActivityKind, band: string): string => uuidOfName(`template ${kind} ${band}`),
}
