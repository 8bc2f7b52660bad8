import { instrumentCodes } from "#/domain/instruments.ts"
import { recordIds } from "#/domain/record-ids.ts"
import { instrumentLengthMax } from "#/domain/record-schema.ts"
import type { Edit } from "#/domain/record.ts"

import { instrumentFile } from "./instrument-file.ts"
import type { Instrument } from "./instrument.ts"
import { hiddenEdit, type OwnInstrument } from "./own-instrument.ts"

/** What bringing a file would do to the instruments of the school. */
export type Bringing =
  | {
      readonly kind: "new"
      readonly edit: Edit
      /** The newest version that is here; sittings that were taken with it keep it. */
      readonly before: number | undefined
    }
  /** The very same file is here already. `edit` puts it back into the lists where it is hidden. */
  | { readonly kind: "same"; readonly edit: Edit | undefined }
  /** The code belongs to an instrument of the app. */
  | { readonly kind: "code-taken"; readonly code: string }
  /** This version, or a later one, is here with another content. */
  | { readonly kind: "raise-version"; readonly version: number; readonly newest: number }
  | { readonly kind: "too-long"; readonly length: number; readonly max: number }

const taken: ReadonlySet<string> = new Set(instrumentCodes)

/** Whether an instrument of the school may be called so. */
export function isFreeCode(code: string): boolean {
  return !taken.has(code)
}

/**
 * Decides on a file that was read and is sound. A version that sittings may have been taken with never changes: what
 * differs must have a higher number.
 */
export function bringInstrument(instrument: Instrument, own: readonly OwnInstrument[]): Bringing {
  const { code, version } = instrument
  if (!isFreeCode(code)) return { kind: "code-taken", code }
  const body = instrumentFile(instrument)
  if (body.length > instrumentLengthMax) {
    return { kind: "too-long", length: body.length, max: instrumentLengthMax }
  }
  const versions = own.filter((one) => one.instrument.code === code)
  const same = versions.find((one) => one.instrument.version === version && one.body === body)
  if (same !== undefined) {
    return { kind: "same", edit: same.hidden ? hiddenEdit(same.id, false) : undefined }
  }
  const newest = Math.max(0, ...versions.map((one) => one.instrument.version))
  if (version <= newest) return { kind: "raise-version", version, newest }
  return {
    kind: "new",
    edit: {
      id: recordIds.instrument(code, version),
      kind: "instrument",
      cells: { code, version, body },
    },
    before: newest === 0 ? undefined : newest,
  }
}
