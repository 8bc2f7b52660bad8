import type { Journal } from "#/data/journal.ts"
import { readClassNames } from "#/data/read-class.ts"
import { readById } from "#/data/read.ts"
import { pupilOf } from "#/domain/pupil.ts"
import { paths } from "#/features/paths.ts"
import { useLive } from "#/platform/use-live.ts"
import { classWords } from "#/text/classes.ts"
import { LinkButton } from "#/ui/button.tsx"
import { Empty } from "#/ui/empty.tsx"
import { Page } from "#/ui/page.tsx"
import { Wait } from "#/ui/wait.tsx"
import { useWords } from "#/ui/words.tsx"

type Props = { readonly classId: string; readonly pupilId: string }

/** An address of a pupil who is not in this class: moved to another one, or not on this tablet at all. */
export function PupilElsewhere({ classId, pupilId }: Props) {
  const words = useWords(classWords)
  const found = useLive(`pupil ${pupilId}`, (journal) => readPlace(journal, pupilId))
  if (found === undefined) return <Wait />
  const back = { to: paths.schoolClass(classId), label: words.title }
  if (found === "none") {
    return (
      <Page title={words.title} back={back}>
        <Empty icon="person">{words.pupil.gone}</Empty>
      </Page>
    )
  }
  return (
    <Page title={words.title} back={back}>
      <Empty
        icon="person"
        action={
          <LinkButton look="main" to={paths.pupil(found.classId, pupilId)}>
            {words.pupil.open}
          </LinkButton>
        }
      >
        {words.pupil.elsewhere(found.name)}
      </Empty>
    </Page>
  )
}

type Place = { readonly classId: string; readonly name: string }

async function readPlace(journal: Journal, pupilId: string): Promise<Place | "none"> {
  const [record, names] = await Promise.all([readById(journal, pupilId), readClassNames(journal)])
  if (record === undefined || record.kind !== "pupil") return "none"
  const { classId, gone } = pupilOf(record)
  const name = names.get(classId)
  return gone || name === undefined ? "none" : { classId, name }
}
