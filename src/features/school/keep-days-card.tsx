import { useState } from "react"

import { recordIds } from "#/domain/record-ids.ts"
import { useSave } from "#/features/use-save.ts"
import { retentionWords } from "#/text/retention.ts"
import { Button } from "#/ui/button.tsx"
import { Card } from "#/ui/card.tsx"
import { TextField } from "#/ui/field.tsx"
import { useWords } from "#/ui/words.tsx"

/** Ten years: longer is no term but a slip. */
const daysMax = 3_650

/** The school's own term, a setting like any other: it is saved here and sent. */
export function KeepDaysCard({ keepDays }: { readonly keepDays: number }) {
  const { keep: words } = useWords(retentionWords)
  const save = useSave()
  const [typed, setTyped] = useState(String(keepDays))
  const days = /^\d{1,4}$/.test(typed.trim()) ? Number(typed) : Number.NaN
  const isGood = days <= daysMax
  return (
    <Card title={words.title}>
      <form
        className="stack stack-close"
        onSubmit={(event) => {
          event.preventDefault()
          if (!isGood) return
          const cells = { keepDays: days }
          void save([{ id: recordIds.school(), kind: "school", cells }], words.saved(days))
        }}
      >
        <TextField
          label={words.label}
          hint={words.hint}
          inputMode="numeric"
          value={typed}
          onChange={setTyped}
          fault={isGood ? undefined : { text: words.bad }}
        />
        {isGood && days !== keepDays && (
          <div className="line">
            <Button type="submit">{words.save}</Button>
          </div>
        )}
      </form>
    </Card>
  )
}
