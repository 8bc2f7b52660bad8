import { useState, type KeyboardEvent } from "react"

import type { ActivityKind } from "#/domain/activity-kind.ts"
import { phases, type ChecklistItem, type Phase } from "#/domain/checklist.ts"
import { titleLengthMax } from "#/domain/record-schema.ts"
import { useServices } from "#/platform/services.tsx"
import { checklistWords } from "#/text/checklists.ts"
import { lessonWords } from "#/text/lesson.ts"
import { IconButton } from "#/ui/button.tsx"
import { CheckboxPhase } from "#/ui/checkbox-row.tsx"
import { useWords } from "#/ui/words.tsx"

import "./items-editor.css"

type Change = (items: readonly ChecklistItem[], said?: string) => void

type Props = {
  readonly kind: ActivityKind
  readonly items: readonly ChecklistItem[]
  /** Called for every finished change; `said` names what can be undone. */
  readonly onChange: Change
}

/** Words and minutes of a checklist's items, phase by phase. Leaving a field saves it. */
export function ItemsEditor({ kind, items, onChange }: Props) {
  const titles = useWords(checklistWords).phase[kind]
  const words = useWords(lessonWords)
  return phases.map((phase) => (
    <section key={phase} aria-label={titles[phase]}>
      <CheckboxPhase title={titles[phase]} />
      <ul>
        {items
          .filter((item) => item.phase === phase)
          .map((item) => (
            <ItemFields
              // A change from elsewhere starts the fields anew.
              key={`${item.id} ${item.text} ${item.minutes ?? ""}`}
              item={item}
              onChange={(changed) => {
                onChange(items.map((other) => (other.id === item.id ? changed : other)))
              }}
              onRemove={() => {
                onChange(
                  items.filter((other) => other.id !== item.id),
                  words.checks.removed(item.text),
                )
              }}
            />
          ))}
      </ul>
      <NewItem
        phase={phase}
        title={titles[phase]}
        onAdd={(item) => {
          onChange([...items, item])
        }}
      />
    </section>
  ))
}

type ItemProps = {
  readonly item: ChecklistItem
  readonly onChange: (item: ChecklistItem) => void
  readonly onRemove: () => void
}

function ItemFields({ item, onChange, onRemove }: ItemProps) {
  const words = useWords(lessonWords)
  const [text, setText] = useState(item.text)
  const [minutes, setMinutes] = useState(String(item.minutes ?? ""))
  const leave = (): void => {
    const next = itemWith(item, text.trim() || item.text, minutes)
    setText(next.text)
    if (next.text !== item.text || next.minutes !== item.minutes) onChange(next)
  }
  return (
    <li className="item-edit">
      <textarea
        rows={1}
        aria-label={words.checks.item}
        maxLength={titleLengthMax}
        value={text}
        onChange={(event) => {
          setText(event.target.value.replaceAll("\n", " "))
        }}
        onBlur={leave}
        onKeyDown={leaveOnEnter}
      />
      <input
        type="text"
        inputMode="numeric"
        className="item-minutes"
        aria-label={`${words.checks.itemMinutes}: ${item.text}`}
        placeholder={words.checks.minutesShort}
        maxLength={3}
        value={minutes}
        onChange={(event) => {
          setMinutes(event.target.value.replaceAll(/\D/gu, ""))
        }}
        onBlur={leave}
        onKeyDown={leaveOnEnter}
      />
      <IconButton icon="trash" label={words.checks.removeItem(item.text)} onClick={onRemove} />
    </li>
  )
}

function itemWith(item: ChecklistItem, text: string, minutes: string): ChecklistItem {
  const { id, phase } = item
  return minutes === "" ? { id, phase, text } : { id, phase, text, minutes: Number(minutes) }
}

function leaveOnEnter(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== "Enter") return
  event.preventDefault()
  event.currentTarget.blur()
}

type NewProps = {
  readonly phase: Phase
  readonly title: string
  readonly onAdd: (item: ChecklistItem) => void
}

function NewItem({ phase, title, onAdd }: NewProps) {
  const words = useWords(lessonWords)
  const { newId } = useServices()
  const [text, setText] = useState("")
  return (
    <form
      className="item-edit item-new"
      onSubmit={(event) => {
        event.preventDefault()
        if (text.trim() === "") return
        onAdd({ id: newId(), phase, text: text.trim() })
        setText("")
      }}
    >
      <input
        type="text"
        aria-label={words.checks.newItem(title)}
        placeholder={words.checks.addItem}
        maxLength={titleLengthMax}
        value={text}
        onChange={(event) => {
          setText(event.target.value)
        }}
      />
      <IconButton type="submit" icon="plus" label={words.checks.addItem} />
    </form>
  )
}
