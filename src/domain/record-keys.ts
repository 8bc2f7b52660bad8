import { isGone, textOf, textsOf, type ShownRecord } from "./record.ts"

/**
 * By what a record is looked up on the tablet. Ids, kinds and days only: nothing personal is ever a key,
 * so that the rows can be found while their names are sealed.
 */
export const recordKey = {
  kind: (kind: string): string => kind,
  pupilsOf: (classId: string): string => `pupil@${classId}`,
  activitiesOf: (classId: string): string => `activity@${classId}`,
  activitiesOn: (day: string): string => `day@${day}`,
  clash: "clash",
}

export function keysOf(record: ShownRecord): readonly string[] {
  if (isGone(record)) return []
  switch (record.kind) {
    case "pupil":
      return [recordKey.pupilsOf(textOf(record, "class"))]
    case "activity":
      return [
        recordKey.activitiesOn(textOf(record, "day")),
        ...textsOf(record, "classes").map(recordKey.activitiesOf),
      ]
    case "class":
    case "person":
    case "season":
    case "import":
      return [recordKey.kind(record.kind)]
    default:
      return []
  }
}
