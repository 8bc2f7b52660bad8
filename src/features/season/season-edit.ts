import type { Json } from "#/base/json.ts"
import type { AttemptLimits } from "#/domain/attempts.ts"
import type { Day } from "#/domain/day.ts"
import { recordIds } from "#/domain/record-ids.ts"
import type { Edit, ShownRecord } from "#/domain/record.ts"
import type { Season } from "#/domain/season.ts"

/** Changes a season's own cells: dates, and steps the school does without. */
function seasonEdit(season: Season, cells: Readonly<Record<string, Json>>): Edit {
  return {
    id: recordIds.season(season.code),
    kind: "season",
    cells: { code: season.code, ...cells },
  }
}

export function stepDatesEdit(
  season: Season,
  step: string,
  dates: { readonly from: Day; readonly due: Day } | null,
): Edit {
  return seasonEdit(season, {
    [`from:${step}`]: dates?.from ?? null,
    [`due:${step}`]: dates?.due ?? null,
  })
}

export function skipEdit(season: Season, step: string, isSkipped: boolean): Edit {
  return seasonEdit(season, { [`skip:${step}`]: isSkipped ? true : null })
}

export function seasonDatesEdit(
  season: Season,
  dates: { readonly start: Day; readonly end: Day },
): Edit {
  return seasonEdit(season, dates)
}

/** How often one diagnostic may be taken, or after how many days again; undefined takes the limit away. */
export function attemptsEdit(
  season: Season,
  limit: keyof AttemptLimits,
  value: number | undefined,
): Edit {
  return seasonEdit(season, { [limit]: value ?? null })
}

/** Every date back to the preset's; undefined when nobody changed one. */
export function resetDatesEdit(season: Season, record: ShownRecord | undefined): Edit | undefined {
  const changed = Object.entries(record?.cells ?? {})
    .filter(([name, { value }]) => isDate(name) && value !== null)
    .map(([name]) => [name, null] as const)
  return changed.length === 0 ? undefined : seasonEdit(season, Object.fromEntries(changed))
}

function isDate(cell: string): boolean {
  return cell === "start" || cell === "end" || cell.startsWith("from:") || cell.startsWith("due:")
}

export function hasOwnDates(record: ShownRecord | undefined, step: string): boolean {
  const cells = record?.cells ?? {}
  return [`from:${step}`, `due:${step}`].some((name) => (cells[name]?.value ?? null) !== null)
}
