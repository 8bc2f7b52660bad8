import { useCallback, useEffect, useRef, useState } from "react"
import { flushSync } from "react-dom"

import { hasRegister } from "#/domain/activity-kind.ts"
import { phases } from "#/domain/checklist.ts"
import type { ExportNote } from "#/domain/export-note.ts"
import { tallyOf, type Register } from "#/domain/register.ts"
import { CompletenessLine, useCompleteness } from "#/features/completeness-stamp.tsx"
import { noteLater } from "#/features/use-note-print.ts"
import { useServices } from "#/platform/services.tsx"
import { checklistWords } from "#/text/checklists.ts"
import { commonWords } from "#/text/common.ts"
import { dateWords, dayOf } from "#/text/dates.ts"
import { lessonWords } from "#/text/lesson.ts"
import { markWords } from "#/text/marks.ts"
import { useWords } from "#/ui/words.tsx"

import { useLessonNames } from "./lesson-head.tsx"
import { useSums } from "./live-count.tsx"
import type { MarkButtons } from "./mark-buttons.ts"
import type { Lesson } from "./read-lesson.ts"
import type { RegisterLine } from "./register-lines.ts"
import { useChecklist } from "./use-checklist.ts"

import "./lesson-sheet.css"

/** register: with the marks as words · blank: both boxes empty · checklist */
export type SheetKind = "register" | "blank" | "checklist"

/** The sheet exists only while paper is made: it costs nothing in the lesson. */
export function usePrinting() {
  const [sheet, setSheet] = useState<SheetKind | null>(null)
  const asked = useRef(false)
  useEffect(() => {
    // Printing from the browser's own menu prints the register.
    const begin = (): void => {
      flushSync(() => {
        setSheet((now) => now ?? "register")
      })
    }
    const end = (): void => {
      setSheet(null)
    }
    window.addEventListener("beforeprint", begin)
    window.addEventListener("afterprint", end)
    return () => {
      window.removeEventListener("beforeprint", begin)
      window.removeEventListener("afterprint", end)
    }
  }, [])
  const print = useCallback((wanted: SheetKind): void => {
    asked.current = true
    setSheet(wanted)
  }, [])
  /** A sheet says that it is drawn; a checklist is read first. */
  const ready = useCallback((): void => {
    if (!asked.current) return
    asked.current = false
    window.print()
  }, [])
  return { sheet, print, ready }
}

type Props = {
  readonly sheet: SheetKind
  readonly lesson: Lesson
  readonly register: Register
  readonly lines: readonly RegisterLine[]
  readonly buttons: MarkButtons
  readonly onReady: () => void
}

/** One sheet of paper, beside the lesson and not inside it, so that no pane cuts it off. */
export function LessonSheet({ onReady, ...given }: Props) {
  const { sheet, lesson, lines } = given
  // Paper cannot be mended afterwards: what it says of its completeness is read first.
  const { known } = useCompleteness()
  const props = { ...given, onReady: known.kind === "loading" ? notYet : onReady }
  const byName = hasRegister(lesson.activity.kind)
  const what = sheet === "blank" ? "blank-register" : "register"
  useNoteSheet(byName && sheet !== "checklist" ? { what, pupils: lines.length } : undefined)
  return (
    <article className="print-sheet print-only">
      <SheetHead {...props} />
      {sheet === "checklist" || !byName ? (
        <ChecklistSheet {...props} />
      ) : (
        <RegisterSheet {...props} />
      )}
      <SheetFoot hasNumbers={sheet === "register" && byName} />
    </article>
  )
}

/** The sheet is there only while paper is made: that it is there is what has to be noted. */
function useNoteSheet(note: Omit<ExportNote, "how"> | undefined): void {
  const services = useServices()
  const first = useRef({ services, note })
  useEffect(() => {
    const made = first.current
    if (made.note !== undefined) void noteLater(made.services, { ...made.note, how: "print" })
  }, [])
}

const notYet = (): void => undefined

function SheetHead({ sheet, lesson, register, buttons }: Props) {
  const words = useWords(lessonWords)
  const { title, when, about } = useLessonNames(lesson)
  const { place } = useServices()
  const school = lesson.schoolName || place.schoolName
  const sums = useSums(register, buttons)
  const { total, marked } = tallyOf(register)
  return (
    <header className="sheet-head">
      {school !== "" && <p>{school}</p>}
      <p className="num">{when.onPaper}</p>
      <h1>{title}</h1>
      {about !== "" && <p>{about}</p>}
      {sheet === "register" && hasRegister(lesson.activity.kind) && (
        <p>
          <b>{words.live.marked(marked, total)}</b> · {sums}
        </p>
      )}
      {sheet === "blank" && <p>{words.print.blank}</p>}
      {sheet === "checklist" && <p>{words.checks.printed}</p>}
    </header>
  )
}

/** A sheet with marks says of which tablets they are; an empty one has nothing to be complete. */
function SheetFoot({ hasNumbers }: { readonly hasNumbers: boolean }) {
  const words = useWords(lessonWords)
  const common = useWords(commonWords)
  const dates = useWords(dateWords)
  const { nowMs } = useServices()
  const now = nowMs()
  return (
    <footer className="sheet-foot">
      <span>{words.print.signature}</span>
      {hasNumbers && (
        <span>
          <CompletenessLine />
        </span>
      )}
      <span>
        {words.print.at(`${dates.numbersWithYear(dayOf(now))} ${dates.time(now)}`)} ·{" "}
        {common.appName}
      </span>
    </footer>
  )
}

function RegisterSheet({ sheet, register, lines, buttons, onReady }: Props) {
  const marks = useWords(markWords)
  useEffect(onReady, [onReady])
  const told = (line: RegisterLine): string => {
    if (register.clashes.has(line.pupil)) return marks.twoMarks
    const mark = register.marks.get(line.pupil)?.mark
    return mark === undefined ? marks.unmarkedBy[line.gender] : marks.whole[mark][line.gender]
  }
  return (
    <ol className="sheet-register">
      {lines.map((line) => (
        <li key={line.pupil}>
          <span className="sheet-no">{line.no}</span>
          <span>
            <b>{line.last}</b> {line.rest}
          </span>
          {sheet === "blank" ? (
            <span className="sheet-boxes">
              <i /> {marks.mark[buttons.yes][line.gender]} <i />{" "}
              {marks.mark[buttons.no][line.gender]}
            </span>
          ) : (
            <span className="sheet-mark">{told(line)}</span>
          )}
        </li>
      ))}
    </ol>
  )
}

function ChecklistSheet({ lesson, onReady }: Props) {
  const words = useWords(lessonWords)
  const titles = useWords(checklistWords).phase[lesson.activity.kind]
  const checklist = useChecklist(lesson)
  const isRead = checklist !== undefined
  useEffect(() => {
    if (isRead) onReady()
  }, [isRead, onReady])
  return phases.map((phase) => {
    const items = checklist?.items.filter((item) => item.phase === phase) ?? []
    if (items.length === 0) return null
    return (
      <section key={phase} className="sheet-phase">
        <h2>{titles[phase]}</h2>
        <ul>
          {items.map((item) => (
            <li key={item.id} data-done={checklist?.done.has(item.id)}>
              <i />
              <span>{item.text}</span>
              <span>{item.minutes !== undefined && words.checks.minutes(item.minutes)}</span>
            </li>
          ))}
        </ul>
      </section>
    )
  })
}
