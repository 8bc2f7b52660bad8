import { useRef, useState } from "react"

import type { Journal } from "#/data/journal.ts"
import { unguardCell } from "#/domain/class-list/formula-guard.ts"
import { detectMapping, remembered, sourceFingerprint } from "#/domain/class-list/read-table.ts"
import { splitLines } from "#/domain/class-list/split-lines.ts"
import { useServices } from "#/platform/services.tsx"
import type { RefusedFile } from "#/platform/spreadsheet/outcome.ts"
import { readSpreadsheet, type StartReader } from "#/platform/spreadsheet/read-file.ts"

import { noAnswers, type Answers } from "./answers.ts"
import { broughtList, tableOf, type BroughtList } from "./brought-list.ts"
import { recallColumns } from "./columns-memory.ts"

export type Bringing =
  | { readonly kind: "idle" }
  | { readonly kind: "reading" }
  | { readonly kind: "refused"; readonly name: string; readonly refusal: RefusedFile }

interface Given {
  readonly into: string | undefined
  readonly startReader: StartReader | undefined
  readonly onBrought: (list: BroughtList, answers: Answers) => void
}

export interface Bring {
  readonly state: Bringing
  readonly bring: (brought: File | { readonly pasted: string }) => void
}

/** Reads what a person brings. A later file wins over one that is still being read. */
export function useBring({ into, startReader, onBrought }: Given): Bring {
  const { journal, nowMs } = useServices()
  const [state, setState] = useState<Bringing>({ kind: "idle" })
  const turns = useRef(0)
  const read = async (brought: File | { readonly pasted: string }): Promise<void> => {
    turns.current += 1
    const turn = turns.current
    const name = "pasted" in brought ? "" : brought.name
    setState({ kind: "reading" })
    const outcome = await readSpreadsheet(brought, startReader)
    if (turn !== turns.current) return
    if (outcome.kind === "refused") {
      setState({ kind: "refused", name, refusal: outcome })
      return
    }
    const list = broughtList(outcome, { name, into, at: nowMs() })
    const answers = await withMemory(journal, list)
    if (turn !== turns.current) return
    setState({ kind: "idle" })
    onBrought(list, answers)
  }
  return { state, bring: (brought) => void read(brought) }
}

/** The columns as a person had to name them for an earlier file of the same source. */
async function withMemory(journal: Journal, list: BroughtList): Promise<Answers> {
  const table = splitLines(tableOf(list, undefined).rows.map((row) => row.map(unguardCell)))
  const found = detectMapping(table)
  const fingerprint = sourceFingerprint(table, found)
  const kept = fingerprint === undefined ? undefined : await recallColumns(journal, fingerprint)
  if (kept === undefined) return noAnswers
  const { headerRows, uses, order } = remembered(found, kept)
  return {
    ...noAnswers,
    isRemembered: true,
    mapping: { headerRows: [...headerRows], uses: [...uses], order },
  }
}
