import { undoImport, type UndoneImport } from "#/data/undo-import.ts"
import { shortName } from "#/domain/pupil.ts"
import { useServices } from "#/platform/services.tsx"
import { commonWords } from "#/text/common.ts"
import { importWords } from "#/text/import.ts"
import { shellWords } from "#/text/shell.ts"
import { useToast } from "#/ui/toast.tsx"
import { useWords } from "#/ui/words.tsx"

const namedMax = 5

/** Takes imports back and says what went, what stayed and why; the toast's button brings all of it back. */
export function useUndoImport(): (batches: readonly string[]) => Promise<void> {
  const { journal, write } = useServices()
  const toasts = useToast()
  const words = useWords(importWords)
  const shell = useWords(shellWords)
  const { undo } = useWords(commonWords)
  const failures = { refused: shell.refusedValue, full: shell.full, closed: shell.closed }
  const outcomeOf = ({ gone, restored, kept }: UndoneImport): string => {
    const names = kept.slice(0, namedMax).map((pupil) => shortName(pupil, kept))
    const parts = [
      gone > 0 && words.undone.gone(gone),
      restored > 0 && words.undone.restored(restored),
      kept.length > 0 && words.undone.kept(names, kept.length - names.length),
    ].filter(Boolean)
    return [words.undone.done, ...parts].join(" ")
  }
  return async (batches) => {
    const undone = await undoImport(journal, batches)
    const written = await write(undone.edits)
    if (written.kind !== "saved") {
      toasts.show({ text: failures[written.kind] })
      return
    }
    const again = async (): Promise<void> => {
      const back = await write(written.undo)
      toasts.show({ text: back.kind === "saved" ? words.history.back : failures[back.kind] })
    }
    toasts.show({ text: outcomeOf(undone), action: { label: undo, run: () => void again() } })
  }
}
