import { useEffect, useState } from "react"
import { Link } from "react-router"

import { paths } from "#/features/paths.ts"
import { readStorageState } from "#/platform/storage-state.ts"
import { useAppStored } from "#/platform/use-app-stored.ts"
import { dateWords, dayOf } from "#/text/dates.ts"
import { todayWords } from "#/text/today.ts"
import { Card } from "#/ui/card.tsx"
import { Icon } from "#/ui/icon.tsx"
import { stateClass } from "#/ui/state.ts"
import { useWords } from "#/ui/words.tsx"

import type { TodayView } from "./read-today.ts"

const megabyte = 1024 * 1024

/** Below this the browser begins to wipe, and it is time to say so. */
const tooLittle = 100 * megabyte

/** What lies on the tablet. A thing that cannot be known is not claimed. */
export function OfflineCard({ view }: { readonly view: TodayView }) {
  const words = useWords(todayWords)
  const dates = useWords(dateWords)
  const isStored = useAppStored()
  const free = useFreeSpace()
  const count = view.classes.length
  const lists =
    view.fetchedAt === null
      ? words.listsHere(count)
      : words.listsOf(dates.day(dayOf(view.fetchedAt)), count)
  return (
    <Card
      title={isStored ? words.offline : words.offlineNotYet}
      aside={<Link to={paths.ready}>{words.checkAll}</Link>}
    >
      <ul className="today-ready">
        <Line isReady>{lists}</Line>
        <Line isReady={isStored}>{isStored ? words.appHere : words.appNotHere}</Line>
        {free !== undefined && (
          <Line isReady={free > tooLittle}>{words.space(sizeOf(free, words))}</Line>
        )}
      </ul>
    </Card>
  )
}

type LineProps = { readonly isReady: boolean; readonly children: string }

function Line({ isReady, children }: LineProps) {
  return (
    <li className={stateClass(isReady ? "present" : "late")}>
      <Icon name={isReady ? "check" : "warning"} />
      <span>{children}</span>
    </li>
  )
}

function sizeOf(bytes: number, words: (typeof todayWords)["ru"]): string {
  const megabytes = bytes / megabyte
  if (megabytes < 1000) return words.megabytes(Math.round(megabytes))
  return words.gigabytes(Math.round(megabytes / 102.4) / 10)
}

function useFreeSpace(): number | undefined {
  const [free, setFree] = useState<number>()
  useEffect(() => {
    let isOver = false
    const ask = async (): Promise<void> => {
      const state = await readStorageState()
      if (!isOver) setFree(state.free)
    }
    void ask()
    return () => {
      isOver = true
    }
  }, [])
  return free
}
