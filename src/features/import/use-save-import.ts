import { useRef, useState } from "react"
import { useNavigate } from "react-router"

import { importEdits, type ImportGround } from "#/data/import-list.ts"
import { readClassNames } from "#/data/read-class.ts"
import { paths } from "#/features/paths.ts"
import { useServices } from "#/platform/services.tsx"
import { commonWords } from "#/text/common.ts"
import { importWords } from "#/text/import.ts"
import { shellWords } from "#/text/shell.ts"
import { useToast } from "#/ui/toast.tsx"
import { useWords } from "#/ui/words.tsx"

import type { Answers } from "./answers.ts"
import type { BroughtList } from "./brought-list.ts"
import { rememberColumns } from "./columns-memory.ts"
import type { CheckedList } from "./use-checked-list.ts"
import { useUndoImport } from "./use-undo-import.ts"

interface Saving {
  readonly list: BroughtList
  readonly answers: Answers
  readonly ground: ImportGround
  readonly checked: CheckedList
  readonly drop: () => void
}

interface SaveImport {
  readonly save: () => void
  readonly isSaving: boolean
}

/** Writes the whole list at once, or nothing and says why; then goes to the class. */
export function useSaveImport(saving: Saving): SaveImport {
  const { journal, write, newId, today } = useServices()
  const toasts = useToast()
  const shell = useWords(shellWords)
  const { undo: undoLabel } = useWords(commonWords)
  const told = useTold()
  const undo = useUndoImport()
  const navigate = useNavigate()
  const [isSaving, setSaving] = useState(false)
  // A second tap comes before the button is drawn disabled, and would write everybody twice.
  const isBusy = useRef(false)
  const save = async (): Promise<void> => {
    const { list, answers, ground, checked, drop } = saving
    const { plan, preview } = checked
    const setting = { source: list.name, day: today(), into: list.into, newId }
    const made = await importEdits(journal, plan, { ground, setting })
    const written = await write(made.edits)
    if (written.kind !== "saved") {
      const failures = { refused: shell.refusedValue, full: shell.full, closed: shell.closed }
      toasts.show({ text: failures[written.kind] })
      return
    }
    if (preview.fingerprint !== undefined && answers.mapping !== undefined) {
      await rememberColumns(journal, preview.fingerprint, answers.mapping)
    }
    const text = await told({ plan, classes: made.classes })
    await navigate(whereTo(made.classes, list.into), { replace: true })
    drop()
    toasts.show({ text, action: { label: undoLabel, run: () => void undo(made.batches) } })
  }
  const guarded = async (): Promise<void> => {
    if (isBusy.current) return
    isBusy.current = true
    setSaving(true)
    try {
      await save()
    } finally {
      isBusy.current = false
      setSaving(false)
    }
  }
  return { save: () => void guarded(), isSaving }
}

function whereTo(classes: readonly string[], into: string | undefined): string {
  const [only = into] = classes
  return only === undefined || classes.length > 1 ? paths.classes : paths.schoolClass(only)
}

interface Done {
  readonly plan: CheckedList["plan"]
  readonly classes: readonly string[]
}

function useTold(): (done: Done) => Promise<string> {
  const { journal } = useServices()
  const words = useWords(importWords).saved
  return async ({ plan, classes }) => {
    const names = await readClassNames(journal)
    const listed = classes.map((id) => names.get(id) ?? "").filter((name) => name !== "")
    const [added, changed] = [plan.add.length, plan.change.length]
    if (changed === 0) return words.loaded(added, listed)
    return added === 0 ? words.changed(changed, listed) : words.both(added, changed, listed)
  }
}
