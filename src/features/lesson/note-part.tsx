import { memo } from "react"

import { noteLengthMax } from "#/domain/record-schema.ts"
import { useAutosave } from "#/features/use-autosave.ts"
import { useSave } from "#/features/use-save.ts"
import { useServices } from "#/platform/services.tsx"
import { commonWords } from "#/text/common.ts"
import { dateWords } from "#/text/dates.ts"
import { lessonWords } from "#/text/lesson.ts"
import { TextArea } from "#/ui/field.tsx"
import { useWords } from "#/ui/words.tsx"

import type { Lesson } from "./read-lesson.ts"

/** A counter only when the room ends. */
const tellLeftBelow = 200

/** What the teacher wants to remember of this lesson. It saves itself. */
export const NotePart = memo(function NotePart({
  lesson: { activity },
}: {
  readonly lesson: Lesson
}) {
  const words = useWords(lessonWords)
  const common = useWords(commonWords)
  const dates = useWords(dateWords)
  const { nowMs } = useServices()
  const save = useSave()
  const { text, change, flush, isDirty } = useAutosave({
    draft: `note ${activity.id}`,
    stored: activity.note,
    save: async (note) => {
      const cells = { note: note === "" ? null : note }
      return (await save([{ id: activity.id, kind: "activity", cells }])).kind === "saved"
    },
    join: (stored, draft) => `${stored}\n${draft}`.slice(0, noteLengthMax),
  })
  const left = noteLengthMax - text.length
  const savedAt = activity.record.cells["note"]?.at
  const state =
    isDirty || savedAt === undefined
      ? words.noteHint
      : common.savedOnTablet(dates.moment(savedAt, nowMs()))
  return (
    <div className="lesson-words">
      <TextArea
        label={words.noteLabel}
        hint={left < tellLeftBelow ? `${state} ${words.noteMax(left)}` : state}
        rows={8}
        maxLength={noteLengthMax}
        value={text}
        onChange={change}
        onLeave={flush}
      />
    </div>
  )
})
