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
  sittingsOf: (activityId: string): string => `sitting@${activityId}`,
  sittingsOfPupil: (pupilId: string): string => `sitting@${pupilId}`,
  recommendationsOf: (activityId: string): string => `recommendation@${activityId}`,
  recommendationsOfPupil: (pupilId: string): string => `recommendation@${pupilId}`,
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
    case "instrument":
      return [recordKey.kind(record.kind)]
    case "sitting":
      return [
        recordKey.sittingsOf(textOf(record, "activity")),
        recordKey.sittingsOfPupil(textOf(record, "pupil")),
      ]
    case "recommendation":
      return [
        recordKey.recommendationsOf(textOf(record, "activity")),
        recordKey.recommendationsOfPupil(textOf(record, "pupil")),
      ]
    default:
      return []
  }
}
