import { useState } from "react"

import { dateWords, dayOf } from "#/text/dates.ts"
import { lockWords } from "#/text/lock.ts"
import { Banner } from "#/ui/banner.tsx"
import { useWords } from "#/ui/words.tsx"

const dayMs = 86_400_000

/** The tablet was away for too long. What is on it stays on it; the next try with a connection opens it. */
export function LeaseCard({ sinceMs }: { readonly sinceMs: number }) {
  const { lease } = useWords(lockWords)
  const dates = useWords(dateWords)
  const [nowMs] = useState(() => Date.now())
  const days = Math.max(1, Math.floor((nowMs - sinceMs) / dayMs))
  return (
    <div role="alert">
      <Banner state="late" icon="off">
        <b>{lease.title}.</b> {lease.why(days, dates.day(dayOf(sinceMs)))}
      </Banner>
    </div>
  )
}
