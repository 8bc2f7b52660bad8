import { useId } from "react"

import { hasRegister } from "#/domain/activity-kind.ts"
import { groupSize, hasField } from "#/domain/activity-plan.ts"
import { shortName, type Pupil } from "#/domain/pupil.ts"
import { className } from "#/domain/school-class.ts"
import { requiredFor } from "#/domain/season.ts"
import { useLive } from "#/platform/use-live.ts"
import { planWords } from "#/text/plan.ts"
import { Card } from "#/ui/card.tsx"
import { CheckboxRow } from "#/ui/checkbox-row.tsx"
import { ChoiceChip, ChipRow } from "#/ui/chip.tsx"
import { TickField } from "#/ui/choice-field.tsx"
import { useWords } from "#/ui/words.tsx"

import { FaultLine, WarningLine } from "./fault-line.tsx"
import type { FormPart } from "./form-part.ts"
import { readPupilsOf } from "./read-plan.ts"

/** The classes, or some of their pupils. */
export function WhoCard(part: FormPart) {
  const words = useWords(planWords)
  const { plan, change, faults, insist, ground, isFixed } = part
  const hintId = useId()
  const pupils = useLive(`pupils ${plan.classes.join(" ")}`, (journal) =>
    readPupilsOf(journal, plan.classes),
  )
  const press = (id: string): void => {
    const isChosen = plan.classes.includes(id)
    const classes = isChosen ? plan.classes.filter((one) => one !== id) : [...plan.classes, id]
    change({ classes, group: [] })
  }
  return (
    <Card title={words.forWhom}>
      <div className="stack stack-close" aria-describedby={hintId}>
        <ChipRow label={words.classes}>
          {ground.classes.map((schoolClass) => (
            <ChoiceChip
              key={schoolClass.id}
              pressed={plan.classes.includes(schoolClass.id)}
              disabled={isFixed}
              onPress={() => {
                press(schoolClass.id)
              }}
            >
              {className(schoolClass)}
            </ChoiceChip>
          ))}
        </ChipRow>
        {insist && faults.classes && <FaultLine>{words.fault[faults.classes]}</FaultLine>}
        <p className="muted" id={hintId}>
          {isFixed ? words.marksThere : words.classesHint}
        </p>
        <GradeWarning {...part} />
        {hasField(plan.kind, "group") && plan.classes.length > 0 && pupils !== undefined && (
          <PartOfClass {...part} pupils={pupils} />
        )}
      </div>
    </Card>
  )
}

/** The season may not ask this of a grade. It is said, and may be done all the same. */
function GradeWarning({ plan, ground }: FormPart) {
  const words = useWords(planWords)
  const step = ground.season.steps.find(({ kind }) => kind === plan.kind)
  if (step === undefined || !hasRegister(plan.kind)) return null
  const others = ground.classes
    .filter(({ id }) => plan.classes.includes(id))
    .filter(({ grade }) => !requiredFor(step, grade))
  if (others.length === 0) return null
  return <WarningLine>{words.gradesUnusual(others.map(className).join(", "))}</WarningLine>
}

type PartProps = FormPart & { readonly pupils: readonly Pupil[] }

function PartOfClass({ plan, change, faults, insist, isFixed, pupils }: PartProps) {
  const words = useWords(planWords)
  const count = plan.isPart ? plan.group.length : pupils.length
  const size = groupSize(plan.kind, count)
  return (
    <>
      <TickField
        label={words.part}
        detail={words.partHint}
        checked={plan.isPart}
        disabled={isFixed}
        onChange={(isPart) => {
          change({ isPart })
        }}
      />
      {plan.isPart && pupils.length === 0 && <p className="muted">{words.noPupils}</p>}
      {plan.isPart && pupils.length > 0 && (
        <fieldset className="plan-group">
          <legend className="num">{words.chosen(plan.group.length, pupils.length)}</legend>
          {pupils.map((pupil) => (
            <CheckboxRow
              key={pupil.id}
              checked={plan.group.includes(pupil.id)}
              disabled={isFixed}
              onChange={(isChosen) => {
                const others = plan.group.filter((id) => id !== pupil.id)
                change({ group: isChosen ? [...others, pupil.id] : others })
              }}
            >
              {shortName(pupil, pupils)}
            </CheckboxRow>
          ))}
        </fieldset>
      )}
      {insist && faults.group && <FaultLine>{words.fault[faults.group]}</FaultLine>}
      {size !== undefined && !size.isUsual && count > 0 && (
        <WarningLine>
          {`${words.groupUnusual(size.from, size.to)} ${words.groupNow(count)}`}
        </WarningLine>
      )}
    </>
  )
}
