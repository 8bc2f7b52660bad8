import { fileKind } from "./file-kind.ts"
import { fileBytesMax } from "./limits.ts"
import { refusedFile, type SpreadsheetOutcome } from "./outcome.ts"
import { readTextFile } from "./read-text.ts"
import { readXlsx } from "./xlsx.ts"

/** Reads a table out of a file's bytes. Needs no browser and no network; every fault is an outcome. */
export async function readBytes(bytes: Uint8Array): Promise<SpreadsheetOutcome> {
  if (bytes.length > fileBytesMax) {
    return refusedFile({ why: "too-big", bytes: bytes.length, max: fileBytesMax })
  }
  if (bytes.length === 0) return refusedFile({ why: "empty" })
  const found = fileKind(bytes)
  if (found.kind === "refused") return refusedFile(found.refusal)
  return found.kind === "zip" ? await readXlsx(bytes) : readTextFile(bytes)
}
