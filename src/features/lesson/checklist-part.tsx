import { memo, useState } from "react"

import {
  itemsEdit,
  minutesOf,
  phaseAt,
  phasesFrom,
  templateEdit,
  tickEdit,
  type Checklist,
  type ChecklistItem,
  type Phase,
} from "#/domain/checklist.ts"
import { textOf } from "#/domain/record.ts"
import { useSave } from "#/features/use-save.ts"
import { localTime } from "#/platform/calendar.ts"
import { useServices } from "#/platform/services.tsx"
import { checklistWords } from "#/text/checklists.ts"
import { lessonWords } from "#/text/lesson.ts"
import { Button } from "#/ui/button.tsx"
import { CheckboxPhase, CheckboxRow } from "#/ui/checkbox-row.tsx"
import { useWords } from "#/ui/words.tsx"

import { ItemsEditor } from "./items-editor.tsx"
import type { Lesson } from "./read-lesson.ts"
import { useChecklist } from "./use-checklist.ts"

/** What to do, the phase that is due first. A tick is saved at once. */
export const ChecklistPart = memo(function ChecklistPart({ lesson }: { readonly lesson: Lesson }) {
  const [editing, setEditing] = useState(false)
  const checklist = useChecklist(lesson)
  if (checklist === undefined) return null
  return editing ? (
    <EditedChecklist
      lesson={lesson}
      checklist={checklist}
      onReady={() => {
        setEditing(false)
      }}
    />
  ) : (
    <TickedChecklist
      lesson={lesson}
      checklist={checklist}
      onChange={() => {
        setEditing(true)
      }}
    />
  )
})

type TickedProps = {
  readonly lesson: Lesson
  readonly checklist: Checklist
  readonly onChange: () => void
}

function TickedChecklist({ lesson, checklist, onChange }: TickedProps) {
  const words = useWords(lessonWords)
  const { activity } = lesson
  const { today, nowMs } = useServices()
  const current = phaseAt(
    { ...activity, until: textOf(activity.record, "until") },
    { day: today(), time: localTime(new Date(nowMs())) },
  )
  return (
    <>
      {checklist.items.length === 0 && <p className="lesson-words">{words.checks.empty}</p>}
      {phasesFrom(current).map((phase) => (
        <PhaseItems
          key={phase}
          phase={phase}
          lesson={lesson}
          checklist={checklist}
          isCurrent={phase === current}
        />
      ))}
      <div className="lesson-acts">
        <Button look="quiet" icon="edit" onClick={onChange}>
          {words.checks.change}
        </Button>
      </div>
    </>
  )
}

type PhaseProps = {
  readonly phase: Phase
  readonly lesson: Lesson
  readonly checklist: Checklist
  readonly isCurrent: boolean
}

function PhaseItems({ phase, lesson, checklist, isCurrent }: PhaseProps) {
  const words = useWords(lessonWords)
  const phases = useWords(checklistWords).phase[lesson.activity.kind]
  const items = checklist.items.filter((item) => item.phase === phase)
  if (items.length === 0) return null
  const isDone = (item: ChecklistItem): boolean => checklist.done.has(item.id)
  const now = isCurrent ? nextOf(items, isDone)?.id : undefined
  const progress = words.checks.progress(items.filter(isDone).length, items.length)
  const minutes = minutesOf(items)
  return (
    <>
      <CheckboxPhase
        title={phases[phase]}
        aside={minutes > 0 ? words.checks.withMinutes(progress, minutes) : progress}
      />
      {items.map((item) => (
        <Tick
          key={item.id}
          item={item}
          checklist={checklist}
          now={item.id === now}
          isDone={isDone(item)}
        />
      ))}
    </>
  )
}

/** What comes after the last thing done: one that was skipped is not «now» any more. */
function nextOf(
  items: readonly ChecklistItem[],
  isDone: (item: ChecklistItem) => boolean,
): ChecklistItem | undefined {
  const last = items.map(isDone).lastIndexOf(true)
  return items[last + 1] ?? items.find((item) => !isDone(item))
}

type TickProps = {
  readonly item: ChecklistItem
  readonly checklist: Checklist
  readonly now: boolean
  readonly isDone: boolean
}

/** Shows the tick under the finger and takes it back if it could not be saved. */
function Tick({ item, checklist, now, isDone }: TickProps) {
  const words = useWords(lessonWords)
  const save = useSave()
  const [tapped, setTapped] = useState<boolean>()
  if (tapped === isDone) setTapped(undefined)
  const tick = async (checked: boolean): Promise<void> => {
    setTapped(checked)
    const written = await save([tickEdit(checklist, item.id, checked)])
    if (written.kind !== "saved") setTapped(undefined)
  }
  return (
    <CheckboxRow
      checked={tapped ?? isDone}
      now={now}
      {...(item.minutes === undefined ? {} : { aside: words.checks.minutes(item.minutes) })}
      onChange={(checked) => void tick(checked)}
    >
      {item.text}
    </CheckboxRow>
  )
}

type EditedProps = {
  readonly lesson: Lesson
  readonly checklist: Checklist
  readonly onReady: () => void
}

function EditedChecklist({ lesson, checklist, onReady }: EditedProps) {
  const words = useWords(lessonWords)
  const save = useSave()
  const { kind } = lesson.activity
  return (
    <>
      <ItemsEditor
        kind={kind}
        items={checklist.items}
        onChange={(items, said) => {
          void save([itemsEdit(checklist, items)], said)
        }}
      />
      <div className="lesson-acts">
        <Button look="main" onClick={onReady}>
          {words.checks.ready}
        </Button>
        <Button
          look="quiet"
          onClick={() => {
            const edit = templateEdit(kind, lesson.variant, checklist.items)
            void save([edit], words.checks.madePattern)
          }}
        >
          {words.checks.makePattern}
        </Button>
      </div>
    </>
  )
}
