import { useState } from "react"

import { ageOn, gateFor, signersFor, type Consent, type ConsentPurpose } from "#/domain/consent.ts"
import { shortName, type Pupil } from "#/domain/pupil.ts"
import { useSave } from "#/features/use-save.ts"
import { useServices } from "#/platform/services.tsx"
import { consentWords } from "#/text/consents.ts"
import { IconButton } from "#/ui/button.tsx"
import { classNames } from "#/ui/class-names.ts"
import { Icon } from "#/ui/icon.tsx"
import { stateClass } from "#/ui/state.ts"
import { useWords } from "#/ui/words.tsx"

import { ConsentDetails } from "./consent-details.tsx"
import { noPaperEdit, paperEdit } from "./consent-edits.ts"

export type Marking = { readonly purpose: ConsentPurpose; readonly day: string }

type Props = {
  readonly no: number
  readonly pupil: Pupil
  readonly list: readonly Pupil[]
  readonly consent: Consent | undefined
  readonly marking: Marking
  readonly mayKeep: boolean
}

/** One pupil's paper: two buttons, the active one clears; the rest of what stands on it one tap further. */
export function ConsentRow({ no, pupil, list, consent, marking, mayKeep }: Props) {
  const words = useWords(consentWords)
  const save = useSave()
  const [isOpen, setIsOpen] = useState(false)
  const name = shortName(pupil, list)
  const tap = (status: "given" | "refused"): void => {
    const isActive = consent?.status === status
    void save([
      isActive ? noPaperEdit(pupil.id, marking.purpose) : paperEdit(pupil, status, marking),
    ])
  }
  const remark = useRemark(pupil, consent, marking.purpose)
  return (
    <li className="consent-row" data-status={consent?.status ?? "none"}>
      <span className="consent-no num">{no}</span>
      <span className="consent-name">
        <b>{name}</b>
        {remark !== undefined && <span className="muted">{remark}</span>}
      </span>
      <span className="consent-marks" role="group" aria-label={name}>
        <Mark
          label={words.given}
          state="present"
          icon="check"
          pressed={consent?.status === "given"}
          disabled={!mayKeep}
          onTap={() => tap("given")}
        />
        <Mark
          label={words.refused}
          state="late"
          icon="excuse"
          pressed={consent?.status === "refused"}
          disabled={!mayKeep}
          onTap={() => tap("refused")}
        />
      </span>
      <IconButton
        icon="down"
        label={words.more(name)}
        aria-expanded={isOpen}
        disabled={consent === undefined}
        onClick={() => setIsOpen(!isOpen)}
      />
      {isOpen && consent !== undefined && (
        <ConsentDetails name={name} consent={consent} mayKeep={mayKeep} />
      )}
    </li>
  )
}

type MarkProps = {
  readonly label: string
  readonly state: "present" | "late"
  readonly icon: "check" | "excuse"
  readonly pressed: boolean
  readonly disabled: boolean
  readonly onTap: () => void
}

function Mark({ label, state, icon, pressed, disabled, onTap }: MarkProps) {
  return (
    <button
      type="button"
      className={classNames("consent-mark", stateClass(state))}
      aria-pressed={pressed}
      disabled={disabled}
      onClick={onTap}
    >
      {pressed && <Icon name={icon} />}
      <span>{label}</span>
    </button>
  )
}

/** What is worth knowing of this paper; a plain missing one says it by its buttons. */
function useRemark(
  pupil: Pupil,
  consent: Consent | undefined,
  purpose: ConsentPurpose,
): string | undefined {
  const words = useWords(consentWords)
  const { today } = useServices()
  if (consent === undefined) return undefined
  const gate = gateFor(consent, { born: pupil.born, day: today() })
  const isOfAll = gate.kind === "closed" && gate.why === "clash"
  if (gate.kind === "closed") {
    return purpose === "school" || isOfAll ? words.gate[gate.why] : undefined
  }
  const wanted = signersFor(ageOn(pupil.born, consent.day === "" ? today() : consent.day))
  return wanted === "both" && consent.signed === "guardian" ? words.ownSignature : undefined
}
