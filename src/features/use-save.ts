import { useCallback } from "react"

import type { Written } from "#/data/write.ts"
import { keepOwnLists } from "#/domain/keep-own-lists.ts"
import type { Edit } from "#/domain/record.ts"
import { useServices } from "#/platform/services.tsx"
import { commonWords } from "#/text/common.ts"
import { shellWords } from "#/text/shell.ts"
import { useToast } from "#/ui/toast.tsx"
import { useWords } from "#/ui/words.tsx"

export type Save = (
  edits: readonly Edit[],
  /** What was done, to be said with «Отменить»; without it saving is silent. */
  told?: string,
  /** Takes back what was made new: a record is not emptied cell by cell, it is gone. */
  back?: readonly Edit[],
) => Promise<Written>

/** Saves a person's changes and says how that went: what was done, or why nothing was written. */
export function useSave(): Save {
  const { write } = useServices()
  const toasts = useToast()
  const common = useWords(commonWords)
  const shell = useWords(shellWords)
  return useCallback(
    async (edits, told, back) => {
      const failures = { refused: shell.refusedValue, full: shell.full, closed: shell.closed }
      const attempt = async (wanted: readonly Edit[]): Promise<Written> => {
        const written = await write(wanted)
        if (written.kind !== "saved") toasts.show({ text: failures[written.kind] })
        return written
      }
      const written = await attempt(edits)
      if (written.kind === "saved" && written.changed > 0 && told !== undefined) {
        const undo = back ?? keepOwnLists(written.undo)
        toasts.show({
          text: told,
          action: { label: common.undo, run: () => void attempt(undo) },
        })
      }
      return written
    },
    [write, toasts, common, shell],
  )
}
