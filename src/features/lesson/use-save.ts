import { useCallback } from "react"

import type { Written } from "#/data/write.ts"
import { keepOwnLists } from "#/domain/keep-own-lists.ts"
import type { Edit } from "#/domain/record.ts"
import { useServices } from "#/platform/services.tsx"
import { commonWords } from "#/text/common.ts"
import { shellWords } from "#/text/shell.ts"
import { useToast } from "#/ui/toast.tsx"
import { useWords } from "#/ui/words.tsx"

/** @returns what was written; the person has been told already when it could not be */
export type Save = (edits: readonly Edit[], said?: string) => Promise<Written>

/** Saves, says what was saved (when there is something to say) and offers to undo it. */
export function useSave(): Save {
  const { write } = useServices()
  const toast = useToast()
  const common = useWords(commonWords)
  const shell = useWords(shellWords)
  return useCallback(
    async (edits, said) => {
      const attempt = async (given: readonly Edit[]): Promise<Written> => {
        const written = await write(given)
        if (written.kind === "refused") toast.show({ text: shell.refusedValue })
        if (written.kind === "full" || written.kind === "closed") {
          toast.show({ text: shell[written.kind] })
        }
        return written
      }
      const written = await attempt(edits)
      if (written.kind === "saved" && written.changed > 0 && said !== undefined) {
        const undo = keepOwnLists(written.undo)
        toast.show({
          text: said,
          action: { label: common.undo, run: () => void attempt(undo) },
        })
      }
      return written
    },
    [write, toast, common, shell],
  )
}
