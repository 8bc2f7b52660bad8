import { useState } from "react"

import type { Journal } from "#/data/journal.ts"
import { rescueNeed, type RescueNeed } from "#/data/rescue-need.ts"
import { dropCrumb, readCrumb } from "#/platform/crumb.ts"
import { useServices } from "#/platform/services.tsx"
import { readStorageState } from "#/platform/storage-state.ts"
import { useLive } from "#/platform/use-live.ts"
import { rescueWords } from "#/text/rescue.ts"
import { spanWords } from "#/text/spans.ts"
import { Banner } from "#/ui/banner.tsx"
import { Button, LinkButton } from "#/ui/button.tsx"
import { useWords } from "#/ui/words.tsx"

import { paths } from "./paths.ts"

const minuteMs = 60_000
const laterMs = 86_400_000

/**
 * Says by itself that unsent work should be saved to a file: it has grown old, or the browser may wipe it. Not more
 * often than once a day, and not after it was saved.
 */
export function RescueHint() {
  const { hint: words } = useWords(rescueWords)
  const spans = useWords(spanWords)
  const { nowMs } = useServices()
  const [isLater, setLater] = useState(() => (readCrumb()?.rescueLaterTill ?? 0) > nowMs())
  const need = useLive("rescue need", async (journal) => needOf(journal, nowMs()), [
    "outbox",
    "meta",
  ])
  if (need === undefined || isLater) return null
  const putOff = (): void => {
    dropCrumb({ rescueLaterTill: nowMs() + laterMs })
    setLater(true)
  }
  return (
    <Banner
      state="late"
      icon="warning"
      action={
        <>
          <LinkButton look="quiet" to={paths.rescue}>
            {words.go}
          </LinkButton>
          <Button look="quiet" onClick={putOff}>
            {words.later}
          </Button>
        </>
      }
    >
      {need.why === "old"
        ? words.old(need.count, spans.by((nowMs() - need.sinceMs) / minuteMs))
        : words.unkept(need.count)}
    </Banner>
  )
}

async function needOf(journal: Journal, nowMs: number): Promise<RescueNeed | undefined> {
  const { kept } = await readStorageState()
  return rescueNeed(journal, { nowMs, isKept: kept === "kept" })
}
