import { useSyncExternalStore } from "react"

import { readTally } from "#/data/tally.ts"
import { useServices } from "#/platform/services.tsx"
import { useCalmly } from "#/platform/use-calmly.ts"
import { useLive } from "#/platform/use-live.ts"
import { indication, type Indication } from "#/sync/link.ts"
import { dateWords } from "#/text/dates.ts"
import { syncWords } from "#/text/sync.ts"
import type { IconName } from "#/ui/icon.tsx"
import type { State } from "#/ui/state.ts"
import { useWords } from "#/ui/words.tsx"

const looks: Readonly<Record<Indication["kind"], readonly [State, IconName]>> = {
  demo: ["unmarked", "sheet"],
  local: ["unmarked", "tablet"],
  sent: ["sent", "sent"],
  waiting: ["waiting", "wait"],
  sending: ["waiting", "wait"],
  offline: ["waiting", "off"],
  full: ["late", "warning"],
  unreachable: ["late", "clock"],
  "signed-out": ["late", "lock"],
  revoked: ["late", "lock"],
  version: ["late", "download"],
  refused: ["refused", "refused"],
  clash: ["conflict", "clash"],
}

export interface Indicated {
  readonly told: Indication
  readonly state: State
  readonly icon: IconName
  /** The wording table of the product. */
  readonly text: string
}

/** How sending stands now, in words and in a look; undefined until it has been counted. */
export function useIndication(): Indicated | undefined {
  const { sync } = useServices()
  const link = useSyncExternalStore(sync.subscribe, sync.link)
  // It counts after the screen has shown what was tapped: a tap must not queue behind its own tally.
  const tally = useLive("tally", useCalmly(readTally), ["outbox", "records", "meta"])
  const sentence = useSentence()
  if (tally === undefined) return undefined
  const told = indication(link, tally)
  const [state, icon] = looks[told.kind]
  return { told, state, icon, text: sentence(told, tally.refused) }
}

/** After the access has ended what was refused is as much kept here as what waits. */
function useSentence(): (told: Indication, refused: number) => string {
  const words = useWords(syncWords)
  const dates = useWords(dateWords)
  const { nowMs } = useServices()
  return (told, refused) => {
    switch (told.kind) {
      case "demo":
        return words.practice
      case "local":
        return words.localOnly
      case "sent":
        return words.allSent(dates.moment(told.at, nowMs()))
      case "waiting":
        return words.waiting(told.waiting)
      case "sending":
        return words.sending(told.done, told.total)
      case "offline":
        return words.offline(told.waiting)
      case "full":
        return words.full(told.waiting)
      case "unreachable":
        return words.unreachable(dates.time(told.retryAt), told.waiting)
      case "signed-out":
        return words.signIn(told.waiting)
      case "revoked":
        return words.revoked(told.waiting + refused)
      case "version":
        return words.oldApp(told.waiting)
      case "refused":
        return words.refused(told.refused)
      case "clash":
        return told.areMarks ? words.conflict(told.clashes) : words.twoValues(told.clashes)
    }
  }
}
