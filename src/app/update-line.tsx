import { useSyncExternalStore } from "react"

import { unreachable } from "#/base/assert.ts"
import type { Updates } from "#/platform/service-worker.ts"
import { updateWords } from "#/text/update.ts"
import { Banner } from "#/ui/banner.tsx"
import { Button } from "#/ui/button.tsx"
import { useWords } from "#/ui/words.tsx"

type Props = { readonly updates: Updates }

/** One quiet line above the screen. It never covers anything and never acts by itself: a lesson may be going on. */
export function UpdateLine({ updates }: Props) {
  const words = useWords(updateWords)
  const state = useSyncExternalStore(updates.subscribe, updates.current)
  const offer = (label: string) => (
    <Button look="quiet" onClick={updates.apply}>
      {label}
    </Button>
  )
  switch (state.kind) {
    case "none":
      return null
    case "ready":
      return line(words.ready, offer(words.update))
    case "applying":
      return line(words.applying)
    case "failed":
      return line(words.failed)
    case "replaced":
      return line(words.replaced, offer(words.reopen))
    case "part-missing":
      return line(words.partMissing, offer(words.reopen))
    default:
      return unreachable(state)
  }
}

function line(sentence: string, action?: React.ReactNode) {
  return (
    <div role="status">
      <Banner state="waiting" icon="tablet" action={action}>
        {sentence}
      </Banner>
    </div>
  )
}
