import type { Day } from "#/domain/day.ts"
import { recordIds } from "#/domain/record-ids.ts"
import { textOf } from "#/domain/record.ts"
import { presetFor, seasonOf, type Season } from "#/domain/season.ts"

import type { Journal } from "./journal.ts"
import { readById } from "./read.ts"

/** The season the school works by on this day: its chosen preset with the dates that people changed. */
export async function readSeason(journal: Journal, today: Day): Promise<Season> {
  const school = await readById(journal, recordIds.school())
  const preset = presetFor(school === undefined ? "" : textOf(school, "season"), today)
  return seasonOf(preset, await readById(journal, recordIds.season(preset.code)))
}
