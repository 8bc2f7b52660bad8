import { useState } from "react"

import type { Activity } from "#/domain/activity.ts"
import { shortName, type Pupil } from "#/domain/pupil.ts"
import type { SchoolClass } from "#/domain/school-class.ts"
import { useServices } from "#/platform/services.tsx"
import { useCalmly } from "#/platform/use-calmly.ts"
import { useLive } from "#/platform/use-live.ts"
import { consultationWords } from "#/text/consultation.ts"
import { Chip } from "#/ui/chip.tsx"
import { Wait } from "#/ui/wait.tsx"
import { useWords } from "#/ui/words.tsx"

import { MemberForm } from "./member-form.tsx"
import { PaperButtons } from "./paper-buttons.tsx"
import { readConsultation, type Consultation, type Member } from "./read-consultation.ts"

import "./consultation.css"

type Props = {
  readonly activity: Activity
  readonly classes: readonly SchoolClass[]
  /** In the order of the register. */
  readonly pupils: readonly Pupil[]
  readonly schoolName: string
}

/** The sheet of a consultation: what each marks, one step by a date, and the papers. Opening it writes nothing. */
export function ConsultationPart({ activity, classes, pupils, schoolName }: Props) {
  const words = useWords(consultationWords)
  const { person } = useServices().place
  const ids = pupils.map(({ id }) => id).join(" ")
  const consultation = useLive(
    `consultation ${activity.id} ${ids}`,
    useCalmly((journal) => readConsultation(journal, { activity, pupils, person })),
  )
  if (consultation === undefined) return <Wait />
  if (consultation.kind === "not-yours") return <p className="consultation">{words.notYours}</p>
  return <Sheet {...{ activity, classes, schoolName, consultation }} />
}

export type Open = Extract<Consultation, { readonly kind: "open" }>

export type SheetProps = Omit<Props, "pupils"> & { readonly consultation: Open }

function Sheet(props: SheetProps) {
  const words = useWords(consultationWords)
  const [opened, setOpened] = useState<string>()
  const { members } = props.consultation
  if (members.length === 0) return <p className="consultation">{words.noneHere}</p>
  const filled = members.filter(({ recommendation }) => hasStep(recommendation)).length
  return (
    <div className="consultation">
      <p className="muted">{words.rule}</p>
      <p role="status">
        <b>{words.filled(filled, members.length)}</b>
      </p>
      <ul className="member-list">
        {members.map((member) => (
          <MemberRow
            key={member.pupil.id}
            {...props}
            member={member}
            isOpen={member.pupil.id === opened}
            onToggle={() => setOpened(member.pupil.id === opened ? undefined : member.pupil.id)}
          />
        ))}
      </ul>
      <PaperButtons {...props} />
    </div>
  )
}

export function hasStep(recommendation: Member["recommendation"]): boolean {
  return recommendation !== undefined && recommendation.nextStep !== ""
}

type RowProps = SheetProps & {
  readonly member: Member
  readonly isOpen: boolean
  readonly onToggle: () => void
}

/** Closed it tells nothing of a result: the pupil beside the teacher sees the others' names and no more. */
function MemberRow(props: RowProps) {
  const { member, isOpen, onToggle, consultation } = props
  const called = shortName(
    member.pupil,
    consultation.members.map(({ pupil }) => pupil),
  )
  return (
    <li>
      <button type="button" className="member" aria-expanded={isOpen} onClick={onToggle}>
        <b>{called}</b> <StateChip member={member} />
      </button>
      {isOpen && <MemberForm {...props} />}
    </li>
  )
}

type MemberState = "step" | "begun" | "none"

function stateOf({ recommendation }: Member): MemberState {
  if (hasStep(recommendation)) return "step"
  if (recommendation === undefined) return "none"
  const { spheres, subjects, due } = recommendation
  return spheres.length + subjects.length > 0 || due !== "" ? "begun" : "none"
}

function StateChip({ member }: { readonly member: Member }) {
  const words = useWords(consultationWords).state
  const state = stateOf(member)
  if (state === "none") return <Chip>{words.none}</Chip>
  return state === "step" ? (
    <Chip state="present" icon="check">
      {words.step}
    </Chip>
  ) : (
    <Chip state="waiting" icon="clock">
      {words.begun}
    </Chip>
  )
}
