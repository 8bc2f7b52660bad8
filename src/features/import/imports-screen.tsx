import type { Journal } from "#/data/journal.ts"
import { readClassNames } from "#/data/read-class.ts"
import { readPeople } from "#/data/read-people.ts"
import { readImports } from "#/data/undo-import.ts"
import type { ImportBatch } from "#/domain/import-batch.ts"
import { paths } from "#/features/paths.ts"
import { useServices } from "#/platform/services.tsx"
import { useLive } from "#/platform/use-live.ts"
import { useMayKeepLists } from "#/platform/use-may-keep-lists.ts"
import { authorOf, authorWords } from "#/text/authors.ts"
import { dateWords } from "#/text/dates.ts"
import { importWords } from "#/text/import.ts"
import { Button, LinkButton } from "#/ui/button.tsx"
import { Card } from "#/ui/card.tsx"
import { Chip } from "#/ui/chip.tsx"
import { Empty } from "#/ui/empty.tsx"
import { Entries, Entry } from "#/ui/entries.tsx"
import { Icon } from "#/ui/icon.tsx"
import { Page } from "#/ui/page.tsx"
import { Wait } from "#/ui/wait.tsx"
import { useWords } from "#/ui/words.tsx"

import { useUndoImport } from "./use-undo-import.ts"

import "./import.css"

/** Every import the tablet knows of, this one's and those of others, with the way back. */
export function ImportsScreen() {
  const words = useWords(importWords)
  const mayLoad = useMayKeepLists()
  const found = useLive("imports", readHistory)
  return (
    <Page
      title={words.history.title}
      back={{ to: paths.classes, label: words.classes }}
      actions={
        mayLoad && (
          <LinkButton icon="upload" to={paths.import}>
            {words.choose.title}
          </LinkButton>
        )
      }
    >
      {found === undefined && <Wait />}
      {found?.batches.length === 0 && <Empty icon="sheet">{words.history.none}</Empty>}
      {found !== undefined && found.batches.length > 0 && (
        <Card flush label={words.history.title}>
          <Entries label={words.history.title}>
            {found.batches.map((batch) => (
              <Batch key={batch.id} batch={batch} history={found} mayUndo={mayLoad} />
            ))}
          </Entries>
        </Card>
      )}
    </Page>
  )
}

interface History {
  readonly batches: readonly ImportBatch[]
  readonly classes: ReadonlyMap<string, string>
  readonly people: ReadonlyMap<string, string>
}

async function readHistory(journal: Journal): Promise<History> {
  const [batches, classes, people] = await Promise.all([
    readImports(journal),
    readClassNames(journal),
    readPeople(journal),
  ])
  return { batches, classes, people }
}

type Props = {
  readonly batch: ImportBatch
  readonly history: History
  readonly mayUndo: boolean
}

function Batch({ batch, history, mayUndo }: Props) {
  const words = useWords(importWords).history
  const undo = useUndoImport()
  const source = batch.source === "" ? words.pasted : batch.source
  const detail = useDetail(batch, history)
  return (
    <Entry
      margin={<Icon name="sheet" />}
      title={source}
      detail={detail}
      action={
        batch.undone ? (
          <Chip state="unmarked" icon="undo">
            {words.undone}
          </Chip>
        ) : (
          mayUndo && (
            <Button aria-label={words.undoOf(source)} onClick={() => void undo([batch.id])}>
              {words.undo}
            </Button>
          )
        )
      }
    />
  )
}

/** «18 ноября, 14:05 · вы · 7Б · добавлено 26, изменено 1». */
function useDetail({ added, changed, classes, by, at }: ImportBatch, history: History): string {
  const words = useWords(importWords).history
  const dates = useWords(dateWords)
  const authors = useWords(authorWords)
  const { nowMs, place } = useServices()
  const known = { people: history.people, own: place.person?.id ?? "local" }
  const changedPupils = new Set(changed.map(({ id }) => id)).size
  const counts = [
    added.length > 0 && words.added(added.length),
    changedPupils > 0 && words.changed(changedPupils),
  ].filter(Boolean)
  return [
    dates.moment(at, nowMs()),
    authorOf(by, known, authors).who,
    classes.flatMap((id) => history.classes.get(id) ?? []).join(", "),
    counts.length === 0 ? words.nothing : counts.join(", "),
  ]
    .filter(Boolean)
    .join(" · ")
}
