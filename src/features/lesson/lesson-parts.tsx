import type { ReactNode } from "react"

import { hasRegister, type ActivityKind } from "#/domain/activity-kind.ts"
import type { Register } from "#/domain/register.ts"
import { lessonWords } from "#/text/lesson.ts"
import { TabPanel, Tabs, type Tab } from "#/ui/tabs.tsx"
import { useWords } from "#/ui/words.tsx"

import { ChecklistPart } from "./checklist-part.tsx"
import { DiagnosticPart } from "./diagnostic-part.tsx"
import { HistoryPart } from "./history-part.tsx"
import type { SheetKind } from "./lesson-sheet.tsx"
import type { MarkButtons } from "./mark-buttons.ts"
import { NotePart } from "./note-part.tsx"
import type { Lesson } from "./read-lesson.ts"
import type { RegisterLine } from "./register-lines.ts"
import { SummaryPart } from "./summary-part.tsx"

export type PartId = "who" | "checklist" | "test" | "steps" | "note" | "summary" | "history"

type TabsProps = {
  readonly kind: ActivityKind
  /** Whether a consultation has its part here. */
  readonly hasSteps: boolean
  /** Beside the register no tab for the register is needed. */
  readonly wide: boolean
  readonly current: PartId
  readonly onChange: (part: PartId) => void
}

const name = "lesson"

export function LessonTabs({ kind, hasSteps, wide, current, onChange }: TabsProps) {
  const words = useWords(lessonWords)
  const first = (): string => {
    if (hasRegister(kind)) return words.whoIsHere
    return kind === "training" ? words.course : words.people
  }
  const tabs: readonly Tab<PartId>[] = [
    ...(wide ? [] : [{ id: "who" as const, label: first() }]),
    { id: "checklist", label: words.checklist },
    ...(kind === "diagnostic" ? [{ id: "test" as const, label: words.test }] : []),
    ...(hasSteps ? [{ id: "steps" as const, label: words.steps }] : []),
    { id: "note", label: words.note },
    { id: "summary", label: words.summary },
    { id: "history", label: words.history },
  ]
  return (
    <Tabs
      className="lesson-tabs"
      name={name}
      label={words.parts}
      tabs={tabs}
      current={current}
      onChange={onChange}
    />
  )
}

type PartProps = {
  readonly part: Exclude<PartId, "who">
  readonly lesson: Lesson
  readonly register: Register
  readonly lines: readonly RegisterLine[]
  readonly buttons: MarkButtons
  /** Whose marks the history is asked for; undefined for the whole lesson. */
  readonly pupil: string | undefined
  readonly onAllHistory: () => void
  readonly onPrint: (sheet: SheetKind) => void
  /** What stands in «Тест» of a diagnostic that is taken on this tablet; else the part says what was taken. */
  readonly session: ReactNode
  /** What stands in «Шаги» of a consultation. */
  readonly steps: ReactNode
  /** It would be taken here, but the instrument is not on the tablet. */
  readonly isMissing: boolean
}

/** The register as one of the parts, where it does not stand beside them. */
export function WhoPart({ children }: { readonly children: ReactNode }) {
  return (
    <TabPanel name={name} id="who">
      {children}
    </TabPanel>
  )
}

export function LessonPart(props: PartProps) {
  const words = useWords(lessonWords)
  return (
    <TabPanel name={name} id={props.part} className="lesson-part">
      <h2 className="unseen">{words[props.part]}</h2>
      <Part {...props} />
    </TabPanel>
  )
}

function Part(props: PartProps) {
  switch (props.part) {
    case "checklist":
      return <ChecklistPart lesson={props.lesson} />
    case "test":
      return props.session ?? <DiagnosticPart {...props} />
    case "steps":
      return props.steps
    case "note":
      return <NotePart lesson={props.lesson} />
    case "summary":
      return <SummaryPart {...props} />
    case "history":
      return <HistoryPart {...props} />
  }
}
