import type { ActivityKind } from "./activity-kind.ts"
import type { Day } from "./day.ts"

export interface StepPreset {
  readonly code: string
  readonly kind: ActivityKind | null
  readonly grades: readonly number[]
  readonly from: Day
  readonly due: Day
  readonly byPupil: boolean
  readonly times?: number
}

export interface SeasonPreset {
  readonly code: string
  readonly start: Day
  readonly end: Day
  readonly steps: readonly StepPreset[]
}

const all = [6, 7, 8, 9, 10, 11]

/**
 * Seasons as data. 2021: the city's letter of 04.10.2021 № 15/719 — training 13.09–30.10, pupils' events
 * 01.10–30.11 (the letter's «31 ноября» does not exist), the lesson for grades 6–9. Dates inside the
 * events' window are ours and can be changed by the school, like everything here.
 */
const season2021: SeasonPreset = {
  code: "2021",
  start: "2021-09-13",
  end: "2021-11-30",
  steps: [
    {
      code: "training",
      kind: "training",
      grades: [],
      from: "2021-09-13",
      due: "2021-10-30",
      byPupil: false,
    },
    {
      code: "consents",
      kind: null,
      grades: all,
      from: "2021-10-01",
      due: "2021-10-31",
      byPupil: false,
    },
    {
      code: "lesson",
      kind: "lesson",
      grades: [6, 7, 8, 9],
      from: "2021-10-01",
      due: "2021-11-30",
      byPupil: true,
    },
    {
      code: "diagnostic",
      kind: "diagnostic",
      grades: all,
      from: "2021-10-01",
      due: "2021-11-30",
      byPupil: true,
    },
    {
      code: "consultation",
      kind: "consultation",
      grades: all,
      from: "2021-10-01",
      due: "2021-11-30",
      byPupil: true,
    },
    {
      code: "exhibition",
      kind: "exhibition",
      grades: all,
      from: "2021-10-01",
      due: "2021-11-30",
      byPupil: true,
    },
    {
      code: "trial",
      kind: "trial",
      grades: all,
      from: "2021-10-01",
      due: "2021-11-30",
      byPupil: true,
      times: 2,
    },
    {
      code: "parents",
      kind: "parents",
      grades: [],
      from: "2021-10-01",
      due: "2021-11-30",
      byPupil: false,
    },
    {
      code: "teachers",
      kind: "teachers",
      grades: [],
      from: "2021-10-01",
      due: "2021-11-30",
      byPupil: false,
    },
  ],
}

/**
 * «Россия — мои горизонты» 2026/27: Thursdays of the school year, 34 lessons, levels from 40 hours. The dates
 * of single steps are suggestions of ours (no official text at hand) and can be changed.
 */
const rmg2026: SeasonPreset = {
  code: "rmg-2026-27",
  start: "2026-09-01",
  end: "2027-05-31",
  steps: [
    {
      code: "training",
      kind: "training",
      grades: [],
      from: "2026-09-01",
      due: "2026-11-30",
      byPupil: false,
    },
    {
      code: "consents",
      kind: null,
      grades: all,
      from: "2026-09-01",
      due: "2026-10-15",
      byPupil: false,
    },
    {
      code: "lesson",
      kind: "lesson",
      grades: all,
      from: "2026-09-03",
      due: "2027-05-27",
      byPupil: true,
    },
    {
      code: "diagnostic",
      kind: "diagnostic",
      grades: all,
      from: "2026-10-01",
      due: "2026-12-25",
      byPupil: true,
    },
    {
      code: "consultation",
      kind: "consultation",
      grades: all,
      from: "2026-10-15",
      due: "2027-02-26",
      byPupil: true,
    },
    {
      code: "exhibition",
      kind: "exhibition",
      grades: all,
      from: "2026-10-01",
      due: "2027-04-30",
      byPupil: true,
    },
    {
      code: "trial",
      kind: "trial",
      grades: all,
      from: "2026-10-01",
      due: "2027-04-30",
      byPupil: true,
      times: 2,
    },
    {
      code: "parents",
      kind: "parents",
      grades: [],
      from: "2026-09-15",
      due: "2027-05-14",
      byPupil: false,
    },
    {
      code: "teachers",
      kind: "teachers",
      grades: [],
      from: "2026-09-15",
      due: "2027-05-14",
      byPupil: false,
    },
  ],
}

export const seasonPresets: readonly [SeasonPreset, SeasonPreset] = [season2021, rmg2026]
