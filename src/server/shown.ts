import type { ShownRecord } from "#/domain/record.ts"

import type { StoredRecord } from "./store.ts"

/** A stored record as the domain's functions read it, the same ones that the screens use. Nothing waits here. */
export function shownOf({
  id,
  kind,
  cells,
}: Pick<StoredRecord, "id" | "kind" | "cells">): ShownRecord {
  return {
    id,
    kind,
    cells: Object.fromEntries(
      Object.entries(cells).map(([name, cell]) => [name, { ...cell, waits: false }]),
    ),
  }
}
