import { assert } from "#/base/assert.ts"
import { bringInstrument } from "#/domain/instrument/bring-instrument.ts"
import { exampleInstrument } from "#/domain/instrument/example-instrument.ts"
import type { Edit } from "#/domain/record.ts"

/** The edit that brings a school's own instrument: the example, under its code `primer`. */
export function ownInstrument(version = 1, title = "Мысль или дело"): Edit {
  const bringing = bringInstrument({ ...exampleInstrument, version, title: { ru: title } }, [])
  assert(bringing.kind === "new", bringing.kind)
  return bringing.edit
}
