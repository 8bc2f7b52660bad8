import { useServices } from "#/platform/services.tsx"
import { appVersion } from "#/platform/version.ts"
import { dateWords } from "#/text/dates.ts"
import { readyWords } from "#/text/ready.ts"
import { spanWords } from "#/text/spans.ts"
import { useWords } from "#/ui/words.tsx"

import { isReleaseWhole, listsOldAfterMs, type Findings, type Tick, type Verdict } from "./judge.ts"

interface Told {
  readonly tick: Tick
  readonly verdict: Verdict
  readonly found: Findings
  readonly declined: boolean
}

const minuteMs = 60_000

/** How one of the seven stands, as a sentence. */
export function useSentence({ tick, verdict, found, declined }: Told): string {
  const words = useWords(readyWords)
  const spans = useWords(spanWords)
  const lists = useListsSentence(found)
  switch (tick) {
    case "lists":
      return lists
    case "materials":
      if (found.release === "cannot") return words.materials.cannot
      if (!isReleaseWhole(found.release)) return words.materials.no
      return verdict === "yes"
        ? words.materials.yes
        : words.materials.missing(found.withoutInstrument)
    case "pin":
      return verdict === "unknown" ? words.pin.demo : words.pin[verdict]
    case "space": {
      const { free } = found.storage
      if (free === undefined) return words.space.unknown
      return verdict === "yes" ? words.space.free(free) : words.space.little(free)
    }
    case "kept":
      return verdict === "no" && declined ? words.kept.declined : words.kept[verdict]
    case "clock":
      if (verdict !== "no") return words.clock[verdict]
      return words.clock.no(spans.by(Math.abs(found.offsetMs ?? 0) / minuteMs))
    case "version":
      return verdict === "no" ? words.version.no : words.version[verdict](appVersion)
  }
}

function useListsSentence(found: Findings): string {
  const { lists: words } = useWords(readyWords)
  const dates = useWords(dateWords)
  const { nowMs } = useServices()
  const { classes, pupils, fetchedAt } = found
  if (found.mode === "joined" && fetchedAt === null) return words.never
  if (found.mode === "joined" && !found.areListsWhole) return words.part
  if (classes === 0) return words.none
  if (found.mode !== "joined" || fetchedAt === null) return words.here(classes, pupils)
  const when = dates.moment(fetchedAt, nowMs())
  const isOld = found.nowMs - fetchedAt >= listsOldAfterMs
  return isOld ? words.old(when) : words.of(classes, pupils, when)
}
