import { Fragment } from "react"

import { completenessOf, type Completeness } from "#/domain/completeness.ts"
import { paths } from "#/features/paths.ts"
import { useServices } from "#/platform/services.tsx"
import { useDevices, type KnownDevices } from "#/platform/use-devices.ts"
import type { DeviceList } from "#/sync/device-api.ts"
import { completenessWords } from "#/text/completeness.ts"
import { dateWords, dayOf } from "#/text/dates.ts"
import { Stamp } from "#/ui/stamp.tsx"
import { useWords } from "#/ui/words.tsx"

export interface KnownCompleteness {
  readonly known: KnownDevices
  /** Undefined while nothing is known of other tablets: then the numbers are those of this one. */
  readonly completeness: Completeness | undefined
}

/** Of which tablets the numbers on this screen are made. */
export function useCompleteness(): KnownCompleteness {
  const { nowMs } = useServices()
  const known = useDevices()
  const completeness = known.kind === "known" ? ofList(known.list, nowMs()) : undefined
  return { known, completeness }
}

function ofList({ devices }: DeviceList, nowMs: number): Completeness {
  return completenessOf(
    devices.map(({ told, ...device }) => ({ ...device, waiting: told?.waiting ?? null })),
    nowMs,
  )
}

/** A list that is older than this says so. */
const freshMs = 3_600_000

/** «данные 14 из 15 планшетов», «последний — 18.11 16:40»: one part a line. */
function useParts({ known, completeness }: KnownCompleteness): readonly string[] {
  const words = useWords(completenessWords)
  const dates = useWords(dateWords)
  const { nowMs } = useServices()
  if (known.kind !== "known" || completeness === undefined || completeness.of === 0) {
    return [words.here]
  }
  const { full, of, lastAt } = completeness
  const { list } = known
  const count = (list.whose === "school" ? words.school : words.own)(full, of)
  // With its day even today: a sheet of paper is read on another one.
  const when = (at: number): string => `${dates.numbers(dayOf(at))} ${dates.time(at)}`
  const last = lastAt === null ? [] : [words.last(when(lastAt))]
  const isOld = Math.abs(nowMs() - list.at) > freshMs
  const age = isOld ? [words.listFrom(when(list.at))] : []
  return [count, ...last, ...age]
}

/** Says beside a number of a class or a school how complete it is; leads to the list of tablets. */
export function CompletenessStamp() {
  const { place } = useServices()
  const found = useCompleteness()
  const parts = useParts(found)
  const isComplete = found.completeness?.isComplete ?? found.known.kind === "alone"
  const lead = place.mode === "joined" ? { to: paths.devices } : {}
  return (
    <Stamp complete={isComplete} {...lead}>
      {parts.map((part, index) => (
        <Fragment key={part}>
          {index > 0 && <br />}
          {index === parts.length - 1 ? part : `${part}, `}
        </Fragment>
      ))}
    </Stamp>
  )
}

/** The same as one line of text: in the head of a page, on paper. */
export function CompletenessLine() {
  return useCompletenessLine()
}

/** The line itself: for a file. */
export function useCompletenessLine(): string {
  return useParts(useCompleteness()).join(", ")
}
