import { useEffect, useRef, useState } from "react"

import type { NotSaved, Step, Visit } from "#/data/pupils-side.ts"
import type { Answers, Item } from "#/domain/instrument/instrument.ts"
import { after, askedOn, courseOf } from "#/domain/instrument/sitting-course.ts"
import type { PupilsPlace } from "#/platform/pupils-place.ts"

import type { FrontTime } from "./use-front-time.ts"

/** A choice is shown for so long before the next question comes: long enough to see what was tapped. */
const shownMs = 300
/** A full disk may have room again, e.g. when the browser has tidied up. */
const retryMs = 5_000

export type At =
  | { readonly kind: "item"; readonly item: Item; readonly number: number }
  /** Behind the last question. */
  | { readonly kind: "overview" }
  | { readonly kind: "finished"; readonly isWhole: boolean }

export interface Sitting {
  readonly at: At
  readonly of: number
  /** Of this question: what this document knows to be chosen, or what has just been tapped. */
  readonly chosen: string | undefined
  /** It was answered in a document that is gone, and how is known to nobody here. */
  readonly isKept: boolean
  /** Numbers of the questions without an answer. */
  readonly open: readonly number[]
  readonly fault: NotSaved | undefined
  readonly isBusy: boolean
  readonly choose: (option: string) => void
  /** On without a choice, or without another one. */
  readonly pass: () => void
  readonly back: (() => void) | undefined
  readonly goTo: (number: number) => void
  readonly finish: () => void
  /** The same step once more, after a full disk. */
  readonly again: () => void
}

interface Given {
  readonly place: PupilsPlace
  readonly visit: Visit
  readonly time: FrontTime
}

interface State {
  readonly given: Answers
  /** The id of the question that is shown; null for the overview. */
  readonly current: string | null
}

/** One pupil's way through the questions. A question counts as answered only when it is on the disk, sealed. */
export function useSitting({ place, visit, time }: Given): Sitting {
  const [way] = useState(() => new Way(visit))
  const [state, setState] = useState<State>(() => ({ given: {}, current: way.nextOpen({}) }))
  const [tapped, setTapped] = useState<string>()
  const [isFinished, setFinished] = useState(false)
  const { run, again, isFree, fault, isBusy } = useSaving()
  const { asked, answered } = way.after(state.given)
  const index = asked.findIndex(({ id }) => id === state.current)
  const item = asked[index]
  const known = item === undefined ? undefined : state.given[item.id]
  const before = item === undefined ? asked.at(-1) : asked[index - 1]
  const step = (given: Answers): Step => ({ ...way.step(given), seconds: time.seconds() })

  const go = (to: Item | undefined): void => {
    if (!isFree() || fault !== undefined) return
    setTapped(undefined)
    setState({ ...state, current: to?.id ?? null })
  }
  const choose = (option: string): void => {
    if (item === undefined || !isFree()) return
    setTapped(option)
    const given = { ...state.given, [item.id]: option }
    const shown = pause(shownMs)
    run(async () => {
      const saved = await place.save(visit, step(given))
      if (saved.kind !== "saved") return saved
      await shown
      setTapped(undefined)
      setState({ given, current: way.nextOpen(given, item) })
      return undefined
    })
  }
  const finish = (): void =>
    run(async () => {
      const saved = await place.finish(visit, step(state.given), way.isLast)
      if (saved.kind !== "saved") return saved
      setFinished(true)
      return undefined
    })
  const at = (): At => {
    if (isFinished) return { kind: "finished", isWhole: way.isLast }
    return item === undefined ? { kind: "overview" } : { kind: "item", item, number: index + 1 }
  }
  return {
    at: at(),
    of: asked.length,
    chosen: tapped ?? known,
    isKept: item !== undefined && known === undefined && answered.has(item.id),
    open: asked.flatMap(({ id }, place0) => (answered.has(id) ? [] : place0 + 1)),
    fault,
    isBusy,
    choose,
    pass: () => go(asked[index + 1]),
    back: before === undefined ? undefined : () => go(before),
    goTo: (number) => go(asked[number - 1]),
    finish,
    again,
  }
}

/** The questions of one sitting, as they stand after these choices. */
class Way {
  readonly #visit: Visit
  readonly #course: ReturnType<typeof courseOf>

  constructor(visit: Visit) {
    this.#visit = visit
    this.#course = courseOf(visit.instrument, visit.before)
  }

  get isLast(): boolean {
    return this.#course.isLast
  }

  after(given: Answers) {
    const { instrument, standing: former } = this.#visit
    const standing = after(instrument, former, given)
    const asked = askedOn(instrument, this.#course, standing)
    return { standing, asked, answered: new Set(standing.answered) }
  }

  step(given: Answers): Omit<Step, "seconds"> {
    const { standing, asked, answered } = this.after(given)
    const count = asked.filter(({ id }) => answered.has(id)).length
    return { given, standing, answered: count, of: asked.length }
  }

  /** The next question without an answer behind this one; null when none is, and the overview comes. */
  nextOpen(given: Answers, from?: Item): string | null {
    const { asked, answered } = this.after(given)
    const start = asked.findIndex(({ id }) => id === from?.id) + 1
    return asked.slice(start).find(({ id }) => !answered.has(id))?.id ?? null
  }
}

type Job = () => Promise<NotSaved | undefined>

/** One step at a time; what a full disk refused stays on the screen and is tried again. */
function useSaving() {
  const [fault, setFault] = useState<NotSaved>()
  const [isBusy, setBusy] = useState(false)
  // Against a second tap before the first is drawn.
  const busy = useRef(false)
  const last = useRef<Job>(undefined)
  const run = (job: Job): void => {
    if (busy.current) return
    busy.current = true
    last.current = job
    setBusy(true)
    void (async () => {
      const failed = await job()
      busy.current = false
      setBusy(false)
      setFault(failed)
    })()
  }
  const again = (): void => {
    if (last.current !== undefined) run(last.current)
  }
  useEffect(() => {
    if (fault?.kind !== "full") return undefined
    const timer = setTimeout(again, retryMs)
    return () => clearTimeout(timer)
  })
  return { run, again, isFree: () => !busy.current, fault, isBusy }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms)
  })
}
