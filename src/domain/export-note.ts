/** Lists that can leave a tablet as a file or on paper. */
export const exportKinds = [
  "class-list",
  "register",
  "blank-register",
  "day-list",
  "consent-forms",
  "results",
  "result-sheets",
  "consultation",
  "tickets",
  "month-sheet",
  "summary",
] as const
export type ExportKind = (typeof exportKinds)[number]

export const exportWays = ["file", "print"] as const
export type ExportWay = (typeof exportWays)[number]

/** That a list has left a tablet: what kind of list, how, and how many pupils stood in it. Never who, nor any value. */
export interface ExportNote {
  readonly what: ExportKind
  readonly how: ExportWay
  readonly pupils: number
}
