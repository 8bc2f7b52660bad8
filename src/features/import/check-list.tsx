import { useEffect, useMemo, useState } from "react"
import { useNavigate } from "react-router"

import type { ImportGround } from "#/data/import-list.ts"
import { placeOf } from "#/domain/class-list/join-sheets.ts"
import { paths } from "#/features/paths.ts"
import { useServices } from "#/platform/services.tsx"
import { dateWords, dayOf } from "#/text/dates.ts"
import { importWords } from "#/text/import.ts"
import { Banner } from "#/ui/banner.tsx"
import { Button } from "#/ui/button.tsx"
import { Page } from "#/ui/page.tsx"
import { useWords } from "#/ui/words.tsx"

import { forSheet, type Answers } from "./answers.ts"
import { CheckFoot } from "./check-foot.tsx"
import { CheckRows } from "./check-rows.tsx"
import { ColumnsPanel } from "./columns-panel.tsx"
import { FileQuestions } from "./file-questions.tsx"
import type { Telling } from "./telling.ts"
import { useCheckedList, type CheckedList } from "./use-checked-list.ts"
import type { DraftOfImport } from "./use-import-draft.ts"
import { useSaveImport } from "./use-save-import.ts"
import { useSource } from "./use-source.ts"

type Props = {
  readonly draft: DraftOfImport
  readonly ground: ImportGround
  readonly change: (answers: Answers) => void
  readonly drop: () => void
}

/** What loading the list would do, row by row, with a say in every doubtful one. Nothing is written before the last button. */
export function CheckList({ draft, ground, change, drop }: Props) {
  const { list, answers } = draft
  const words = useWords(importWords)
  const today = useServices().today()
  const checked = useCheckedList({ list, answers, ground, today })
  const told = useTelling(checked, ground)
  const { save, isSaving } = useSaveImport({ ...draft, ground, checked, drop })
  const navigate = useNavigate()
  useFocusOnTitle()
  const patch = (part: Partial<Answers>): void => {
    change({ ...answers, ...part })
  }
  const leave = (): void => {
    void navigate(list.into === undefined ? paths.classes : paths.schoolClass(list.into), {
      replace: true,
    })
    drop()
  }
  return (
    <Page
      fill
      className="import-page"
      title={words.check.title(checked.classes)}
      sub={useSource(list, checked, answers)}
    >
      <div className="import-check">
        <div className="import-body">
          {draft.isRestored && <Begun at={list.at} onDrop={drop} />}
          <DroppedColumns {...{ checked, answers, list }} onChange={change} />
          <FileQuestions {...{ checked, answers, ground }} onAnswer={patch} />
          <CheckRows {...{ checked, answers, told }} onAnswer={patch} />
        </div>
        <CheckFoot {...{ checked, isSaving, save, leave }} />
      </div>
    </Page>
  )
}

function useTelling({ table }: CheckedList, { existing }: ImportGround): Telling {
  const words = useWords(importWords)
  return useMemo(() => {
    const isOneSheet = table.parts.length < 2
    const rowName = (row: number): string => {
      const place = placeOf(table.parts, row)
      if (place === undefined) return String(row)
      return isOneSheet ? String(place.row) : words.check.sheetRow(place.sheet, place.row)
    }
    return { words, rowName, pupils: new Map(existing.map((pupil) => [pupil.id, pupil])) }
  }, [words, table, existing])
}

/** The address stays the same, so nobody else moves the focus from the file to what was read in it. */
function useFocusOnTitle(): void {
  useEffect(() => {
    document.querySelector<HTMLElement>(".import-page .page-title")?.focus({ preventScroll: true })
    document.documentElement.scrollTop = 0
  }, [])
}

function Begun({ at, onDrop }: { readonly at: number; readonly onDrop: () => void }) {
  const words = useWords(importWords).check
  const dates = useWords(dateWords)
  const today = useServices().today()
  return (
    <Banner
      state="late"
      icon="clock"
      action={
        <Button look="quiet" onClick={onDrop}>
          {words.startAnew}
        </Button>
      }
    >
      {words.begun(dates.daysFrom(dayOf(at), today))}
    </Banner>
  )
}

type DroppedProps = {
  readonly checked: CheckedList
  readonly list: DraftOfImport["list"]
  readonly answers: Answers
  readonly onChange: (answers: Answers) => void
}

const namedMax = 4

function DroppedColumns({ checked, list, answers, onChange }: DroppedProps) {
  const words = useWords(importWords).check
  const hasNames = checked.preview.questions.every(({ code }) => code !== "no-name-column")
  const [isOpen, setOpen] = useState(!hasNames)
  const titles = [
    ...checked.preview.dropped.map(({ title }) => title),
    ...checked.table.found.map(({ column, title, kinds }) =>
      title === "" ? words.untitled(column, kinds) : title,
    ),
  ]
  const named = titles.slice(0, namedMax)
  return (
    <>
      <Banner
        state="waiting"
        icon="eye"
        action={
          <Button
            look="quiet"
            aria-expanded={isOpen}
            onClick={() => {
              setOpen(!isOpen)
            }}
          >
            {words.columns}
          </Button>
        }
      >
        {titles.length === 0 ? (
          words.nothingDropped
        ) : (
          <>
            {titles.length > namedMax
              ? words.droppedMany(named, titles.length - namedMax)
              : words.dropped(titles)}{" "}
            <b>{words.notKept}</b>.
          </>
        )}{" "}
        {words.nothingYet}
      </Banner>
      {isOpen && (
        <ColumnsPanel
          checked={checked}
          list={list}
          sheet={answers.sheet}
          onMapping={(mapping) => {
            onChange({ ...answers, mapping, isRemembered: false })
          }}
          onSheet={(sheet) => {
            onChange(forSheet(answers, sheet))
          }}
          onClose={() => {
            setOpen(false)
          }}
        />
      )}
    </>
  )
}
