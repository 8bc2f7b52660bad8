import { useState } from "react"

import type { RetentionAnswer } from "#/sync/api.ts"
import { dateWords } from "#/text/dates.ts"
import { retentionWords } from "#/text/retention.ts"
import { Card } from "#/ui/card.tsx"
import { useToast } from "#/ui/toast.tsx"
import { useWords } from "#/ui/words.tsx"

import { FinalAct } from "./final-act.tsx"
import { depersonalise } from "./use-retention.ts"

type Years = RetentionAnswer["years"]
type Props = { readonly years: Years; readonly onDone: () => void }

/** School years that still have names; those that are due can be depersonalised. */
export function YearsCard({ years, onDone }: Props) {
  const { years: words } = useWords(retentionWords)
  return (
    <Card title={words.title}>
      {years.length === 0 && <p className="muted">{words.none}</p>}
      <ul className="retention-years">
        {years.map((year) => (
          <YearRow key={year.year} year={year} onDone={onDone} />
        ))}
      </ul>
    </Card>
  )
}

type RowProps = { readonly year: Years[number]; readonly onDone: () => void }

function YearRow({ year: { year, lastDay, from, pupils, open }, onDone }: RowProps) {
  const { years: words } = useWords(retentionWords)
  const dates = useWords(dateWords)
  const toasts = useToast()
  const [early, setEarly] = useState<string>()
  const act = async () => {
    const asked = await depersonalise(year)
    if (asked.kind === "failed") return asked.failure
    if (asked.answer.kind === "too-early") {
      setEarly(asked.answer.from)
      return undefined
    }
    toasts.show({ text: words.done(asked.answer.pupils) })
    onDone()
    return undefined
  }
  return (
    <li>
      <p>
        <b>{words.year(year)}</b>
        <span className="muted">
          {open
            ? words.open(pupils, dates.dayWithYear(lastDay))
            : words.closed(pupils, dates.dayWithYear(from))}
        </span>
      </p>
      {early !== undefined && <p role="alert">{words.early(dates.dayWithYear(early))}</p>}
      {open && (
        <FinalAct summary={words.act(year)} what={words.what} label={words.act(year)} act={act} />
      )}
    </li>
  )
}
