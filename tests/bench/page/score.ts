import { must } from "#/base/assert.ts"
import { shippedInstrument, type ShippedCode } from "#/domain/instrument/catalogue.ts"
import type { Answers, Instrument } from "#/domain/instrument/instrument.ts"
import { score, scorer } from "#/domain/instrument/score.ts"

export interface ScoreTimes {
  /** All sittings of the session, as the screens score them. */
  readonly session: number
  /** The same one at a time, each as if it were the only one. */
  readonly single: number
  /** One look-up and one sum an answer: the least that any scoring does. */
  readonly sums: number
}

/** Finished sittings with answers spread over all options: the same ones at every run. */
function sittings({ items }: Instrument, count: number): readonly Answers[] {
  return Array.from({ length: count }, (_, sitting) =>
    Object.fromEntries(
      items.map(({ id, options }, place) => {
        const chosen = (sitting * 31 + place * 17 + ((sitting * place) % 7)) % options.length
        return [id, must(options[chosen]).id]
      }),
    ),
  )
}

export async function scoreSittings(code: ShippedCode, count: number): Promise<ScoreTimes> {
  const instrument = await shippedInstrument(code)
  const answered = sittings(instrument, count)
  const session = timed(() => {
    const scoring = scorer(instrument)
    return answered.map((answers) => scoring(answers)).filter(({ isFinished }) => isFinished).length
  })
  const single = timed(
    () => answered.filter((answers) => score(instrument, answers).isFinished).length,
  )
  const table = new Map(
    instrument.items.map(({ id, options }) => [
      id,
      new Map(options.map((option) => [option.id, Object.values(option.points)[0] ?? 0])),
    ]),
  )
  let sum = 0
  const sums = timed(() => {
    for (const answers of answered) {
      for (const [item, option] of Object.entries(answers)) sum += table.get(item)?.get(option) ?? 0
    }
    return answered.length
  })
  // A benchmark of something that did not happen would be the fastest of all.
  const finished = [session, single, sums].map(({ done }) => done)
  if (finished.some((done) => done !== count) || sum === 0)
    throw new Error(`${finished.join(", ")} of ${count}`)
  return { session: session.took, single: single.took, sums: sums.took }
}

function timed(run: () => number): { readonly took: number; readonly done: number } {
  const began = performance.now()
  const done = run()
  return { took: performance.now() - began, done }
}
