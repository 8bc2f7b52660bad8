import { useState } from "react"

import type { PickablePupil, PupilsSide } from "#/data/pupils-side.ts"
import { paths } from "#/features/paths.ts"
import { readCrumb } from "#/platform/crumb.ts"
import type { PupilsPlace } from "#/platform/pupils-place.ts"
import { pupilWords } from "#/text/pupil.ts"
import { Cover } from "#/ui/cover.tsx"
import { ErrorBoundary } from "#/ui/error-boundary.tsx"
import { LanguageProvider, useWords } from "#/ui/words.tsx"

import { ConfirmScreen } from "./confirm-screen.tsx"
import { InstructionScreen } from "./instruction-screen.tsx"
import { NotSavedScreen } from "./not-saved-screen.tsx"
import { PickScreen } from "./pick-screen.tsx"

import "./pupil.css"

type Props = { readonly place: PupilsPlace }

/** `read` is what the hand-over's database said when the document began. */
type WholeProps = Props & { readonly read: Awaited<ReturnType<PupilsPlace["read"]>> }

/** The test and nothing else of the app: who is it, what is it about, the questions, the end; then a fresh document. */
export function PupilMode({ place, read }: WholeProps) {
  const language = read.kind === "open" ? read.side.language : (readCrumb()?.language ?? "ru")
  return (
    <LanguageProvider language={language}>
      <ErrorBoundary place={paths.pupilMode}>
        {read.kind === "open" && <Handed place={place} side={read.side} />}
        {read.kind === "closed" && <NotSavedScreen fault={read} onList={place.renew} />}
        {(read.kind === "none" || read.kind === "newer") && (
          <Nothing isNewer={read.kind === "newer"} />
        )}
      </ErrorBoundary>
    </LanguageProvider>
  )
}

function Nothing({ isNewer }: { readonly isNewer: boolean }) {
  const { none: words } = useWords(pupilWords)
  return (
    <Cover title={words.title} narrow>
      <p>{isNewer ? words.newer : words.why}</p>
      <p>
        <a className="btn" href="/">
          {words.open}
        </a>
      </p>
    </Cover>
  )
}

type Chosen = { readonly picked: PickablePupil; readonly isConfirmed: boolean }

function Handed({ place, side }: Props & { readonly side: PupilsSide }) {
  const [chosen, setChosen] = useState<Chosen>()
  if (chosen === undefined) {
    return <PickScreen side={side} onPick={(picked) => setChosen({ picked, isConfirmed: false })} />
  }
  const { picked, isConfirmed } = chosen
  const goBack = (): void => setChosen(undefined)
  if (!isConfirmed) {
    return (
      <ConfirmScreen
        side={side}
        picked={picked}
        onYes={() => setChosen({ picked, isConfirmed: true })}
        onNo={goBack}
      />
    )
  }
  return <InstructionScreen place={place} side={side} picked={picked} onBack={goBack} />
}
