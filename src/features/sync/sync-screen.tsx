import { lazy, Suspense, useSyncExternalStore } from "react"

import { useServices } from "#/platform/services.tsx"
import { useLive } from "#/platform/use-live.ts"
import { queueWords } from "#/text/queue.ts"
import { Page } from "#/ui/page.tsx"
import { useWords } from "#/ui/words.tsx"

import { ClashCard } from "./clash-card.tsx"
import { readSending } from "./read-sending.ts"
import { RefusedCard } from "./refused-card.tsx"
import { SafetyCard } from "./safety-card.tsx"
import { StateCard } from "./state-card.tsx"
import { TimesCard } from "./times-card.tsx"
import { WaitingCard } from "./waiting-card.tsx"

import "./sync.css"

const RescueHint = lazy(async () => ({
  default: (await import("#/features/rescue-hint.tsx")).RescueHint,
}))

const SignInCard = lazy(async () => ({
  default: (await import("./sign-in-card.tsx")).SignInCard,
}))

/** Where the indicator leads: how sending stands, what waits, what was refused and why, and the spare way out. */
export function SyncScreen() {
  const words = useWords(queueWords)
  const { place, sync } = useServices()
  const link = useSyncExternalStore(sync.subscribe, sync.link)
  // A tablet of the first release does not know its school's id: it comes in by an invitation once more.
  const canSignIn = link.kind === "signed-out" && place.school !== undefined
  const sending = useLive("sending", readSending, ["outbox", "records", "meta"])
  const isDemo = place.mode === "demo"
  return (
    <Page title={words.title} sub={place.schoolName || undefined} status={null}>
      <div className="with-side">
        <div className="stack">
          {!isDemo && (
            <Suspense>
              <RescueHint />
            </Suspense>
          )}
          <StateCard />
          {canSignIn && (
            <Suspense>
              <SignInCard />
            </Suspense>
          )}
          {sending && <RefusedCard lines={sending.refused} />}
          {sending && <ClashCard lines={sending.clashes} />}
          {sending && !isDemo && (
            <WaitingCard lines={sending.waiting} records={sending.waitingRecords} />
          )}
        </div>
        <div className="stack">
          {!isDemo && sending && (
            <SafetyCard unsent={sending.waitingRecords + sending.refused.length} />
          )}
          {place.mode === "joined" && sending && <TimesCard server={sending.server} />}
        </div>
      </div>
    </Page>
  )
}
