import { hasField, type PlanField } from "#/domain/activity-plan.ts"
import { noteLengthMax, titleLengthMax } from "#/domain/record-schema.ts"
import { planWords } from "#/text/plan.ts"
import { TextArea, TextField } from "#/ui/field.tsx"
import { useWords } from "#/ui/words.tsx"

import type { FormPart } from "./form-part.ts"

/** Fields that are one text each. */
export type TextName = Extract<
  PlanField,
  | "start"
  | "end"
  | "place"
  | "title"
  | "topic"
  | "partner"
  | "people"
  | "provider"
  | "hours"
  | "modules"
  | "certificate"
  | "leaderName"
>

type Props = {
  readonly part: FormPart
  readonly name: TextName
  readonly label: string
  readonly hint?: string
  readonly type?: "time" | "number"
  readonly onChange?: (value: string) => void
}

/** One text of the plan; nothing where this kind of activity has no such field. */
export function PlanTextField({ part, name, label, hint, type, onChange }: Props) {
  const words = useWords(planWords)
  const { plan, change, faults, insist } = part
  if (!hasField(plan.kind, name)) return null
  const why = faults[name]
  const common = {
    label,
    hint,
    insist,
    value: plan[name],
    fault: why && { text: words.fault[why] },
    onChange: onChange ?? ((value: string) => change({ [name]: value })),
  }
  if (name === "modules") {
    return (
      <div className="plan-wide">
        <TextArea {...common} maxLength={noteLengthMax} />
      </div>
    )
  }
  const digits = type === "number" ? { inputMode: "numeric" as const } : {}
  return (
    <TextField
      {...common}
      {...digits}
      type={type === "time" ? "time" : "text"}
      maxLength={titleLengthMax}
      autoComplete="off"
    />
  )
}
