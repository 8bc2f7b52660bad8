import { useState } from "react"

import { consentSigners, type Consent } from "#/domain/consent.ts"
import { useSave } from "#/features/use-save.ts"
import { useServices } from "#/platform/services.tsx"
import { consentWords } from "#/text/consents.ts"
import { Button } from "#/ui/button.tsx"
import { ChoiceField } from "#/ui/choice-field.tsx"
import { DateField } from "#/ui/date-field.tsx"
import { Dialog } from "#/ui/dialog.tsx"
import { TextField } from "#/ui/field.tsx"
import { useWords } from "#/ui/words.tsx"

import { factEdit, withdrawalEdit } from "./consent-edits.ts"

type Props = {
  readonly name: string
  readonly consent: Consent
  readonly mayKeep: boolean
}

/** What else stands on the paper. Each field is saved when it is left. */
export function ConsentDetails({ name, consent, mayKeep }: Props) {
  const { details: words } = useWords(consentWords)
  const save = useSave()
  const { today } = useServices()
  const { pupil, purpose } = consent
  const [guardian, setGuardian] = useState(consent.guardian)
  const [scan, setScan] = useState(consent.scan)
  const put = (fact: Readonly<Record<string, string | null>>): void => {
    void save([factEdit(pupil, purpose, fact)])
  }
  return (
    <fieldset className="consent-details" disabled={!mayKeep} aria-label={name}>
      <DateField
        label={words.day}
        value={consent.day}
        max={today()}
        onChange={(day) => put({ day: day === "" ? null : day })}
      />
      <ChoiceField
        label={words.signed}
        value={consent.signed}
        options={consentSigners.map((value) => ({ value, label: words.signers[value] }))}
        onChange={(signed) => put({ signed })}
      />
      <TextField
        label={words.guardian}
        hint={words.guardianHint}
        value={guardian}
        maxLength={200}
        autoComplete="off"
        onChange={setGuardian}
        onLeave={(left) => put({ guardian: left.trim() === "" ? null : left.trim() })}
      />
      <TextField
        label={words.scan}
        hint={words.scanHint}
        value={scan}
        maxLength={40}
        autoComplete="off"
        onChange={setScan}
        onLeave={(left) => put({ scan: left.trim() === "" ? null : left.trim() })}
      />
      {mayKeep && consent.status === "given" && <Withdraw name={name} consent={consent} />}
    </fieldset>
  )
}

/** One of the four questions that stop everything: what follows from it cannot be taken back. */
function Withdraw({ name, consent }: Omit<Props, "mayKeep">) {
  const { details: words, dialog, withdrawnNow } = useWords(consentWords)
  const save = useSave()
  const { today } = useServices()
  const [isAsking, setIsAsking] = useState(false)
  const withdraw = (): void => {
    setIsAsking(false)
    const { pupil, purpose } = consent
    void save([withdrawalEdit(pupil, { purpose, day: today() })], withdrawnNow(name))
  }
  return (
    <div className="line">
      <Button onClick={() => setIsAsking(true)}>{words.withdraw}</Button>
      {isAsking && (
        <Dialog
          title={dialog.title(name)}
          stay={{ label: dialog.stay, run: () => setIsAsking(false) }}
          harm={{ label: dialog.harm, run: withdraw }}
        >
          <p>{dialog.text}</p>
        </Dialog>
      )}
    </div>
  )
}
