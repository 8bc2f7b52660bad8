import { useState } from "react"

import { attemptLimitsOf, type AttemptLimits } from "#/domain/attempts.ts"
import { useSave } from "#/features/use-save.ts"
import { seasonWords } from "#/text/season.ts"
import { Card } from "#/ui/card.tsx"
import { TextField } from "#/ui/field.tsx"
import { useWords } from "#/ui/words.tsx"

import type { SeasonBoard } from "./read-season-board.ts"
import { attemptsEdit } from "./season-edit.ts"

/** More than that is a slip of the finger. */
const largest: Readonly<Record<keyof AttemptLimits, number>> = { attempts: 20, daysBetween: 365 }

/** How often a pupil may take one diagnostic, and after how many days again. Empty is no limit. */
export function AttemptsCard({ board: { season, record } }: { readonly board: SeasonBoard }) {
  const { attempts: words } = useWords(seasonWords)
  const save = useSave()
  const limits = attemptLimitsOf(record)
  const set = (limit: keyof AttemptLimits, value: number | undefined): void => {
    const told = value === undefined ? words.saved[limit].none : words.saved[limit].some(value)
    void save([attemptsEdit(season, limit, value)], told)
  }
  return (
    <Card title={words.title}>
      <div className="stack stack-close">
        <p className="muted">{words.about}</p>
        {(["attempts", "daysBetween"] as const).map((limit) => (
          <LimitField
            key={limit}
            label={words[limit]}
            fault={words.fault(largest[limit])}
            max={largest[limit]}
            value={limits[limit]}
            onChange={(value) => set(limit, value)}
          />
        ))}
      </div>
    </Card>
  )
}

type FieldProps = {
  readonly label: string
  readonly fault: string
  readonly max: number
  readonly value: number | undefined
  readonly onChange: (value: number | undefined) => void
}

/** A whole number or nothing: saved when the field is left and it is one. */
function LimitField({ label, fault, max, value, onChange }: FieldProps) {
  const { attempts: words } = useWords(seasonWords)
  const [typed, setTyped] = useState(written(value))
  const [kept, setKept] = useState(value)
  /** What was saved here and has not come back yet: by then the next number may be half typed. */
  const [saved, setSaved] = useState<{ readonly value: number | undefined }>()
  if (kept !== value) {
    setKept(value)
    setSaved(undefined)
    // Somebody else, or an undo, has changed it.
    if (saved === undefined || saved.value !== value) setTyped(written(value))
  }
  const read = readLimit(typed, max)
  return (
    <TextField
      label={label}
      hint={words.hint}
      inputMode="numeric"
      maxLength={4}
      value={typed}
      onChange={setTyped}
      fault={read === "fault" ? { text: fault } : undefined}
      onLeave={() => {
        const stands = saved === undefined ? value : saved.value
        if (read === "fault" || read === stands) return
        setSaved({ value: read })
        onChange(read)
      }}
    />
  )
}

function written(limit: number | undefined): string {
  return limit === undefined ? "" : String(limit)
}

function readLimit(typed: string, max: number): number | undefined | "fault" {
  const digits = typed.trim()
  if (digits === "") return undefined
  const number = Number(digits)
  return /^\d+$/.test(digits) && number >= 1 && number <= max ? number : "fault"
}
