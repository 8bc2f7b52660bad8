import type { Answers, Instrument, Item } from "./instrument.ts"

/** The items a pupil is asked, in their order: those that hang on an answer only after that very answer. */
export function askedItems({ items }: Instrument, answers: Answers): readonly Item[] {
  const asked = new Set<string>()
  return items.filter(({ id, when }) => {
    // An answer to an item that is no longer asked counts for nothing, here as in the scores.
    const isAsked =
      when === undefined || (asked.has(when.item) && when.is.includes(answers[when.item] ?? ""))
    if (isAsked) asked.add(id)
    return isAsked
  })
}

/** The first item without an answer, from this one on and then from the beginning; undefined when all are answered. */
export function nextUnanswered(
  instrument: Instrument,
  answers: Answers,
  from = 0,
): Item | undefined {
  const asked = askedItems(instrument, answers)
  const open = (item: Item): boolean => answerTo(item, answers) === undefined
  return asked.slice(from).find(open) ?? asked.find(open)
}

/** The option that was chosen; undefined when none was, or one that the item does not have. */
export function answerTo(item: Item, answers: Answers): Item["options"][number] | undefined {
  const chosen = answers[item.id]
  return item.options.find(({ id }) => id === chosen)
}
