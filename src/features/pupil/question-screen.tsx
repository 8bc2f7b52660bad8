import { useId } from "react"

import type { Answering } from "#/domain/instrument/instrument.ts"
import { commonWords } from "#/text/common.ts"
import { pupilWords } from "#/text/pupil.ts"
import { Button } from "#/ui/button.tsx"
import { Icon } from "#/ui/icon.tsx"
import { Meter } from "#/ui/meter.tsx"
import { Scale, wayNotches } from "#/ui/scale.tsx"
import { useWords } from "#/ui/words.tsx"

import { FocusedHeading } from "./focused-heading.tsx"
import { Options } from "./options.tsx"
import { Unsaved } from "./unsaved.tsx"
import type { At, Sitting } from "./use-sitting.ts"
import { useTexts } from "./use-texts.ts"

type Props = {
  readonly sitting: Sitting
  readonly at: Extract<At, { readonly kind: "item" }>
  readonly answering: Answering
  readonly hint: "day" | "eyes" | undefined
  readonly onPause: () => void
}

/** More notches than this would be thinner than a line on a telephone. */
const notchesMax = 40

/** One question. A tap is shown, saved, and then the next one comes. */
export function QuestionScreen({ sitting, at, answering, hint, onPause }: Props) {
  const { question: words, tab, hint: hints } = useWords(pupilWords)
  const { appName } = useWords(commonWords)
  const textIn = useTexts()
  const id = useId()
  const { item, number } = at
  const { of, isKept, chosen, fault } = sitting
  const text = textIn(item.text)
  const place = words.place(number, of)
  const isAnswered = isKept || chosen !== undefined
  return (
    <main className="quiz" id="main">
      <title>{`${tab} · ${appName}`}</title>
      <header className="quiz-head">
        <div className="quiz-bar">
          <p className="num" id={`${id}-place`} aria-label={place}>
            <b>{words.number(number)}</b> {words.of(of)}
          </p>
          {of <= notchesMax ? (
            <Scale label={place} notches={wayNotches(of, number - 1)} />
          ) : (
            <Meter label={place} value={number} of={of} />
          )}
        </div>
        <Button big icon="pause" onClick={onPause}>
          {words.pause}
        </Button>
      </header>
      <FocusedHeading
        key={`ask ${item.id}`}
        id={`${id}-ask`}
        className="quiz-ask"
        describedBy={`${id}-place`}
      >
        {text === "" ? words.closer : text}
      </FocusedHeading>
      <Options
        key={`options ${item.id}`}
        item={item}
        answering={answering}
        chosen={chosen}
        labelledBy={`${id}-ask`}
        onChoose={sitting.choose}
      />
      <footer className="quiz-foot">
        {sitting.back === undefined ? (
          <span />
        ) : (
          <Button look="quiet" big icon="back" onClick={sitting.back}>
            {words.back}
          </Button>
        )}
        <div className="quiz-said">
          {fault?.kind === "full" && <Unsaved onAgain={sitting.again} />}
          <p className="muted" role="status">
            {hint === undefined ? (isKept ? words.kept : words.free) : hints[hint]}
          </p>
        </div>
        <Button look="quiet" big onClick={sitting.pass}>
          {isAnswered ? words.next : words.skip}
          <Icon name="next" />
        </Button>
      </footer>
    </main>
  )
}
