import { useState } from "react"
import { Navigate, useNavigate, useSearchParams } from "react-router"

import { paths } from "#/features/paths.ts"
import { useServices } from "#/platform/services.tsx"
import type { KeySettings, Secret, WayIn } from "#/platform/unlocking.ts"
import { lockWords } from "#/text/lock.ts"
import { Button } from "#/ui/button.tsx"
import { Card } from "#/ui/card.tsx"
import { Cover } from "#/ui/cover.tsx"
import { Wait } from "#/ui/wait.tsx"
import { useWords } from "#/ui/words.tsx"

import { CodeEditor, PhraseEditor, PinEditor } from "./key-editors.tsx"
import { useKeySettings } from "./use-key-settings.ts"

import "./lock.css"

/** In the query: the PIN was forgotten, and another one is wanted. */
export const renewing = "new-pin"

type Step = "pin" | "passphrase" | "recovery"

/** Right after joining or beginning: a PIN, then the ways back should it be forgotten. */
export function ProtectScreen() {
  const { protect: words } = useWords(lockWords)
  const { place } = useServices()
  const [settings, again] = useKeySettings()
  // There is nobody's secret in the practice class.
  if (place.mode === "demo") return <Navigate to={paths.today} replace />
  return (
    <Cover title={words.title} sub={words.sub} narrow>
      {settings === undefined ? <Wait /> : <Steps settings={settings} onChange={again} />}
    </Cover>
  )
}

type StepsProps = { readonly settings: KeySettings; readonly onChange: () => void }

/** The steps that are still to be taken; a tablet with several teachers does not let the PIN wait. */
function Steps({ settings, onChange }: StepsProps) {
  const { protect: words, newPin, newPhrase, newCode } = useWords(lockWords)
  const { place } = useServices()
  const navigate = useNavigate()
  const isRenewing = useSearchParams()[0].has(renewing)
  const [steps] = useState(() =>
    isRenewing ? (["pin"] as const) : stepsOf(place.mode, settings.ways),
  )
  const [at, setAt] = useState(0)
  // The next steps need the key again; nobody types a third time what was typed twice.
  const [pin, setPin] = useState<Secret>()
  const step = steps[at]
  const leave = (): void => void navigate(paths.today, { replace: true })
  const next = (): void => {
    onChange()
    setAt(at + 1)
  }
  if (steps.length === 0) return <Navigate to={paths.today} replace />
  if (step === undefined) return <Outcome onLeave={leave} />
  const titles = { pin: newPin.title, passphrase: newPhrase.title, recovery: newCode.title }
  const editor = { ways: settings.ways, justGiven: pin, onDone: next }
  return (
    <>
      {settings.isShared && step === "pin" && <p>{words.needed}</p>}
      <Card
        title={titles[step]}
        aside={
          steps.length > 1 && <span className="muted">{words.step(at + 1, steps.length)}</span>
        }
        next
      >
        {step === "pin" && (
          <PinEditor
            ways={settings.ways}
            onDone={(set) => {
              setPin({ kind: "pin", pin: set })
              next()
            }}
          />
        )}
        {step === "passphrase" && <PhraseEditor {...editor} />}
        {step === "recovery" && <CodeEditor {...editor} />}
      </Card>
      {step === "pin" && !settings.isShared && (
        <div className="line">
          <Button look="quiet" onClick={leave}>
            {words.later}
          </Button>
        </div>
      )}
      {step !== "pin" && (
        <div className="line">
          <Button look="quiet" onClick={next}>
            {words.skip}
          </Button>
        </div>
      )}
    </>
  )
}

function stepsOf(mode: "local" | "joined" | "demo", ways: readonly WayIn[]): readonly Step[] {
  const wanted: readonly Step[] =
    mode === "joined" ? ["pin", "passphrase"] : ["pin", "passphrase", "recovery"]
  return wanted.filter((step) => !ways.includes(step))
}

type OutcomeProps = { readonly onLeave: () => void }

/** What is true now, and not what was hoped for. */
function Outcome({ onLeave }: OutcomeProps) {
  const { protect: words } = useWords(lockWords)
  const { place } = useServices()
  const [settings] = useKeySettings()
  if (settings === undefined) return <Wait />
  const notYet = place.mode === "joined" ? words.notYetJoined : words.notYetAlone
  return (
    <Card title={settings.opensByItself ? words.notYet : words.done} next>
      <div className="stack stack-close">
        <p>{settings.opensByItself ? notYet : words.doneWhy}</p>
        <Button look="main" big onClick={onLeave}>
          {words.toJournal}
        </Button>
      </div>
    </Card>
  )
}
