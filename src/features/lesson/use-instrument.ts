import type { Journal } from "#/data/journal.ts"
import type { Instrument } from "#/domain/instrument/instrument.ts"
import { instrumentOf } from "#/domain/instruments.ts"
import { useLive } from "#/platform/use-live.ts"

/** other: taken on the platform or on paper, and only marked here · not-here: ours to ask, but not on this tablet. */
export type InstrumentHere = Instrument | "other" | "not-here"

/** The instrument that a code names; undefined until it is known. */
export function useInstrument(code: string): InstrumentHere | undefined {
  // What comes with the app is read once; a school's own may arrive while the screen stands.
  const tables = code === "" || instrumentOf(code) !== undefined ? [] : (["records"] as const)
  return useLive(`instrument ${code}`, (journal) => readInstrument(journal, code), tables)
}

async function readInstrument(journal: Journal, code: string): Promise<InstrumentHere> {
  if (code === "") return "other"
  // Most lessons are no diagnostic.
  const [{ findInstrument }, { isShippedCode }] = await Promise.all([
    import("#/data/find-instrument.ts"),
    import("#/domain/instrument/catalogue.ts"),
  ])
  const found = await findInstrument(journal, code)
  if (found !== undefined) return found
  return instrumentOf(code) !== undefined && !isShippedCode(code) ? "other" : "not-here"
}
