import { useNavigate } from "react-router"

import { hiddenEdit } from "#/domain/instrument/own-instrument.ts"
import { paths } from "#/features/paths.ts"
import { useSave } from "#/features/use-save.ts"
import type { StartReader } from "#/platform/spreadsheet/read-file.ts"
import { instrumentFileWords } from "#/text/instrument-files.ts"
import { instrumentText } from "#/text/instrument-text.ts"
import { Banner } from "#/ui/banner.tsx"
import { Button, LinkButton } from "#/ui/button.tsx"
import { Card } from "#/ui/card.tsx"
import { FileDrop } from "#/ui/file-drop.tsx"
import { Icon } from "#/ui/icon.tsx"
import { Page } from "#/ui/page.tsx"
import { useLanguage, useWords } from "#/ui/words.tsx"

import { InstrumentFacts } from "./instrument-facts.tsx"
import { ExampleCard } from "./instruments-screen.tsx"
import {
  useBringInstrument,
  type Bring,
  type BringState,
  type Ready,
} from "./use-bring-instrument.ts"

import "./instruments.css"

type Props = { readonly startReader?: StartReader }

/** A file of the school's own instrument: chosen, checked, shown, and only then added. */
export function BringScreen({ startReader }: Props) {
  const words = useWords(instrumentFileWords).bring
  const bring = useBringInstrument(startReader)
  const { state } = bring
  return (
    <Page title={words.title} back={{ to: paths.instruments, label: words.back }}>
      <div className="with-side">
        <div className="stack">
          {state.kind === "refused" && <Refused state={state} />}
          {state.kind === "ready" ? (
            <Check ready={state} bring={bring} />
          ) : (
            <FilePlace bring={bring} />
          )}
        </div>
        <div className="stack">
          <ExampleCard />
          <AboutFiles />
        </div>
      </div>
    </Page>
  )
}

/** As many as a person mends at one go. */
const sentencesMax = 12

type RefusedProps = { readonly state: Extract<BringState, { kind: "refused" }> }

function Refused({ state: { name, sentences } }: RefusedProps) {
  const words = useWords(instrumentFileWords).refused
  const more = sentences.length - sentencesMax
  return (
    <div className="instrument-refused st-absent" role="alert">
      <Icon name="refused" large />
      <div className="stack stack-close">
        <p>
          <b>{words.title(name)}</b>
        </p>
        <ul>
          {sentences.slice(0, sentencesMax).map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
        {more > 0 && <p>{words.more(more)}</p>}
        <p className="muted">{words.nothingLost}</p>
      </div>
    </div>
  )
}

const accepted =
  ".json,.xlsx,.csv,application/json,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

function FilePlace({ bring: { state, bring } }: { readonly bring: Bring }) {
  const words = useWords(instrumentFileWords).bring
  return (
    <Card title={words.file}>
      <FileDrop
        pick={words.pick}
        accept={accepted}
        multiple
        reading={state.kind === "reading" ? words.reading : undefined}
        onFiles={bring}
      />
      <p className="muted">{words.hint}</p>
    </Card>
  )
}

function AboutFiles() {
  const words = useWords(instrumentFileWords).bring
  return (
    <>
      <Card title={words.rights}>
        <p>{words.rightsWhy}</p>
      </Card>
      <Card title={words.formats}>
        <ul className="instrument-lines">
          {words.formatLines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </Card>
    </>
  )
}

type CheckProps = { readonly ready: Ready; readonly bring: Bring }

function Check({ ready, bring }: CheckProps) {
  const words = useWords(instrumentFileWords).bring
  const language = useLanguage()
  const { instrument, bringing, left } = ready
  return (
    <section className="stack" aria-labelledby="instrument-title">
      <div>
        <p className="muted">{words.check}</p>
        <h2 className="title-large" id="instrument-title">
          {instrumentText(instrument.title, language)}
        </h2>
      </div>
      {bringing.kind === "new" && bringing.before !== undefined && (
        <Banner state="waiting" icon="info">
          {words.replaces(bringing.before)}
        </Banner>
      )}
      {bringing.kind === "same" && (
        <Banner state="waiting" icon="info">
          {bringing.edit === undefined ? words.same : words.sameHidden}
        </Banner>
      )}
      {left.length > 0 && (
        <Banner state="late" icon="info">
          {words.left(left)}
        </Banner>
      )}
      <Adding ready={ready} onOther={bring.reset} />
      <InstrumentFacts instrument={instrument} />
    </section>
  )
}

type AddingProps = { readonly ready: Ready; readonly onOther: () => void }

function Adding({ ready: { instrument, bringing }, onOther }: AddingProps) {
  const words = useWords(instrumentFileWords)
  const language = useLanguage()
  const save = useSave()
  const navigate = useNavigate()
  const title = instrumentText(instrument.title, language)
  const add = async (): Promise<void> => {
    if (bringing.edit === undefined) return
    const told = bringing.kind === "new" ? words.bring.saved(title) : words.bring.again(title)
    // Taken back it is hidden and not gone: a version that was once here keeps its number.
    const written = await save([bringing.edit], told, [hiddenEdit(bringing.edit.id, true)])
    if (written.kind === "saved") await navigate(paths.instrument(instrument.code))
  }
  return (
    <div className="line">
      {bringing.edit === undefined ? (
        <LinkButton look="main" to={paths.instrument(instrument.code)}>
          {words.bring.open}
        </LinkButton>
      ) : (
        <Button look="main" big onClick={() => void add()}>
          {bringing.kind === "new" ? words.bring.save : words.hide.show}
        </Button>
      )}
      <Button look="quiet" onClick={onOther}>
        {words.bring.other}
      </Button>
    </div>
  )
}
