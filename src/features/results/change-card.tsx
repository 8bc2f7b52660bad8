import { daysBetween } from "#/domain/day.ts"
import { changeBetween, type Change, type ScaleChange } from "#/domain/results/change.ts"
import { dateWords } from "#/text/dates.ts"
import { instrumentText } from "#/text/instrument-text.ts"
import { resultWords } from "#/text/results.ts"
import { Card } from "#/ui/card.tsx"
import { useLanguage, useWords } from "#/ui/words.tsx"

import type { Taken } from "./read-pupil-results.ts"

type Props = { readonly taken: readonly Taken[]; readonly shown: Taken }

/** The attempt on the screen beside the one before it with the same instrument. */
export function ChangeCard({ taken, shown }: Props) {
  const words = useWords(resultWords).change
  const dates = useWords(dateWords)
  const before = taken
    .slice(taken.indexOf(shown) + 1)
    .find(({ attempt }) => attempt.instrument === shown.attempt.instrument)
  if (shown.profile === undefined) return null
  if (before === undefined) {
    return (
      <Card title={words.title}>
        <p className="muted">{words.first}</p>
      </Card>
    )
  }
  const change: Change =
    before.profile === undefined
      ? { kind: "not-compared", why: "another-version" }
      : changeBetween(before.profile, shown.profile)
  const days = dates.days(daysBetween(before.day, shown.day))
  return (
    <Card title={words.title}>
      <div className="stack stack-close">
        <p className="muted num">
          {words.between(dates.numbersWithYear(before.day), dates.numbersWithYear(shown.day), days)}
        </p>
        {change.kind === "not-compared" ? (
          <p>{words.not[change.why]}</p>
        ) : (
          <Compared change={change} shown={shown} />
        )}
      </div>
    </Card>
  )
}

type ComparedProps = {
  readonly change: Change & { readonly kind: "compared" }
  readonly shown: Taken
}

function Compared({ change: { scales, leading }, shown }: ComparedProps) {
  const words = useWords(resultWords).change
  const swing = Math.max(...scales.map((scale) => scale.swing))
  const isIpsative = shown.profile?.instrument.answering !== "rating"
  return (
    <>
      {scales.every(({ turn }) => turn === "same") && <p>{words.nothing}</p>}
      <ul className="changes">
        {scales.map((scale) => (
          <ScaleLine key={scale.scale.id} change={scale} />
        ))}
      </ul>
      <p>{words.leading[leading]}</p>
      <p className="muted">{words.rule(swing)}</p>
      {isIpsative && <p className="muted">{words.ipsative}</p>}
    </>
  )
}

function ScaleLine({ change: { scale, before, after, turn } }: { readonly change: ScaleChange }) {
  const words = useWords(resultWords).change
  const language = useLanguage()
  return (
    <li data-turn={turn}>
      <span>{instrumentText(scale.title, language)}</span>
      <span className="num nowrap">{words.row(before, after)}</span>
      <span className="changes-turn">{words.turn[turn]}</span>
    </li>
  )
}
