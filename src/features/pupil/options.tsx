import { Fragment, useLayoutEffect, useRef } from "react"

import type { Answering, Item } from "#/domain/instrument/instrument.ts"
import { pupilWords } from "#/text/pupil.ts"
import { Icon } from "#/ui/icon.tsx"
import { useWords } from "#/ui/words.tsx"

import { useTexts } from "./use-texts.ts"

type Props = {
  readonly item: Item
  readonly answering: Answering
  readonly chosen: string | undefined
  /** The id of the question. */
  readonly labelledBy: string
  readonly onChoose: (option: string) => void
}

const steps: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  ArrowRight: 1,
  ArrowUp: -1,
  ArrowLeft: -1,
}

/**
 * What may be answered: two large sides, a list, or a row of steps. By touch, by the keys 1 to 9, and by arrows and
 * Enter. An arrow only goes there: choosing leads on to the next question, and must not happen on the way.
 */
export function Options({ item, answering, chosen, labelledBy, onChoose }: Props) {
  const { question: words } = useWords(pupilWords)
  const textIn = useTexts()
  const group = useRef<HTMLDivElement>(null)
  // Not after the paint: on a busy tablet a key pressed at once would find nobody listening, and be lost.
  useLayoutEffect(() => {
    const type = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey) return
      const buttons = [...(group.current?.querySelectorAll("button") ?? [])]
      if (/^[1-9]$/u.test(event.key)) {
        buttons[Number(event.key) - 1]?.click()
        return
      }
      const step = steps[event.key]
      if (step === undefined || buttons.length === 0) return
      event.preventDefault()
      const now = buttons.findIndex((button) => button === document.activeElement)
      const start = now === -1 && step < 0 ? 0 : now
      buttons[(start + step + buttons.length) % buttons.length]?.focus()
    }
    addEventListener("keydown", type)
    return () => removeEventListener("keydown", type)
  }, [])
  return (
    <div ref={group} className={`quiz-${answering}`} role="radiogroup" aria-labelledby={labelledBy}>
      {item.options.map(({ id, text }, place) => (
        <Fragment key={id}>
          {answering === "pair" && place > 0 && (
            <span className="quiz-or" aria-hidden="true">
              {words.or}
            </span>
          )}
          <button
            type="button"
            className="choice"
            role="radio"
            aria-checked={id === chosen}
            onClick={() => onChoose(id)}
          >
            <span className="choice-key" aria-hidden="true">
              {id === chosen ? <Icon name="check" /> : place + 1}
            </span>
            <span>{textIn(text)}</span>
          </button>
        </Fragment>
      ))}
    </div>
  )
}
