import { useCallback, useState } from "react"

import { paths } from "#/features/paths.ts"
import { useMayAsk } from "#/platform/use-may-ask.ts"
import { rescueWords } from "#/text/rescue.ts"
import { Page } from "#/ui/page.tsx"
import { useWords } from "#/ui/words.tsx"

import { CarriedCard } from "./carried-card.tsx"
import { GiveCard } from "./give-card.tsx"
import { KeptCard } from "./kept-card.tsx"
import { QrReceiver } from "./qr-receiver.tsx"
import { QrRun } from "./qr-run.tsx"
import { TakeCard } from "./take-card.tsx"
import { useTaking } from "./use-taking.ts"

import "./rescue.css"

type Mode = "rest" | "showing" | "reading"

/** «Спасти записи»: what is unsent as a file or a run of codes, and how it comes back. */
export function RescueScreen() {
  const words = useWords(rescueWords)
  const mayDecide = useMayAsk("rescues")
  const [mode, setMode] = useState<Mode>("rest")
  const taking = useTaking()
  const { takeBytes } = taking
  const rest = useCallback(() => setMode("rest"), [])
  const take = useCallback(
    (bytes: Uint8Array<ArrayBuffer>) => {
      rest()
      takeBytes(bytes)
    },
    [rest, takeBytes],
  )
  return (
    <Page title={words.title} back={{ to: paths.more, label: words.back }}>
      {mode === "showing" && <QrRun onEnd={rest} />}
      {mode === "reading" && <QrReceiver onEnd={rest} onRead={take} />}
      {mode === "rest" && (
        <div className="rescue">
          <div className="stack">
            <GiveCard onShow={() => setMode("showing")} />
          </div>
          <div className="stack">
            <TakeCard taking={taking} onCamera={() => setMode("reading")} />
            <CarriedCard />
            {mayDecide && <KeptCard />}
          </div>
        </div>
      )}
    </Page>
  )
}
