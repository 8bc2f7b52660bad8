import { useSyncExternalStore } from "react"

import { paths } from "#/features/paths.ts"
import { useServices } from "#/platform/services.tsx"
import { moreWords } from "#/text/more.ts"
import { readyWords } from "#/text/ready.ts"
import { Banner } from "#/ui/banner.tsx"
import { Button, LinkButton } from "#/ui/button.tsx"
import { Card } from "#/ui/card.tsx"
import { Page } from "#/ui/page.tsx"
import { Wait } from "#/ui/wait.tsx"
import { useWords } from "#/ui/words.tsx"

import { FactorHint } from "./factor-hint.tsx"
import { hindrances, judge, ticks, type Findings } from "./judge.ts"
import { TickRow } from "./tick-row.tsx"
import { useFindings, type Checked } from "./use-findings.ts"

import "./ready.css"

/** «Можно без сети?»: seven ticks and, at each that is missing, the one button that mends it. */
export function ReadyScreen() {
  const words = useWords(readyWords)
  const more = useWords(moreWords)
  const checked = useFindings()
  return (
    <Page title={words.title} sub={words.sub} back={{ to: paths.more, label: more.title }}>
      <div className="ready">
        <LinkLine />
        <FactorHint />
        {checked.found === undefined ? (
          <Wait text={words.checking} />
        ) : (
          <Ticks checked={checked} found={checked.found} />
        )}
      </div>
    </Page>
  )
}

type TicksProps = { readonly checked: Checked; readonly found: Findings }

function Ticks({ checked, found }: TicksProps) {
  const words = useWords(readyWords)
  const verdicts = judge(found)
  const missing = hindrances(verdicts)
  return (
    <Card label={words.title} next={missing === 0}>
      <p className="ready-verdict title" role="status">
        {missing === 0 ? words.ready : words.notReady(missing)}
      </p>
      <ul className="ready-ticks" aria-label={words.list}>
        {ticks.map((tick) => (
          <TickRow
            key={tick}
            tick={tick}
            verdict={verdicts[tick]}
            found={found}
            checked={checked}
          />
        ))}
      </ul>
      <Button onClick={checked.again}>{words.again}</Button>
    </Card>
  )
}

/** Why a second look may find nothing new. */
function LinkLine() {
  const words = useWords(readyWords)
  const { sync } = useServices()
  const link = useSyncExternalStore(sync.subscribe, sync.link)
  switch (link.kind) {
    case "offline":
    case "unreachable":
      return (
        <Banner state="waiting" icon="off">
          {words.offline}
        </Banner>
      )
    case "signed-out":
      return (
        <Banner
          state="late"
          icon="lock"
          action={
            // By phrase there, or by a new link.
            <LinkButton look="quiet" to={paths.sync}>
              {words.signIn}
            </LinkButton>
          }
        >
          {words.signedOut}
        </Banner>
      )
    default:
      return null
  }
}
