import type { Written } from "#/data/write.ts"
import type { Edit } from "#/domain/record.ts"
import { useServices } from "#/platform/services.tsx"
import { commonWords } from "#/text/common.ts"
import { shellWords } from "#/text/shell.ts"
import { useToast } from "#/ui/toast.tsx"
import { useWords } from "#/ui/words.tsx"

/**
 * Saves a person's changes and says how that went: why nothing was written, or, when it is given, what was done,
 * with «Отменить».
 */
export function useSave(): (edits: readonly Edit[], done?: string) => Promise<Written> {
  const services = useServices()
  const toasts = useToast()
  const { undo } = useWords(commonWords)
  const words = useWords(shellWords)
  const failures = { refused: words.refusedValue, full: words.full, closed: words.closed }
  const save = async (edits: readonly Edit[], done?: string): Promise<Written> => {
    const written = await services.write(edits)
    if (written.kind !== "saved") {
      toasts.show({ text: failures[written.kind] })
    } else if (done !== undefined && written.changed > 0) {
      toasts.show({ text: done, action: { label: undo, run: () => void save(written.undo) } })
    }
    return written
  }
  return save
}
