import { useState } from "react"
import { Link, useParams } from "react-router"

import { readById } from "#/data/read.ts"
import { fullName, pupilOf } from "#/domain/pupil.ts"
import { paths } from "#/features/paths.ts"
import { useServices } from "#/platform/services.tsx"
import { useLive } from "#/platform/use-live.ts"
import { useMayAsk } from "#/platform/use-may-ask.ts"
import { retentionWords } from "#/text/retention.ts"
import { Card } from "#/ui/card.tsx"
import { Empty } from "#/ui/empty.tsx"
import { Page } from "#/ui/page.tsx"
import { useWords } from "#/ui/words.tsx"

import { FinalAct } from "./final-act.tsx"
import { erasePupil } from "./use-retention.ts"

import "./retention.css"

/** Takes one pupil's name away for good, when the family asks for it. */
export function ErasePupilScreen() {
  const words = useWords(retentionWords)
  const { pupilId = "" } = useParams()
  const isHead = useMayAsk("erasePupil")
  return (
    <Page title={words.pupil.title} back={{ to: paths.retention, label: words.pupil.back }}>
      {isHead ? <Erasing id={pupilId} /> : <Empty icon="lock">{words.onlyHead}</Empty>}
    </Page>
  )
}

function Erasing({ id }: { readonly id: string }) {
  const { pupil: words } = useWords(retentionWords)
  const { sync } = useServices()
  const [notes, setNotes] = useState<readonly string[]>()
  const found = useLive(`erase ${id}`, async (journal) => ({ record: await readById(journal, id) }))
  if (notes !== undefined) return <Erased notes={notes} />
  if (found === undefined) return null
  if (found.record === undefined) return <Empty icon="person">{words.absent}</Empty>
  const name = fullName(pupilOf(found.record))
  const act = async () => {
    const asked = await erasePupil(id)
    if (asked.kind === "failed") return asked.failure
    setNotes(asked.answer.notes)
    // This tablet forgets the name with the others, and at once.
    sync.nudge()
    return undefined
  }
  return (
    <Card title={name}>
      <FinalAct summary={words.open} what={words.what} label={words.act(name)} act={act} />
    </Card>
  )
}

function Erased({ notes }: { readonly notes: readonly string[] }) {
  const { pupil: words } = useWords(retentionWords)
  return (
    <Card label={words.title} next>
      <div className="stack stack-close">
        <p role="status">{words.done}</p>
        {notes.length > 0 && (
          <>
            <p>{words.notes(notes.length)}</p>
            <ul>
              {notes.map((activity, index) => (
                <li key={activity}>
                  <Link to={paths.activity(activity)}>{words.note(index + 1)}</Link>
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </Card>
  )
}
