import { startTransition, useEffect, useState } from "react"
import { useNavigate } from "react-router"

import type { Trouble } from "#/data/database.ts"
import { paths } from "#/features/paths.ts"
import { takeTabletBack, whoseHandover } from "#/platform/handover-look.ts"
import { listPlaces } from "#/platform/places-here.ts"
import type { Services } from "#/platform/services.tsx"
import type { PlaceLook } from "#/platform/unlocking.ts"
import { lockWords } from "#/text/lock.ts"
import { Banner } from "#/ui/banner.tsx"
import { Button } from "#/ui/button.tsx"
import { Cover } from "#/ui/cover.tsx"
import { useWords } from "#/ui/words.tsx"

import { LockScreen } from "./lock-screen.tsx"
import { forgottenPin } from "./locked.tsx"
import { renewing } from "./protect-screen.tsx"
import { usePlaceName } from "./use-place-name.ts"
import type { OnOpen } from "./use-unlocking.ts"

type Props = {
  readonly onOpen: (services: Services) => void
  readonly onTrouble: (trouble: Trouble) => void
}

interface Standing {
  /** The teacher whose pupils have the tablet. */
  readonly owner: string
  readonly activity: string
  readonly places: readonly PlaceLook[]
}

/**
 * Whatever address is opened while pupils have the tablet: the way back to the test, and the lock of the teacher. A
 * journal without a PIN does not open here at all, for a pupil could open it.
 */
export function HandedOver({ onOpen, onTrouble }: Props) {
  const { handedOver: words } = useWords(lockWords)
  const navigate = useNavigate()
  const nameOf = usePlaceName()
  const [standing, setStanding] = useState<Standing>()
  const [chosen, setChosen] = useState<string>()
  useEffect(() => {
    void (async () => {
      const [handover, places] = await Promise.all([whoseHandover(), listPlaces()])
      // Taken back meanwhile, in another tab: the usual rules hold again.
      if (handover === undefined) location.reload()
      else setStanding({ owner: handover.database, activity: handover.activity, places })
    })()
  }, [])
  if (standing === undefined) return null
  const { owner, activity, places } = standing
  const closed = places.filter(({ isOpen }) => !isOpen)
  const shown = closed.find(({ database }) => database === (chosen ?? owner)) ?? closed[0]
  const open: OnOpen = (services, by) => {
    void (async () => {
      await takeTabletBack()
      const address =
        services.journal.database.name === owner
          ? `${paths.activity(activity)}?show=test`
          : paths.today
      const renew = `${paths.protect}?${renewing}`
      void navigate(forgottenPin.has(by) ? renew : address, { replace: true })
      startTransition(() => onOpen(services))
    })()
  }
  const links = (
    <>
      {/* A document of its own. */}
      <a className="btn" href={paths.pupilMode}>
        {words.back}
      </a>
      {closed
        .filter((place) => place !== shown)
        .map((place) => (
          <Button key={place.database} look="quiet" onClick={() => setChosen(place.database)}>
            {words.other(nameOf(place))}
          </Button>
        ))}
    </>
  )
  const notice = (
    <Banner state="waiting" icon="people">
      <b>{words.title}.</b> {words.why}
    </Banner>
  )
  // Its database does not open just now, and a line above says so.
  if (shown === undefined) {
    return (
      <Cover title={words.title} narrow>
        {notice}
        {links}
      </Cover>
    )
  }
  return (
    <LockScreen
      key={shown.database}
      place={shown}
      onOpen={open}
      onTrouble={onTrouble}
      notice={notice}
      links={links}
    />
  )
}
