import { useState } from "react"

import { toggled } from "#/domain/consultation/spheres.ts"
import type { Text } from "#/domain/instrument/instrument.ts"
import { consultationWords } from "#/text/consultation.ts"
import { instrumentText } from "#/text/instrument-text.ts"
import { Button } from "#/ui/button.tsx"
import { ChoiceChip, ChipRow } from "#/ui/chip.tsx"
import { TextField } from "#/ui/field.tsx"
import { useLanguage, useWords } from "#/ui/words.tsx"

type Props = {
  readonly label: string
  readonly offers: readonly Text[]
  /** As they are stored, in Russian where they were offered. */
  readonly chosen: readonly string[]
  readonly onChoose: (titles: readonly string[]) => void
}

/** A cell holds so many titles, each so long (record-schema.ts). */
const titlesMax = 20
const titleMax = 200

/** Marks some of what is offered, and whatever else somebody names. */
export function PickTitles({ label, offers, chosen, onChoose }: Props) {
  const words = useWords(consultationWords)
  const language = useLanguage()
  const [own, setOwn] = useState<string>()
  const offered = new Set(offers.map(({ ru }) => ru))
  const others = chosen.filter((title) => !offered.has(title))
  const isFull = chosen.length >= titlesMax
  const add = (): void => {
    const title = (own ?? "").trim()
    setOwn(undefined)
    if (title !== "" && !chosen.includes(title)) onChoose([...chosen, title])
  }
  const chips = [
    ...offers.map((text) => ({ title: text.ru, shown: instrumentText(text, language) })),
    ...others.map((title) => ({ title, shown: title })),
  ]
  return (
    <>
      <ChipRow label={label}>
        {chips.map(({ title, shown }) => (
          <ChoiceChip
            key={title}
            pressed={chosen.includes(title)}
            disabled={isFull && !chosen.includes(title)}
            onPress={() => onChoose(toggled(chosen, title))}
          >
            {shown}
          </ChoiceChip>
        ))}
        {own === undefined && !isFull && (
          <Button
            look="quiet"
            icon="plus"
            aria-label={words.addTo(label)}
            onClick={() => setOwn("")}
          >
            {words.own}
          </Button>
        )}
      </ChipRow>
      {isFull && <p className="hint">{words.tooMany}</p>}
      {own !== undefined && (
        <form
          className="pick-own"
          onSubmit={(event) => {
            event.preventDefault()
            add()
          }}
        >
          <TextField
            label={words.addTo(label)}
            maxLength={titleMax}
            value={own}
            onChange={setOwn}
          />
          <Button type="submit">{words.add}</Button>
        </form>
      )}
    </>
  )
}
