import { deviceRow, type Journal } from "#/data/journal.ts"
import type { PlaceRow } from "#/data/rows.ts"
import { useServices } from "#/platform/services.tsx"
import { useLive } from "#/platform/use-live.ts"
import { dateWords, dayOf } from "#/text/dates.ts"
import { moreWords } from "#/text/more.ts"
import { roleWords } from "#/text/roles.ts"
import { Card } from "#/ui/card.tsx"
import { useWords } from "#/ui/words.tsx"

import { FactList } from "./fact-list.tsx"

/** Whose tablet this is. */
export function PlaceCard() {
  const { place: words } = useWords(moreWords)
  const dates = useWords(dateWords)
  const role = useWords(roleWords)
  const { place } = useServices()
  const device = useLive("device", readDeviceId, ["meta"])
  const schools: Readonly<Record<PlaceRow["mode"], string>> = {
    joined: place.schoolName,
    local: words.alone,
    demo: words.demo,
  }
  const { person } = place
  return (
    <Card title={words.title}>
      <FactList
        facts={[
          { term: words.school, value: schools[place.mode] },
          {
            term: words.person,
            value: person === null ? words.you : `${person.name}, ${role.name[person.role]}`,
          },
          {
            term: words.since,
            value: words.sinceWhen(dates.dayWithYear(dayOf(place.madeAt))),
          },
          // The last signs of it: enough to tell two tablets of a cupboard apart.
          { term: words.device, value: device?.slice(-6).toUpperCase() ?? "" },
        ]}
      />
    </Card>
  )
}

async function readDeviceId(journal: Journal): Promise<string> {
  return (await deviceRow(journal.database)).id
}
