import { useRef, useState } from "react"

import { readOwnInstruments } from "#/data/read-own-instruments.ts"
import { bringInstrument, type Bringing } from "#/domain/instrument/bring-instrument.ts"
import type { Instrument } from "#/domain/instrument/instrument.ts"
import { useServices } from "#/platform/services.tsx"
import type { StartReader } from "#/platform/spreadsheet/read-file.ts"
import { instrumentFileWords } from "#/text/instrument-files.ts"
import { useLanguage, useWords } from "#/ui/words.tsx"

import { readBrought, type ReadBrought } from "./read-brought.ts"
import {
  bringingSentence,
  fileSentence,
  formSentences,
  unsoundSentences,
  type Telling,
} from "./telling.ts"

/** A sound instrument, and what adding it would do. */
export interface Ready {
  readonly kind: "ready"
  readonly instrument: Instrument
  readonly bringing: Extract<Bringing, { kind: "new" | "same" }>
  /** Rows of a form that are not asked here. */
  readonly left: readonly number[]
}

export type BringState =
  | { readonly kind: "idle" }
  | { readonly kind: "reading" }
  | { readonly kind: "refused"; readonly name: string; readonly sentences: readonly string[] }
  | Ready

export interface Bring {
  readonly state: BringState
  readonly bring: (files: readonly File[]) => void
  readonly reset: () => void
}

/** Reads what a person brings, writing nothing. A later file wins over one that is still being read. */
export function useBringInstrument(startReader: StartReader | undefined): Bring {
  const { journal } = useServices()
  const telling = { words: useWords(instrumentFileWords).refused, language: useLanguage() }
  const [state, setState] = useState<BringState>({ kind: "idle" })
  const turns = useRef(0)
  const read = async (files: readonly File[]): Promise<void> => {
    turns.current += 1
    const turn = turns.current
    setState({ kind: "reading" })
    const brought = await readBrought(files, startReader)
    const own = await readOwnInstruments(journal)
    if (turn !== turns.current) return
    const name = files.map((file) => file.name).join(", ")
    setState(
      stateAfter(brought, (instrument) => bringInstrument(instrument, own), { name, telling }),
    )
  }
  return {
    state,
    bring: (files) => {
      if (files.length > 0) void read(files)
    },
    reset: () => {
      turns.current += 1
      setState({ kind: "idle" })
    },
  }
}

function stateAfter(
  brought: ReadBrought,
  decide: (instrument: Instrument) => Bringing,
  { name, telling }: { readonly name: string; readonly telling: Telling },
): BringState {
  const refused = (sentences: readonly string[]): BringState => ({
    kind: "refused",
    name,
    sentences,
  })
  if (brought.kind === "file-refused") return refused([fileSentence(brought.refusal, telling)])
  const { read } = brought
  if (read.kind !== "instrument") {
    return refused(
      read.kind === "refused" || read.kind === "unsound"
        ? formSentences(read, telling)
        : unsoundSentences(read, telling),
    )
  }
  const bringing = decide(read.instrument)
  const left = "left" in read ? read.left : []
  if (bringing.kind === "new" || bringing.kind === "same") {
    return { kind: "ready", instrument: read.instrument, bringing, left }
  }
  return refused([bringingSentence(bringing, telling) ?? ""])
}
