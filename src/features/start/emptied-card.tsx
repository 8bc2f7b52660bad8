import { useEffect, useState } from "react"

import type { Crumb } from "#/platform/crumb.ts"
import { lookAtSession, resumeSession } from "#/platform/join.ts"
import { placeNameOf } from "#/platform/open-place.ts"
import type { SessionAnswer } from "#/sync/api.ts"
import { dateWords } from "#/text/dates.ts"
import { startWords } from "#/text/start.ts"
import { Banner } from "#/ui/banner.tsx"
import { Button } from "#/ui/button.tsx"
import { Card } from "#/ui/card.tsx"
import { useWords } from "#/ui/words.tsx"

import { JoinTrouble, type Obstacle } from "./join-trouble.tsx"

type Props = { readonly was: NonNullable<Crumb["own"]> }

/** The browser was emptied: says so first, and what there was, instead of greeting an old friend as a stranger. */
export function EmptiedCard({ was }: Props) {
  const { emptied } = useWords(startWords)
  const dates = useWords(dateWords)
  const session = useSession()
  // Against the first of days, so that the date always stands there: «18.11 16:40».
  const when = dates.moment(was.seenAt, 0)
  return (
    <Card title={emptied.title} className="stack stack-close">
      <Banner state="late" icon="warning">
        {emptied.were(was.classes, was.waiting, when)}
      </Banner>
      <p>{emptied.why}</p>
      {session && <Resume session={session} />}
      <ul className="start-points">
        {session === undefined && <li>{emptied.again}</li>}
        {was.waiting > 0 && <li>{emptied.rescue}</li>}
      </ul>
    </Card>
  )
}

/** A browser that wipes its databases often keeps its cookies: then no new link is needed. */
function useSession(): SessionAnswer | undefined {
  const [session, setSession] = useState<SessionAnswer>()
  useEffect(() => {
    let isOver = false
    void (async () => {
      const found = await lookAtSession()
      if (!isOver) setSession(found)
    })()
    return () => {
      isOver = true
    }
  }, [])
  return session
}

function Resume({ session }: { readonly session: SessionAnswer }) {
  const { emptied } = useWords(startWords)
  const [working, setWorking] = useState(false)
  const [obstacle, setObstacle] = useState<Obstacle>()
  const resume = async (): Promise<void> => {
    setWorking(true)
    const outcome = await resumeSession()
    setWorking(false)
    if (outcome.kind === "joined") outcome.services.enter(placeNameOf(outcome.services))
    else setObstacle(outcome)
  }
  return (
    <>
      {obstacle && <JoinTrouble obstacle={obstacle} />}
      <div className="line">
        <p>{emptied.resume(session.person.name, session.school.name)}</p>
        <Button look="main" disabled={working} onClick={() => void resume()}>
          {emptied.resumeAction}
        </Button>
      </div>
    </>
  )
}
