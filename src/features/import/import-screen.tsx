import { useSearchParams } from "react-router"

import { readImportGround } from "#/data/import-list.ts"
import { className } from "#/domain/school-class.ts"
import { paths } from "#/features/paths.ts"
import { useServices } from "#/platform/services.tsx"
import type { StartReader } from "#/platform/spreadsheet/read-file.ts"
import { useLive } from "#/platform/use-live.ts"
import { useMayKeepLists } from "#/platform/use-may-keep-lists.ts"
import { importWords } from "#/text/import.ts"
import { Empty } from "#/ui/empty.tsx"
import { Page } from "#/ui/page.tsx"
import { Wait } from "#/ui/wait.tsx"
import { useWords } from "#/ui/words.tsx"

import { CheckList } from "./check-list.tsx"
import { ChooseSource } from "./choose-source.tsx"
import { useImportDraft } from "./use-import-draft.ts"

import "./import.css"

type Props = {
  /** What reads files; a worker unless told otherwise. */
  readonly startReader?: StartReader
}

/** Loading a class list: choose it, check it, save it. */
export function ImportScreen({ startReader }: Props) {
  const words = useWords(importWords)
  const { place } = useServices()
  const [query] = useSearchParams()
  const mayLoad = useMayKeepLists()
  const ground = useLive("import", (journal) => readImportGround(journal, place.person))
  const { draft, begin, change, drop } = useImportDraft()
  const back = { to: paths.classes, label: words.classes }
  if (!mayLoad) {
    return (
      <Page title={words.choose.title} back={back}>
        <Empty icon="lock">{words.notYours}</Empty>
      </Page>
    )
  }
  if (ground === undefined || draft === undefined) return <Wait />
  const into = ground.classes.find(({ id }) => id === (draft?.list.into ?? query.get("class")))
  if (draft === null) {
    return (
      <ChooseSource
        into={into === undefined ? undefined : { id: into.id, name: className(into) }}
        startReader={startReader}
        onBrought={begin}
      />
    )
  }
  return <CheckList key={draft.list.at} draft={draft} ground={ground} {...{ change, drop }} />
}
