import { useState } from "react"

import type { Day } from "#/domain/day.ts"
import { seasonWords } from "#/text/season.ts"
import { DateField } from "#/ui/date-field.tsx"
import { useWords } from "#/ui/words.tsx"

type Props = {
  readonly labels: readonly [from: string, until: string]
  readonly from: Day
  readonly until: Day
  /** The sentence that says why these two cannot be; undefined when they can. */
  readonly faultOf: (from: Day, until: Day) => string | undefined
  readonly onChange: (from: Day, until: Day) => void
}

/** Two dates that belong together: saved when a field is left and both make sense. */
export function DatePair({ labels, from, until, faultOf, onChange }: Props) {
  const words = useWords(seasonWords)
  const [typed, setTyped] = useState({ from, until })
  const [kept, setKept] = useState({ from, until })
  if (kept.from !== from || kept.until !== until) {
    // Somebody else, or an undo, has changed them.
    setKept({ from, until })
    setTyped({ from, until })
  }
  const faults = {
    from: typed.from === "" ? words.noDay : undefined,
    until: typed.until === "" ? words.noDay : whole(typed, faultOf),
  }
  const leave = (now: typeof typed): void => {
    const isWhole = now.from !== "" && now.until !== "" && whole(now, faultOf) === undefined
    const isNew = now.from !== from || now.until !== until
    if (isWhole && isNew) onChange(now.from, now.until)
  }
  return (
    <div className="season-pair">
      {(["from", "until"] as const).map((name, index) => (
        <DateField
          key={name}
          label={labels[index] ?? ""}
          value={typed[name]}
          fault={faults[name] === undefined ? undefined : { text: faults[name] }}
          insist
          onChange={(day) => {
            setTyped({ ...typed, [name]: day })
          }}
          onLeave={(day) => {
            leave({ ...typed, [name]: day })
          }}
        />
      ))}
    </div>
  )
}

function whole(
  { from, until }: { readonly from: Day; readonly until: Day },
  faultOf: Props["faultOf"],
): string | undefined {
  return from === "" || until === "" ? undefined : faultOf(from, until)
}
