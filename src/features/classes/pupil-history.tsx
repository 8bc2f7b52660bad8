import { useState } from "react"

import type { Json } from "#/base/json.ts"
import { undoEdit } from "#/data/history.ts"
import { localPerson } from "#/data/journal.ts"
import { isMark } from "#/domain/mark.ts"
import { fullName, grammarGender, type Pupil } from "#/domain/pupil.ts"
import { useSave } from "#/features/use-save.ts"
import { useServices } from "#/platform/services.tsx"
import { useLive } from "#/platform/use-live.ts"
import { activityWords } from "#/text/activities.ts"
import { authorOf, authorWords } from "#/text/authors.ts"
import { classWords } from "#/text/classes.ts"
import { dateWords } from "#/text/dates.ts"
import { markWords } from "#/text/marks.ts"
import { Button } from "#/ui/button.tsx"
import { Wait } from "#/ui/wait.tsx"
import { useWords } from "#/ui/words.tsx"

import { useFieldWords } from "./field-words.ts"
import type { ClassView } from "./read-class-view.ts"
import { readPupilHistory, type PupilHistoryReading, type PupilPast } from "./read-pupil-history.ts"

import "./pupil-history.css"

type Props = { readonly view: ClassView; readonly pupil: Pupil; readonly mayUndo: boolean }

/** Folded until somebody asks: nothing is read before. */
export function PupilHistory(props: Props) {
  const words = useWords(classWords).history
  const [isOpen, setOpen] = useState(false)
  return (
    <details
      className="past"
      onToggle={(event) => {
        setOpen(event.currentTarget.open)
      }}
    >
      <summary>{words.title}</summary>
      {isOpen && <Past {...props} />}
    </details>
  )
}

function Past({ view, pupil, mayUndo }: Props) {
  const words = useWords(classWords).history
  const read = useLive(`history ${pupil.id}`, (journal) => readPupilHistory(journal, view, pupil))
  if (read === undefined) return <Wait />
  if (read.lines.length === 0) return <p className="muted">{words.empty}</p>
  return <Lines {...read} view={view} pupil={pupil} mayUndo={mayUndo} />
}

function Lines({ lines, classNames, view, pupil, mayUndo }: Props & PupilHistoryReading) {
  const words = useWords(classWords).history
  const tell = useLine(view.people, { pupil, classNames })
  const save = useSave()
  const putBack = (line: PupilPast): void => {
    const edit = undoEdit(line.kind, { rec: line.rec, changes: [line] })
    void save([edit], words.back(tell.what(line)))
  }
  return (
    <ol>
      {lines.map((line) => (
        <li key={line.key}>
          <span>{tell.what(line)}</span>
          <span className="muted num">{tell.when(line)}</span>
          {mayUndo && line.stands && !line.isFirst && (
            <Button
              look="quiet"
              onClick={() => {
                putBack(line)
              }}
            >
              {words.putBack}
            </Button>
          )}
        </li>
      ))}
    </ol>
  )
}

type Telling = {
  readonly what: (line: PupilPast) => string
  readonly when: (line: PupilPast) => string
}

type About = { readonly pupil: Pupil; readonly classNames: ReadonlyMap<string, string> }

function useLine(people: ReadonlyMap<string, string>, { pupil, classNames }: About): Telling {
  const words = useWords(classWords)
  const activities = useWords(activityWords)
  const authors = useWords(authorWords)
  const dates = useWords(dateWords)
  const marks = useWords(markWords)
  const fields = useFieldWords(classNames)
  const { place, nowMs } = useServices()
  const known = { people, own: place.person?.id ?? localPerson }
  const fieldOf = ({ kind, cell, activity }: PupilPast): string => {
    if (kind === "pupil") return fields.name(cell)
    if (activity === undefined) return words.history.mark(words.history.otherActivity)
    const name = activities.kindInText[activity.kind]
    return words.history.mark(`${name} ${dates.numbers(activity.day)}`)
  }
  const valueOf = ({ kind, cell }: PupilPast, value: Json): string => {
    if (kind === "pupil") return fields.value(cell, value)
    return isMark(value) ? marks.said[value][grammarGender(pupil)] : words.history.noMark
  }
  return {
    what: (line) => {
      if (line.isFirst) return words.history.set(words.history.made, fullName(pupil))
      const field = fieldOf(line)
      const to = valueOf(line, line.to)
      if (line.from === null) return words.history.set(field, to)
      const from = valueOf(line, line.from)
      const isCleared = line.to === null && line.kind === "pupil"
      return isCleared ? words.history.cleared(field, from) : words.history.line(field, from, to)
    },
    when: ({ by, at }) => `${dates.moment(at, nowMs())} · ${authorOf(by, known, authors).who}`,
  }
}
