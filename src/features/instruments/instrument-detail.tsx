import { localPerson } from "#/data/journal.ts"
import type { Instrument } from "#/domain/instrument/instrument.ts"
import {
  hiddenEdit,
  hideEdits,
  newestOf,
  type OwnInstrument,
} from "#/domain/instrument/own-instrument.ts"
import { useSave } from "#/features/use-save.ts"
import { useServices } from "#/platform/services.tsx"
import { useMayKeepLists } from "#/platform/use-may-keep-lists.ts"
import { authorOf, authorWords } from "#/text/authors.ts"
import { dateWords } from "#/text/dates.ts"
import { instrumentFileWords } from "#/text/instrument-files.ts"
import { instrumentText } from "#/text/instrument-text.ts"
import { instrumentName, instrumentWords } from "#/text/instruments.ts"
import { Button } from "#/ui/button.tsx"
import { useLanguage, useWords } from "#/ui/words.tsx"

import { InstrumentFacts } from "./instrument-facts.tsx"
import { useDownload } from "./use-download.ts"

export function ShippedDetail({ instrument }: { readonly instrument: Instrument }) {
  const names = useWords(instrumentWords)
  return (
    <section className="stack" aria-labelledby="instrument-title">
      <h2 className="title-large" id="instrument-title">
        {instrumentName(names, instrument.code)}
      </h2>
      <InstrumentFacts instrument={instrument} />
      <div className="line">
        <Downloads instrument={instrument} />
      </div>
    </section>
  )
}

type OwnProps = {
  /** All of one code; at least one. */
  readonly versions: readonly OwnInstrument[]
  readonly people: ReadonlyMap<string, string>
}

export function OwnDetail({ versions, people }: OwnProps) {
  const words = useWords(instrumentFileWords)
  const language = useLanguage()
  const brought = useBrought(people)
  const [newest] = [...newestOf(versions, "offered"), ...newestOf(versions, "hidden")]
  if (newest === undefined) return null
  const { instrument } = newest
  const older = versions
    .map((own) => own.instrument.version)
    .filter((version) => version !== instrument.version)
    .sort((one, other) => one - other)
  return (
    <section className="stack" aria-labelledby="instrument-title">
      <h2 className="title-large" id="instrument-title">
        {instrumentText(instrument.title, language)}
      </h2>
      <InstrumentFacts instrument={instrument} brought={brought(newest)} />
      {older.length > 0 && <p className="muted">{words.detail.older(older)}</p>}
      <div className="line">
        <Downloads instrument={instrument} />
        <HideButton own={newest} versions={versions} />
      </div>
    </section>
  )
}

function useBrought(people: ReadonlyMap<string, string>): (own: OwnInstrument) => string {
  const words = useWords(instrumentFileWords).detail
  const dates = useWords(dateWords)
  const authors = useWords(authorWords)
  const { nowMs, place } = useServices()
  const known = { people, own: place.person?.id ?? localPerson }
  return ({ at, by }) => words.brought(dates.moment(at, nowMs()), authorOf(by, known, authors).who)
}

function Downloads({ instrument }: { readonly instrument: Instrument }) {
  const words = useWords(instrumentFileWords).download
  const download = useDownload()
  return (
    <>
      <Button icon="download" onClick={() => void download(instrument, "xlsx")}>
        {words.xlsx}
      </Button>
      <Button icon="download" onClick={() => void download(instrument, "json")}>
        {words.json}
      </Button>
    </>
  )
}

type HideProps = { readonly own: OwnInstrument; readonly versions: readonly OwnInstrument[] }

function HideButton({ own: { id, hidden, instrument }, versions }: HideProps) {
  const words = useWords(instrumentFileWords).hide
  const language = useLanguage()
  const save = useSave()
  const mayKeep = useMayKeepLists()
  if (!mayKeep) return null
  const title = instrumentText(instrument.title, language)
  if (hidden) {
    return (
      <Button icon="undo" onClick={() => void save([hiddenEdit(id, false)], words.shown(title))}>
        {words.show}
      </Button>
    )
  }
  return (
    <Button
      look="quiet"
      icon="eye"
      onClick={() => void save(hideEdits(versions, instrument.code), words.hidden(title))}
    >
      {words.hide}
    </Button>
  )
}
