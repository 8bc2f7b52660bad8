import { useState } from "react"
import { Navigate, useNavigate } from "react-router"

import { paths } from "#/features/paths.ts"
import { useServices } from "#/platform/services.tsx"
import type { KeySettings, WayIn } from "#/platform/unlocking.ts"
import { lockWords } from "#/text/lock.ts"
import { Button } from "#/ui/button.tsx"
import { Card } from "#/ui/card.tsx"
import { Cover } from "#/ui/cover.tsx"
import { Wait } from "#/ui/wait.tsx"
import { useWords } from "#/ui/words.tsx"

import { CodeEditor, PhraseEditor, PinEditor } from "./key-editors.tsx"
import { useKeySettings } from "./use-key-settings.ts"

import "./lock.css"

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
  const [steps] = useState(() => stepsOf(place.mode, settings.ways))
  const [at, setAt] = useState(0)
  const step = steps[at]
  const leave = (): void => void navigate(paths.today, { replace: true })
  const next = (): void => {
    onChange()
    setAt(at + 1)
  }
  if (step === undefined) return <Outcome onLeave={leave} />
  const titles = { pin: newPin.title, passphrase: newPhrase.title, recovery: newCode.title }
  const editor = { ways: settings.ways, onDone: next }
  return (
    <>
      {settings.isShared && step === "pin" && <p>{words.needed}</p>}
      <Card
        title={titles[step]}
        aside={<span className="muted">{words.step(at + 1, steps.length)}</span>}
        next
      >
        {step === "pin" && <PinEditor {...editor} />}
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
