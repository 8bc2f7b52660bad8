import { Button } from "./button.tsx"

import "./clash-card.css"

type Props<Value> = {
  /** Whose it is: «Орлова Дарья». */
  readonly subject: string
  /** Both sides with names and times, in one sentence. */
  readonly sentence: string
  readonly choices: readonly { readonly label: string; readonly value: Value }[]
  readonly onChoose: (value: Value) => void
}

/** Two values that did not know each other. A tap on one of them ends it; both stay in the history. */
export function ClashCard<Value>({ subject, sentence, choices, onChoose }: Props<Value>) {
  return (
    <div className="clash st-conflict" role="group" aria-label={`${subject}: ${sentence}`}>
      <p>
        <b>{subject}:</b> {sentence}
      </p>
      <div className="clash-choice">
        {choices.map(({ label, value }) => (
          <Button
            key={label}
            onClick={() => {
              onChoose(value)
            }}
          >
            {label}
          </Button>
        ))}
      </div>
    </div>
  )
}
