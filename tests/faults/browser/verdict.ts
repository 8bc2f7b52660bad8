import type { Screen } from "./teacher.ts"
import type { Line } from "./witness.ts"

/**
 * What the reopened screen may show, given what was told before the end: a mark that was shown is there, unless a later
 * tap has changed it, which then may or may not have come through. Returns what was lost or came from nowhere.
 */
export function lostIn(before: Screen, told: readonly Line[], after: Screen): readonly string[] {
  const faults: string[] = []
  for (const pupil of new Set([...Object.keys(before.marks), ...Object.keys(after.marks)])) {
    const may = marksFor(pupil, before.marks[pupil] ?? "", told)
    const mark = after.marks[pupil] ?? "no line at all"
    if (!may.includes(mark)) {
      faults.push(`${pupil}: «${mark}» instead of ${may.map((one) => `«${one}»`).join(" or ")}`)
    }
  }
  const texts = notesFor(before.note, told)
  if (!texts.includes(after.note)) {
    faults.push(`the note is «${after.note}» instead of ${JSON.stringify(texts)}`)
  }
  return faults
}

/** Transactions that asked for less than the disk: a dead battery would take what they wrote. */
export function carelessIn(told: readonly Line[]): readonly string[] {
  const asked = told.flatMap((line) => (line.what === "transaction" ? [line] : []))
  return asked
    .filter(({ durability }) => durability !== "strict")
    .map(({ store, durability }) => `${store} was written with durability «${durability}»`)
}

function marksFor(pupil: string, before: string, told: readonly Line[]): readonly string[] {
  let may = [before]
  for (const line of told) {
    if (line.what === "shown" && line.pupil === pupil) may = [line.mark]
    if (line.what === "tapped" && line.pupil === pupil) may = [...may, line.to]
  }
  return may
}

function notesFor(before: string, told: readonly Line[]): readonly string[] {
  let may = [before]
  for (const line of told) {
    if (line.what === "typed") may = [...may, line.text]
    // Whatever was typed up to the text that is said to be saved has gone before it.
    if (line.what === "note-saved") may = may.slice(Math.max(0, may.lastIndexOf(line.text)))
  }
  return may
}
