import { stateClass, type State } from "./state.ts"

import "./scale.css"

/** A state of its own, or a place on a way: behind, here, ahead. */
export type Notch = State | "done" | "here" | "ahead"

type Props = {
  /** What the notches say, in words. */
  readonly label: string
  readonly notches: readonly Notch[]
}

/** One notch per pupil, step or question: the log's own progress bar. */
export function Scale({ label, notches }: Props) {
  return (
    <div className="scale" role="img" aria-label={label}>
      {notches.map((notch, index) => (
        // Notches are places: the third is the third whatever it shows.
        // oxlint-disable-next-line react/no-array-index-key
        <i key={index} className={classOf(notch)} />
      ))}
    </div>
  )
}

function classOf(notch: Notch): string | undefined {
  if (notch === "ahead") return "st-unmarked"
  return notch === "done" || notch === "here" ? notch : stateClass(notch)
}

/** The notches of a way of `count` places on which one stands at `at` (from 0). */
export function wayNotches(count: number, at: number): readonly Notch[] {
  return Array.from({ length: count }, (_, place) => {
    if (place === at) return "here"
    return place < at ? "done" : "ahead"
  })
}
