import { useCallback } from "react"

import type { Edit } from "#/domain/record.ts"
import { useServices } from "#/platform/services.tsx"
import { commonWords } from "#/text/common.ts"
import { shellWords } from "#/text/shell.ts"
import { useToast } from "#/ui/toast.tsx"
import { useWords } from "#/ui/words.tsx"

/**
 * Saves, and says what was saved with «Отменить», or why it was not. True when it is on the disk.
 * `told` is shown when something has changed; without it saving is silent. `undo` takes back what was made new:
 * a record is not emptied cell by cell, it is gone.
 */
export function useSave(): (
  edits: readonly Edit[],
  told?: string,
  undo?: readonly Edit[],
) => Promise<boolean> {
  const { write } = useServices()
  const toasts = useToast()
  const shell = useWords(shellWords)
  const common = useWords(commonWords)
  return useCallback(
    async (edits, told, back) => {
      const save = async (wanted: readonly Edit[], text: string | undefined): Promise<boolean> => {
        const written = await write(wanted)
        switch (written.kind) {
          case "saved":
            if (text !== undefined && written.changed > 0) {
              const run = (): void => void save(back ?? written.undo, undefined)
              toasts.show({ text, action: { label: common.undo, run } })
            }
            return true
          case "refused":
            toasts.show({ text: shell.refusedValue })
            return false
          case "full":
            toasts.show({ text: shell.full })
            return false
          case "closed":
            toasts.show({ text: shell.closed })
            return false
        }
      }
      return save(edits, told)
    },
    [write, toasts, shell, common],
  )
}
