import { useState } from "react"

import type { Instrument, Item } from "#/domain/instrument/instrument.ts"
import { instrumentFileWords } from "#/text/instrument-files.ts"
import { instrumentText } from "#/text/instrument-text.ts"
import { Button } from "#/ui/button.tsx"
import { Card } from "#/ui/card.tsx"
import { useLanguage, useWords } from "#/ui/words.tsx"

/** As many as tell what kind of questions these are. */
const shownAtFirst = 6

type Props = { readonly instrument: Instrument }

/** The questions as the pupil will read them. */
export function Questions({ instrument }: Props) {
  const words = useWords(instrumentFileWords).detail
  const language = useLanguage()
  const [isWhole, setWhole] = useState(false)
  const { items, answering } = instrument
  const [first] = items
  const shown = isWhole ? items : items.slice(0, shownAtFirst)
  return (
    <Card title={words.questions(items.length)}>
      {answering === "rating" && first !== undefined && (
        <p className="muted">
          {words.steps(first.options.map(({ text }) => instrumentText(text, language)))}
        </p>
      )}
      <ol className="instrument-items">
        {shown.map((item) => (
          <Question key={item.id} item={item} instrument={instrument} />
        ))}
      </ol>
      {items.length > shownAtFirst && (
        <Button
          look="quiet"
          aria-expanded={isWhole}
          onClick={() => {
            setWhole(!isWhole)
          }}
        >
          {isWhole ? words.fewer : words.all(items.length)}
        </Button>
      )}
    </Card>
  )
}

type QuestionProps = Props & { readonly item: Item }

function Question({ item, instrument: { answering, breaks } }: QuestionProps) {
  const words = useWords(instrumentFileWords).detail
  const language = useLanguage()
  const text = instrumentText(item.text, language)
  const options = item.options.map((option) => instrumentText(option.text, language))
  const asides = [
    item.when !== undefined && words.when(item.when.item),
    breaks.includes(item.id) && words.breakAfter,
  ].filter(Boolean)
  return (
    <li>
      {text !== "" && <span>{text}</span>}
      {answering !== "rating" && <span>{options.join(" / ")}</span>}
      {asides.length > 0 && <span className="muted">{asides.join(" · ")}</span>}
    </li>
  )
}
