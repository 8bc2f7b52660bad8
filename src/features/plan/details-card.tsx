import { hasField, stages } from "#/domain/activity-plan.ts"
import { variantOf } from "#/domain/checklist-templates.ts"
import { instrumentCodes, instrumentOf, type Instrument } from "#/domain/instruments.ts"
import { useServices } from "#/platform/services.tsx"
import { instrumentText } from "#/text/instrument-text.ts"
import { instrumentName, instrumentWords } from "#/text/instruments.ts"
import { planWords } from "#/text/plan.ts"
import { Card } from "#/ui/card.tsx"
import { ChoiceChip, ChipRow } from "#/ui/chip.tsx"
import { SelectField } from "#/ui/field.tsx"
import { useLanguage, useWords } from "#/ui/words.tsx"

import type { FormPart } from "./form-part.ts"
import { PlanTextField } from "./plan-field.tsx"

/** Who leads, and what only this kind of activity has. */
export function DetailsCard(part: FormPart) {
  const words = useWords(planWords)
  const { plan } = part
  return (
    <Card title={words.details}>
      <div className="plan-fields">
        <PlanTextField part={part} name="title" label={words.title[plan.kind]} />
        {isWeekly(part) && (
          <PlanTextField part={part} name="topic" type="number" label={words.topic} />
        )}
        {hasField(plan.kind, "instrument") && <Diagnostic {...part} />}
        <PlanTextField
          part={part}
          name="people"
          type="number"
          label={words.people}
          hint={words.peopleHint}
        />
        <PlanTextField part={part} name="provider" label={words.provider} />
        <PlanTextField part={part} name="hours" type="number" label={words.hours} />
        <PlanTextField part={part} name="modules" label={words.modules} />
        <PlanTextField part={part} name="certificate" label={words.certificate} />
        {plan.kind !== "training" && <Leader {...part} />}
      </div>
    </Card>
  )
}

/** Only a season of weekly lessons numbers its topics. */
function isWeekly({ plan, ground }: FormPart): boolean {
  const given = { season: ground.season.code, grade: undefined }
  return plan.topic !== "" || variantOf(plan.kind, given) === "thursday"
}

function Diagnostic({ plan, change, ground }: FormPart) {
  const words = useWords(planWords)
  const names = useWords(instrumentWords)
  const language = useLanguage()
  const own = ground.own.find(({ code }) => code === plan.instrument)
  const known: Pick<Instrument, "minutes" | "grades"> | undefined =
    own ?? instrumentOf(plan.instrument)
  const hint = known && `${names.minutes(...known.minutes)} · ${names.grades(...known.grades)}`
  const offered = [
    ...ground.own.map(({ code, title }) => ({
      value: code,
      label: words.ownInstrument(instrumentText(title, language)),
    })),
    ...instrumentCodes.map((value) => ({ value, label: instrumentName(names, value) })),
  ]
  // What was planned stays chosen, though it was hidden since or is not on this tablet.
  const isOffered = plan.instrument === "" || offered.some(({ value }) => value === plan.instrument)
  const kept = isOffered ? [] : [{ value: plan.instrument, label: names.other }]
  return (
    <>
      <SelectField
        label={words.instrument}
        value={plan.instrument}
        hint={hint}
        options={[{ value: "", label: words.noInstrument }, ...kept, ...offered]}
        onChange={(instrument) => {
          change({ instrument })
        }}
      />
      <div className="plan-wide">
        <ChipRow label={words.stage}>
          {stages.map((stage) => (
            <ChoiceChip
              key={stage}
              pressed={plan.stage === stage}
              onPress={() => {
                change({ stage })
              }}
            >
              {words.stages[stage]}
            </ChoiceChip>
          ))}
        </ChipRow>
      </div>
    </>
  )
}

/** A person of the school where the school is known, else a name by hand. */
function Leader(part: FormPart) {
  const words = useWords(planWords)
  const { plan, change, ground } = part
  const { person } = useServices().place
  if (person === null) {
    return (
      <PlanTextField part={part} name="leaderName" label={words.leader} hint={words.leaderHint} />
    )
  }
  const others = [...ground.people].filter(([id]) => id !== person.id)
  return (
    <>
      <SelectField
        label={words.leader}
        value={plan.leader}
        options={[
          { value: person.id, label: words.me(person.name) },
          ...others.map(([value, label]) => ({ value, label })),
          { value: "", label: words.otherLeader },
        ]}
        onChange={(leader) => {
          change({ leader })
        }}
      />
      {plan.leader === "" && (
        <PlanTextField part={part} name="leaderName" label={words.otherLeaderName} />
      )}
    </>
  )
}
