import { readUnsent, type Unsent } from "#/data/plain-rescue.ts"
import { changeRescueNote } from "#/data/rescue.ts"
import { newRescueCode } from "#/sync/rescue-code.ts"
import { readSealed, type OutsideFault, type Sealed } from "#/sync/rescue-seal.ts"
import { bundleInText, textOfBundle } from "#/sync/rescue-text.ts"

import { localDay, localTime } from "./calendar.ts"
import { makeBundle } from "./rescue-bundle.ts"
import type { Services } from "./services.tsx"
import { shareFile } from "./share-file.ts"

/** What came of saving everything unsent to a file. */
export type RescueSaved =
  | { readonly kind: "none" }
  | {
      readonly kind: "saved"
      /** Opens the file where the school's server cannot be asked. Shown once, kept nowhere. */
      readonly code: string
      /** So many changes are in it, the last of this number. */
      readonly count: number
      readonly lastN: number
    }
  /** The person has closed the share sheet. */
  | { readonly kind: "cancelled" }

/** Gives everything unsent to the person as a sealed file. It is remembered that it was, so that nobody is asked again. */
export async function saveRescue(services: Services): Promise<RescueSaved> {
  const code = newRescueCode((length) => crypto.getRandomValues(new Uint8Array(length)))
  const made = await makeBundle(services, { code })
  if (made === "nothing" || made === "no-way") return { kind: "none" }
  const { count, lastN, bytes } = made
  const shared = await shareFile(fileOf(bytes, services.nowMs()))
  if (shared === "cancelled") return { kind: "cancelled" }
  await changeRescueNote(services.journal, { saved: { at: services.nowMs(), lastN } })
  return { kind: "saved", code, count, lastN }
}

/** The name says when; no person stands in it. */
export function fileOf(bytes: Uint8Array, nowMs: number): File {
  const now = new Date(nowMs)
  const name = `bortzhurnal-${localDay(now)}-${localTime(now).replace(":", "")}.txt`
  return new File([textOfBundle(bytes)], name, { type: "text/plain" })
}

/** A bundle that was found in a file or put together from pictures. */
export interface FoundBundle {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly sealed: Sealed
}

export type FoundRescue =
  | { readonly kind: "bundle"; readonly bundle: FoundBundle }
  /** A file of the first releases: open to everyone. */
  | { readonly kind: "plain"; readonly unsent: Unsent }
  | { readonly kind: "fault"; readonly fault: OutsideFault }

/** Larger than a year of work of one tablet. */
const fileBytesMax = 64 * 1024 * 1024

/** What such a file holds. Changes nothing. */
export async function readRescueFile(file: File): Promise<FoundRescue> {
  if (file.size > fileBytesMax) return { kind: "fault", fault: "not-ours" }
  const text = await file.text()
  if (text.trimStart().startsWith("{")) {
    const unsent = readUnsent(text)
    return unsent === undefined ? { kind: "fault", fault: "not-ours" } : { kind: "plain", unsent }
  }
  const bytes = bundleInText(text)
  return bytes === undefined ? { kind: "fault", fault: "not-ours" } : readFoundBytes(bytes)
}

/** What the bytes hold that came as pictures. */
export async function readFoundBytes(bytes: Uint8Array<ArrayBuffer>): Promise<FoundRescue> {
  const read = await readSealed(crypto, bytes)
  if (read.kind === "fault") return read
  return { kind: "bundle", bundle: { bytes, sealed: read.sealed } }
}
