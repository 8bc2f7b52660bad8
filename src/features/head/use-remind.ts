import { copyText, shareText } from "#/platform/share-file.ts"
import { headWords } from "#/text/head.ts"
import { useToast } from "#/ui/toast.tsx"
import { useWords } from "#/ui/words.tsx"

/** Hands a reminder to another app by the share sheet, or puts it on the clipboard; says which. */
export function useRemind(): (text: string) => Promise<void> {
  const words = useWords(headWords)
  const toasts = useToast()
  return async (text) => {
    const shared = await shareText(text)
    if (shared === "cancelled") return
    if (shared === "shared") {
      toasts.show({ text: words.shared })
      return
    }
    toasts.show({ text: (await copyText(text)) ? words.copied : words.notCopied })
  }
}
