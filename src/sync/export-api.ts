import * as v from "valibot"

import { exportKinds, exportWays } from "#/domain/export-note.ts"

import type { Endpoint } from "./api.ts"

/** So many notes in one request. */
export const notesPerRequestMax = 100

/** More pupils no school has. */
const pupilsMax = 100_000

const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const id = v.pipe(v.string(), v.regex(/^[\w-]{1,80}$/))

const note = v.strictObject({
  /** Made on the tablet: a note that is told twice is written down once. */
  id,
  /** When it was, by the server's clock as the tablet knows it. */
  at: whole,
  what: v.picklist(exportKinds),
  how: v.picklist(exportWays),
  pupils: v.pipe(whole, v.maxValue(pupilsMax)),
})
export type ToldExport = v.InferOutput<typeof note>

function endpoint<Request, Answer>(given: Endpoint<Request, Answer>): Endpoint<Request, Answer> {
  return given
}

/** Asked for after a sync and never by a screen: it does not come with the first one. */
export const exportApi = {
  /** Lists that have left the tablet as a file or on paper, for the journal of access. */
  noteExports: endpoint({
    method: "POST",
    path: "/api/exports",
    request: v.strictObject({
      device: id,
      notes: v.pipe(v.array(note), v.minLength(1), v.maxLength(notesPerRequestMax)),
    }),
    answer: v.object({ noted: whole }),
  }),
} as const
