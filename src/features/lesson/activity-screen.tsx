import { Navigate, useParams } from "react-router"

import type { Journal } from "#/data/journal.ts"
import { readById } from "#/data/read.ts"
import { recordIds } from "#/domain/record-ids.ts"
import type { ShownRecord } from "#/domain/record.ts"
import { paths } from "#/features/paths.ts"
import { useSave } from "#/features/use-save.ts"
import { useCalmly } from "#/platform/use-calmly.ts"
import { useLive } from "#/platform/use-live.ts"
import { lessonWords } from "#/text/lesson.ts"
import { shellWords } from "#/text/shell.ts"
import { LinkButton } from "#/ui/button.tsx"
import { Button } from "#/ui/button.tsx"
import { Empty } from "#/ui/empty.tsx"
import { Page } from "#/ui/page.tsx"
import { Wait } from "#/ui/wait.tsx"
import { useWords } from "#/ui/words.tsx"

import type { ConsultationSlot } from "./consultation-slot.ts"
import { LessonScreen } from "./lesson-screen.tsx"
import { readLesson } from "./read-lesson.ts"

/** One lesson, diagnostic, visit or meeting: who is here, what is done, what is noted. */
export function ActivityScreen({ Consultation }: { readonly Consultation?: ConsultationSlot }) {
  const { activityId } = useParams()
  return activityId === undefined ? (
    <Navigate to={paths.today} replace />
  ) : (
    <OpenActivity key={activityId} id={activityId} Consultation={Consultation} />
  )
}

type Opened = { readonly id: string; readonly Consultation: ConsultationSlot | undefined }

function OpenActivity({ id, Consultation }: Opened) {
  const words = useWords(lessonWords)
  // The register is asked for first and alone: after a tap its one row is read before anything else.
  const register = useLive(`register ${id}`, (journal) => readRegister(journal, id))
  const lesson = useLive(
    `lesson ${id}`,
    useCalmly((journal) => readLesson(journal, id)),
  )
  if (register === undefined || lesson === undefined) return <Wait />
  if (lesson === "none") return <NoLesson text={words.notFound} />
  if (lesson.activity.gone) return <RemovedLesson id={id} />
  return <LessonScreen lesson={lesson} record={register.record} Consultation={Consultation} />
}

async function readRegister(
  journal: Journal,
  id: string,
): Promise<{ readonly record: ShownRecord | undefined }> {
  return { record: await readById(journal, recordIds.register(id)) }
}

function NoLesson({ text }: { readonly text: string }) {
  const words = useWords(lessonWords)
  const shell = useWords(shellWords)
  return (
    <Page title={words.summary} tabTitle={words.summary}>
      <Empty icon="log" action={<LinkButton to={paths.today}>{shell.toToday}</LinkButton>}>
        {text}
      </Empty>
    </Page>
  )
}

function RemovedLesson({ id }: { readonly id: string }) {
  const words = useWords(lessonWords)
  const save = useSave()
  const bringBack = (): void => {
    void save([{ id, kind: "activity", cells: { gone: null } }], words.log.back)
  }
  return (
    <Page title={words.summary} tabTitle={words.summary}>
      <Empty icon="trash" action={<Button onClick={bringBack}>{words.bringBack}</Button>}>
        {words.removed}
      </Empty>
    </Page>
  )
}
