import { useState, type SyntheticEvent } from "react"

import { confirmRecoveryCode } from "#/platform/key-settings.ts"
import { useServices } from "#/platform/services.tsx"
import type { RecoveryCodeMade } from "#/platform/unlocking.ts"
import { dateWords, dayOf } from "#/text/dates.ts"
import { lockWords } from "#/text/lock.ts"
import { Button } from "#/ui/button.tsx"
import { TextField } from "#/ui/field.tsx"
import { useWords } from "#/ui/words.tsx"

type Props = {
  readonly code: Extract<RecoveryCodeMade, { readonly kind: "made" }>
  readonly onConfirmed: () => void
  /** The code was made before a reload and is nobody's now. */
  readonly onForgotten: () => void
}

/** A code on paper. Parts of it are typed back: a code that was never written down opens nothing. */
export function RecoverySheet({ code, onConfirmed, onForgotten }: Props) {
  const { newCode: words } = useWords(lockWords)
  const services = useServices()
  const [typed, setTyped] = useState<readonly string[]>(() => code.ask.map(() => ""))
  const [isWrong, setWrong] = useState(false)
  const confirm = async (): Promise<void> => {
    const result = await confirmRecoveryCode(services, typed)
    if (result.kind === "confirmed") onConfirmed()
    else if (result.kind === "forgotten") onForgotten()
    else setWrong(true)
  }
  const put = (at: number, text: string): void => {
    setWrong(false)
    setTyped(typed.map((other, index) => (index === at ? text : other)))
  }
  return (
    <div className="stack stack-close">
      <PaperSheet groups={code.groups} nowMs={services.nowMs()} />
      <div className="line no-print">
        <Button icon="print" onClick={() => window.print()}>
          {words.print}
        </Button>
      </div>
      <form
        className="stack stack-close no-print"
        noValidate
        onSubmit={(event: SyntheticEvent) => {
          event.preventDefault()
          void confirm()
        }}
      >
        <p>{words.check}</p>
        {code.ask.map((group, index) => (
          <TextField
            key={group}
            label={words.checkLabel(group + 1)}
            value={typed[index] ?? ""}
            onChange={(text) => put(index, text)}
            fault={isWrong ? { text: words.wrong } : undefined}
            insist
            autoCapitalize="characters"
            autoComplete="off"
            autoCorrect="off"
            spellCheck={false}
            maxLength={20}
          />
        ))}
        <Button type="submit" look="main" big>
          {words.confirm}
        </Button>
      </form>
    </div>
  )
}

type SheetProps = { readonly groups: readonly string[]; readonly nowMs: number }

function PaperSheet({ groups, nowMs }: SheetProps) {
  const { newCode: words } = useWords(lockWords)
  const dates = useWords(dateWords)
  const { place } = useServices()
  return (
    <section className="lock-sheet" aria-label={words.code}>
      <h2 className="title">{words.sheetTitle}</h2>
      <p className="print-only">
        {[place.person?.name, place.schoolName].filter(Boolean).join(" · ")}
      </p>
      <ol className="lock-code">
        {groups.map((group, index) => (
          // The place of a group is part of it: the person is asked for the second and the fifth.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={index}>{group}</li>
        ))}
      </ol>
      <p>{words.sheetUse}</p>
      <p>{words.sheetKeep}</p>
      <p className="print-only">{words.made(dates.numbersWithYear(dayOf(nowMs)))}</p>
    </section>
  )
}
