import { useServices } from "#/platform/services.tsx"
import { moreWords } from "#/text/more.ts"
import { Page } from "#/ui/page.tsx"
import { useWords } from "#/ui/words.tsx"

import { AboutCard } from "./about-card.tsx"
import { DeviceCard } from "./device-card.tsx"
import { KeyCard } from "./key-card.tsx"
import { LookCard } from "./look-card.tsx"
import { PlaceCard } from "./place-card.tsx"
import { PracticeCard } from "./practice-card.tsx"
import { WorkCard } from "./work-card.tsx"

import "./more.css"

/** «Ещё»: everything that is needed once a season. */
export function MoreScreen() {
  const words = useWords(moreWords)
  const { place } = useServices()
  return (
    <Page title={words.title} sub={place.schoolName || undefined}>
      <div className="more">
        <div className="stack">
          <PlaceCard />
          <WorkCard />
          <KeyCard />
          <DeviceCard />
        </div>
        <div className="stack">
          <PracticeCard />
          <LookCard />
          <AboutCard />
        </div>
      </div>
    </Page>
  )
}
