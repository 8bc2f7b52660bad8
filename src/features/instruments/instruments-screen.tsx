import { useParams } from "react-router"

import type { Journal } from "#/data/journal.ts"
import { readOwnInstruments } from "#/data/read-own-instruments.ts"
import { readPeople } from "#/data/read-people.ts"
import { isShippedCode, shippedInstrument } from "#/domain/instrument/catalogue.ts"
import { exampleInstrument } from "#/domain/instrument/example-instrument.ts"
import type { OwnInstrument } from "#/domain/instrument/own-instrument.ts"
import { paths } from "#/features/paths.ts"
import { useLive } from "#/platform/use-live.ts"
import { instrumentFileWords } from "#/text/instrument-files.ts"
import { shellWords } from "#/text/shell.ts"
import { Button } from "#/ui/button.tsx"
import { Card } from "#/ui/card.tsx"
import { Empty } from "#/ui/empty.tsx"
import { ListDetail } from "#/ui/list-detail.tsx"
import { Page } from "#/ui/page.tsx"
import { Wait } from "#/ui/wait.tsx"
import { useWords } from "#/ui/words.tsx"

import { OwnDetail, ShippedDetail } from "./instrument-detail.tsx"
import { InstrumentList } from "./instrument-list.tsx"
import { useDownload } from "./use-download.ts"

import "./instruments.css"

/** «Методики»: what may be taken on the tablet, and what the school brought itself. */
export function InstrumentsScreen() {
  const words = useWords(instrumentFileWords)
  const shell = useWords(shellWords)
  const { code } = useParams()
  const found = useLive("own instruments", readSchool)
  const back =
    code === undefined
      ? { to: paths.more, label: shell.more }
      : { to: paths.instruments, label: words.title }
  return (
    <Page title={words.title} sub={words.sub} back={back}>
      {found === undefined ? (
        <Wait />
      ) : (
        <ListDetail
          className="instruments"
          showing={code === undefined ? "list" : "detail"}
          list={<InstrumentList own={found.own} chosen={code} />}
          detail={<Detail code={code} school={found} />}
        />
      )}
    </Page>
  )
}

export interface School {
  readonly own: readonly OwnInstrument[]
  readonly people: ReadonlyMap<string, string>
}

async function readSchool(journal: Journal): Promise<School> {
  const [own, people] = await Promise.all([readOwnInstruments(journal), readPeople(journal)])
  return { own, people }
}

type DetailProps = { readonly code: string | undefined; readonly school: School }

function Detail({ code, school }: DetailProps) {
  const words = useWords(instrumentFileWords)
  if (code === undefined) return <Beginning />
  if (isShippedCode(code)) return <Shipped code={code} />
  const versions = school.own.filter(({ instrument }) => instrument.code === code)
  if (versions.length === 0) return <Empty icon="search">{words.notFound}</Empty>
  return <OwnDetail versions={versions} people={school.people} />
}

function Shipped({ code }: { readonly code: Parameters<typeof shippedInstrument>[0] }) {
  const instrument = useLive(`shipped ${code}`, () => shippedInstrument(code), [])
  return instrument === undefined ? <Wait /> : <ShippedDetail instrument={instrument} />
}

/** What stands beside the list when nothing is chosen. */
function Beginning() {
  const words = useWords(instrumentFileWords)
  return (
    <div className="stack">
      <p className="muted">{words.choose}</p>
      <ExampleCard />
    </div>
  )
}

/** A small file to start from, in both formats. */
export function ExampleCard() {
  const words = useWords(instrumentFileWords).download
  const download = useDownload()
  return (
    <Card title={words.example}>
      <div className="stack stack-close">
        <p>{words.exampleWhy}</p>
        <div className="line">
          <Button icon="download" onClick={() => void download(exampleInstrument, "xlsx")}>
            {words.exampleXlsx}
          </Button>
          <Button icon="download" onClick={() => void download(exampleInstrument, "json")}>
            {words.exampleJson}
          </Button>
        </div>
      </div>
    </Card>
  )
}
