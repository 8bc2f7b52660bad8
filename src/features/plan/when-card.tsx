import { hasField, placeModes, usualMinutes } from "#/domain/activity-plan.ts"
import { isTimeOfDay } from "#/domain/read-day.ts"
import { laterBy } from "#/domain/time-of-day.ts"
import { dateWords } from "#/text/dates.ts"
import { planWords } from "#/text/plan.ts"
import { Card } from "#/ui/card.tsx"
import { ChoiceChip, ChipRow } from "#/ui/chip.tsx"
import { DateField } from "#/ui/date-field.tsx"
import { useWords } from "#/ui/words.tsx"

import { WarningLine } from "./fault-line.tsx"
import type { FormPart } from "./form-part.ts"
import { PlanTextField } from "./plan-field.tsx"

/** The day, the hours and the place. */
export function WhenCard(part: FormPart) {
  const words = useWords(planWords)
  const { plan, change, faults, insist } = part
  const isCourse = plan.kind === "training"
  const range = useWindow(part)
  return (
    <Card title={words.whenWhere}>
      <div className="plan-fields">
        <DateField
          label={isCourse ? words.from : words.day}
          value={plan.day}
          insist={insist}
          {...(range?.isInside === true && { hint: words.stepWindow(range.range) })}
          fault={faults.day && { text: words.fault[faults.day] }}
          onChange={(day) => {
            change({ day })
          }}
        />
        {hasField(plan.kind, "until") && (
          <DateField
            label={words.until}
            value={plan.until}
            insist={insist}
            fault={faults.until && { text: words.fault[faults.until] }}
            onChange={(until) => {
              change({ until })
            }}
          />
        )}
        <Hours {...part} />
        {range !== undefined && !range.isInside && (
          <div className="plan-wide">
            <WarningLine>{words.outside(range.range)}</WarningLine>
          </div>
        )}
        {hasField(plan.kind, "mode") && (
          <div className="plan-wide stack stack-close">
            <ChipRow label={words.mode}>
              {placeModes.map((mode) => (
                <ChoiceChip
                  key={mode}
                  pressed={plan.mode === mode}
                  onPress={() => {
                    change({ mode })
                  }}
                >
                  {words.modes[mode]}
                </ChoiceChip>
              ))}
            </ChipRow>
          </div>
        )}
        <PlanTextField part={part} name="partner" label={words.partner} />
        <PlanTextField
          part={part}
          name="place"
          label={words.place[hasField(plan.kind, "mode") ? plan.mode : "school"]}
        />
      </div>
    </Card>
  )
}

/** The end follows the start by a period until a person says otherwise. */
function Hours(part: FormPart) {
  const words = useWords(planWords)
  const { plan, change } = part
  if (!hasField(plan.kind, "start")) return null
  const usualEnd = (start: string): string =>
    isTimeOfDay(start) ? laterBy(start, usualMinutes(plan.kind)) : ""
  const setStart = (start: string): void => {
    const follows = plan.end === "" || plan.end === usualEnd(plan.start)
    change(follows ? { start, end: usualEnd(start) } : { start })
  }
  return (
    <div className="plan-hours">
      <PlanTextField part={part} name="start" type="time" label={words.start} onChange={setStart} />
      <PlanTextField part={part} name="end" type="time" label={words.end} />
    </div>
  )
}

/** When the season wants the step; undefined when it does not say. */
function useWindow({ plan, ground }: FormPart): { range: string; isInside: boolean } | undefined {
  const dates = useWords(dateWords)
  const step = ground.season.steps.find(({ kind }) => kind === plan.kind)
  if (step === undefined || step.skipped) return undefined
  const isInside = plan.day === "" || (step.from <= plan.day && plan.day <= step.due)
  return { range: dates.range(step.from, step.due), isInside }
}
