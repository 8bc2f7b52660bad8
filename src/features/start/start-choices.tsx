import { useState, type ReactNode } from "react"

import type { Trouble } from "#/data/database.ts"
import { paths } from "#/features/paths.ts"
import { beginPlace, enter, openPlace } from "#/platform/open-place.ts"
import type { Services } from "#/platform/services.tsx"
import { shellWords } from "#/text/shell.ts"
import { startWords } from "#/text/start.ts"
import { Banner } from "#/ui/banner.tsx"
import { Button } from "#/ui/button.tsx"
import { Card } from "#/ui/card.tsx"
import { Icon, type IconName } from "#/ui/icon.tsx"
import { useWords } from "#/ui/words.tsx"

type Props = { readonly services: Services | undefined }

/** Three ways to begin, each one tap. None of them needs a server to answer. */
export function StartChoices({ services }: Props) {
  const words = useWords(startWords)
  const shell = useWords(shellWords)
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<Trouble>()
  const begin = async (place: "own" | "demo"): Promise<void> => {
    setBusy(true)
    const begun =
      place === "own"
        ? await beginPlace("own", setTrouble)
        : await openPlace("demo", { crumb: undefined, onTrouble: setTrouble })
    setBusy(false)
    if (begun.kind === "open")
      begun.services.enter(place, place === "own" ? paths.protect : undefined)
    if (begun.kind === "locked") enter(place)
    if (begun.kind === "trouble") setTrouble(begun.trouble)
  }
  const hasOwn = services?.place.mode === "local" || services?.place.mode === "joined"
  return (
    <>
      {trouble && (
        <div role="alert">
          <Banner state="late" icon="warning">
            {shell[trouble.kind]}
          </Banner>
        </div>
      )}
      {hasOwn && (
        <Banner
          state="sent"
          icon="log"
          action={
            <Button look="quiet" onClick={() => services.enter("own")}>
              {words.toJournal}
            </Button>
          }
        >
          {words.already}
        </Banner>
      )}
      <div className="start-choices">
        <Choice icon="key" {...words.invited} next>
          {/* A fresh document: this screen stands outside the journal's own addresses. */}
          <a className="btn btn-main btn-big btn-wide" href={paths.join}>
            {words.invited.action}
          </a>
        </Choice>
        {!hasOwn && (
          <Choice icon="tablet" {...words.alone}>
            <Button big wide disabled={busy} onClick={() => void begin("own")}>
              {words.alone.action}
            </Button>
          </Choice>
        )}
        <Choice icon="class" {...words.practice}>
          <Button big wide disabled={busy} onClick={() => void begin("demo")}>
            {words.practice.action}
          </Button>
        </Choice>
      </div>
    </>
  )
}

type ChoiceProps = {
  readonly icon: IconName
  readonly title: string
  readonly text: string
  readonly next?: boolean
  readonly children: ReactNode
}

function Choice({ icon, title, text, next = false, children }: ChoiceProps) {
  return (
    <Card label={title} next={next} className="start-choice">
      <h2 className="title">
        <Icon name={icon} />
        {title}
      </h2>
      <p>{text}</p>
      {children}
    </Card>
  )
}
