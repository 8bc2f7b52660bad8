import type { Day } from "#/domain/day.ts"
import type { PersonName } from "#/domain/pupil.ts"

import { folded, tidy } from "./cell-text.ts"
import { respell } from "./latin-twins.ts"

/** A pupil of the school as the import sees one. Absent parts are empty or undefined. */
export interface ExistingPupil {
  readonly id: string
  readonly classId: string
  readonly grade: number
  readonly letter: string
  readonly last: string
  readonly first: string
  readonly middle: string | undefined
  readonly birthDate: Day | undefined
  readonly status: "active" | "archived"
}

/** Surname and first name as they are compared: case, ё/е and Latin look-alikes make no difference. */
export function shortKey(name: Pick<PersonName, "last" | "first">): string {
  return `${plain(name.last)}|${plain(name.first)}`
}

/** The patronymic as it is compared; empty when there is none. */
export function middleKey(name: { readonly middle: string | undefined }): string {
  return plain(name.middle ?? "")
}

/** Whether two names differ only in ё/е: «Алёна» and «Алена». Case makes no difference. */
export function differInYo(left: PersonName, right: PersonName): boolean {
  const yo = (name: PersonName): string =>
    [name.last, name.first, name.middle].map((part) => tidy(part).text.toLowerCase()).join("|")
  return yo(left) !== yo(right) && folded(yo(left)) === folded(yo(right))
}

function plain(part: string): string {
  return folded(respell(tidy(part).text).text).replace(/[- ]+/g, " ")
}
