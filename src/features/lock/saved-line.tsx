import { useState } from "react"

import type { PlaceLook } from "#/platform/unlocking.ts"
import { dateWords } from "#/text/dates.ts"
import { lockWords } from "#/text/lock.ts"
import { Banner } from "#/ui/banner.tsx"
import { useWords } from "#/ui/words.tsx"

import { useSavedWords } from "./use-saved-words.ts"

/** That nothing is lost, and what waits: known without the key. */
export function SavedLine({ place }: { readonly place: PlaceLook }) {
  const { saved } = useWords(lockWords)
  const dates = useWords(dateWords)
  const [nowMs] = useState(() => Date.now())
  const sentence = useSavedWords(place)
  const isWaiting = place.mode === "joined" && place.unsent > 0
  return (
    <Banner state={isWaiting ? "waiting" : "sent"} icon={isWaiting ? "wait" : "check"}>
      {sentence}
      {isWaiting && place.oldestUnsentAt !== null && (
        <>
          <br />
          {saved.since(dates.moment(place.oldestUnsentAt, nowMs))}
        </>
      )}
    </Banner>
  )
}
