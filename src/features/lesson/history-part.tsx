import { readHistory, type PastChange } from "#/data/history.ts"
import { localPerson } from "#/data/journal.ts"
import { readByIds } from "#/data/read.ts"
import { recordIds } from "#/domain/record-ids.ts"
import type { ShownRecord } from "#/domain/record.ts"
import { useSave } from "#/features/use-save.ts"
import { useServices } from "#/platform/services.tsx"
import { useLive } from "#/platform/use-live.ts"
import { authorOf, authorWords } from "#/text/authors.ts"
import { capitalised, dateWords } from "#/text/dates.ts"
import { lessonWords } from "#/text/lesson.ts"
import { markWords } from "#/text/marks.ts"
import { Button } from "#/ui/button.tsx"
import { useWords } from "#/ui/words.tsx"

import { historyEntries, type Happened, type HistoryEntry } from "./history-entries.ts"
import type { Lesson } from "./read-lesson.ts"
import type { RegisterLine } from "./register-lines.ts"
import { useChecklist } from "./use-checklist.ts"

type Props = {
  readonly lesson: Lesson
  readonly lines: readonly RegisterLine[]
  readonly pupil: string | undefined
  readonly onAllHistory: () => void
}

/** Everything that happened to the lesson. Any line can be taken back, after sending too. */
export function HistoryPart({ lesson, lines, pupil, onAllHistory }: Props) {
  const words = useWords(lessonWords)
  const found = useHistory(lesson.activity.id)
  if (found === undefined) return null
  const entries = historyEntries({ activity: lesson.activity.id, ...found, pupil })
  const asked = lines.find((line) => line.pupil === pupil)
  return (
    <div className="lesson-log">
      {asked && (
        <p className="lesson-log-of">
          <b>{words.log.of(`${asked.last} ${asked.rest}`.trim())}</b>
          <Button look="quiet" onClick={onAllHistory}>
            {words.log.all}
          </Button>
        </p>
      )}
      {entries.length === 0 ? (
        <p className="lesson-words muted">{words.log.empty}</p>
      ) : (
        <ol className="log-lines" aria-label={words.history}>
          {entries.map((entry) => (
            <Line key={entry.key} entry={entry} lesson={lesson} lines={lines} />
          ))}
        </ol>
      )}
    </div>
  )
}

interface Found {
  readonly past: readonly PastChange[]
  readonly records: readonly ShownRecord[]
}

function useHistory(activity: string): Found | undefined {
  return useLive(`history ${activity}`, async (journal) => {
    const ids = [activity, recordIds.register(activity), recordIds.checklist(activity)]
    const [past, records] = await Promise.all([readHistory(journal, ids), readByIds(journal, ids)])
    return { past, records }
  })
}

type LineProps = {
  readonly entry: HistoryEntry
  readonly lesson: Lesson
  readonly lines: readonly RegisterLine[]
}

function Line({ entry, lesson, lines }: LineProps) {
  const words = useWords(lessonWords)
  const authors = useWords(authorWords)
  const dates = useWords(dateWords)
  const { nowMs, place } = useServices()
  const save = useSave()
  const tell = useTelling(lesson, lines)
  const { undo, stands } = entry
  const known = { people: lesson.people, own: place.person?.id ?? localPerson }
  return (
    <li className="log-line">
      <p className="log-what">{tell(entry.happened)}</p>
      <p className="log-who muted num">
        {dates.moment(entry.at, nowMs())} · {authorOf(entry.by, known, authors).who}
        {undo !== undefined && !stands && ` · ${words.log.changedSince}`}
      </p>
      {undo !== undefined && stands && (
        <Button
          look="quiet"
          icon="undo"
          onClick={() => {
            void save([undo], words.log.undone)
          }}
        >
          {words.log.undo}
        </Button>
      )}
    </li>
  )
}

/** How much of a note a line of the history shows. */
const notePieceMax = 80

function useTelling(
  lesson: Lesson,
  lines: readonly RegisterLine[],
): (happened: Happened) => string {
  const { log } = useWords(lessonWords)
  const marks = useWords(markWords)
  const checklist = useChecklist(lesson)
  const fields: Readonly<Record<string, string>> = log.field
  const lineOf = (pupil: string): RegisterLine | undefined =>
    lines.find((line) => line.pupil === pupil)
  const called = (pupil: string): string => lineOf(pupil)?.called ?? "?"
  const itemText = (id: string): string =>
    checklist?.items.find((item) => item.id === id)?.text ?? "…"
  return (happened) => {
    switch (happened.kind) {
      case "planned":
        return log.planned
      case "mark": {
        const { pupil, mark } = happened
        if (mark === null) return marks.cleared(called(pupil))
        return marks.told(called(pupil), marks.said[mark][lineOf(pupil)?.gender ?? "unknown"])
      }
      case "filled":
        return log.manySame(capitalised(marks.plural[happened.mark]), happened.count)
      case "cleared":
        return log.manyCleared(happened.count)
      case "marks":
        return log.manyMarks(happened.count)
      case "list":
        return happened.added.length === 0
          ? log.listChanged
          : log.listWidened(happened.added.map(called).join(", "))
      case "tick":
        return happened.done
          ? log.ticked(itemText(happened.item))
          : log.unticked(itemText(happened.item))
      case "ticks":
        return log.manyTicks(happened.count)
      case "items":
        return log.items
      case "note":
        return happened.text === "" ? log.noteCleared : log.noteChanged(pieceOf(happened.text))
      case "status":
        return log.status[happened.status]
      case "people":
        return log.peopleCount(happened.count)
      case "gone":
        return happened.gone ? log.gone : log.back
      case "fields": {
        const names = happened.fields.map((field) => fields[field] ?? log.otherField)
        return log.fields([...new Set(names)].join(", "))
      }
    }
  }
}

function pieceOf(note: string): string {
  return note.length > notePieceMax ? `${note.slice(0, notePieceMax)}…` : note
}
