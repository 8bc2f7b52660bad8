import { useState } from "react"

import type { Journal } from "#/data/journal.ts"
import { readByIds } from "#/data/read.ts"
import { checklistPatterns, shippedItems } from "#/domain/checklist-templates.ts"
import { itemsOf, minutesOf, templateEdit, type ChecklistItem } from "#/domain/checklist.ts"
import { recordIds } from "#/domain/record-ids.ts"
import { paths } from "#/features/paths.ts"
import { useSave } from "#/features/use-save.ts"
import { useLive } from "#/platform/use-live.ts"
import { activityWords } from "#/text/activities.ts"
import { checklistWords } from "#/text/checklists.ts"
import { lessonWords } from "#/text/lesson.ts"
import { shellWords } from "#/text/shell.ts"
import { Button } from "#/ui/button.tsx"
import { Card } from "#/ui/card.tsx"
import { Chip } from "#/ui/chip.tsx"
import { Page } from "#/ui/page.tsx"
import { useWords } from "#/ui/words.tsx"

import { ItemsEditor } from "./items-editor.tsx"

import "./templates-screen.css"

type Pattern = (typeof checklistPatterns)[number]

const idOf = ({ kind, variant }: Pattern): string => recordIds.template(kind, variant)

/** The checklists with which lessons start: shipped examples, or the school's own. */
export function TemplatesScreen() {
  const words = useWords(lessonWords)
  const shell = useWords(shellWords)
  const own = useLive("checklist patterns", readPatterns)
  const [opened, setOpened] = useState<string>()
  return (
    <Page
      title={words.checks.patterns}
      sub={words.checks.patternsSub}
      back={{ to: paths.more, label: shell.more }}
    >
      <div className="patterns">
        {own !== undefined &&
          checklistPatterns.map((pattern) => {
            const id = idOf(pattern)
            return (
              <PatternCard
                key={id}
                pattern={pattern}
                own={own.get(id)}
                open={opened === id}
                onOpen={(open) => {
                  setOpened(open ? id : undefined)
                }}
              />
            )
          })}
      </div>
    </Page>
  )
}

async function readPatterns(
  journal: Journal,
): Promise<ReadonlyMap<string, readonly ChecklistItem[]>> {
  const records = await readByIds(journal, checklistPatterns.map(idOf))
  return new Map(
    records.flatMap((record) => {
      const items = itemsOf(record)
      return items === undefined ? [] : [[record.id, items] as const]
    }),
  )
}

type CardProps = {
  readonly pattern: Pattern
  readonly own: readonly ChecklistItem[] | undefined
  readonly open: boolean
  readonly onOpen: (open: boolean) => void
}

function PatternCard({ pattern: { kind, variant }, own, open, onOpen }: CardProps) {
  const words = useWords(lessonWords)
  const checks = useWords(checklistWords)
  const kinds = useWords(activityWords)
  const save = useSave()
  const items = own ?? shippedItems(kind, variant, checks.item)
  const name = kinds.kindName[kind]
  const title = variant === "all" ? name : `${name} · ${checks.variant[variant]}`
  const minutes = minutesOf(items)
  const count = words.checks.itemCount(items.length)
  return (
    <Card
      flush
      className={open ? "pattern-open" : ""}
      title={title}
      aside={
        <Chip state={own ? "present" : "unmarked"}>
          {own ? words.checks.own : words.checks.example}
        </Chip>
      }
    >
      <p className="pattern-sum muted num">
        {minutes > 0 ? words.checks.withMinutes(count, minutes) : count}
      </p>
      {open && (
        <ItemsEditor
          kind={kind}
          items={items}
          onChange={(changed, said) => {
            void save([templateEdit(kind, variant, changed)], said)
          }}
        />
      )}
      <div className="lesson-acts">
        <Button
          look={open ? "main" : "plain"}
          aria-expanded={open}
          aria-label={`${open ? words.checks.ready : words.checks.change}: ${title}`}
          onClick={() => {
            onOpen(!open)
          }}
        >
          {open ? words.checks.ready : words.checks.change}
        </Button>
        {own && (
          <Button
            look="quiet"
            onClick={() => {
              void save([templateEdit(kind, variant, null)], words.checks.wasReset)
            }}
          >
            {words.checks.reset}
          </Button>
        )}
      </div>
    </Card>
  )
}
