import { paths } from "#/features/paths.ts"
import { useServices } from "#/platform/services.tsx"
import { dateWords, dayOf } from "#/text/dates.ts"
import { headWords } from "#/text/head.ts"
import { Banner } from "#/ui/banner.tsx"
import { LinkButton } from "#/ui/button.tsx"
import { useWords } from "#/ui/words.tsx"

import type { MissingTablet } from "./missing-tablets.ts"

/** So many are named; the others are counted. */
const bannersMax = 3

/** Whose data is not all here, and which classes it concerns. */
export function TabletBanners({ missing }: { readonly missing: readonly MissingTablet[] }) {
  const words = useWords(headWords)
  const named = missing.slice(0, bannersMax)
  const rest = missing.length - named.length
  return (
    <>
      {named.map((tablet) => (
        <TabletBanner key={tablet.id} tablet={tablet} />
      ))}
      {rest > 0 && (
        <Banner state="late" icon="off" action={<ToTablets id={undefined} />}>
          {words.moreTablets(rest)}
        </Banner>
      )}
    </>
  )
}

function TabletBanner({ tablet }: { readonly tablet: MissingTablet }) {
  const words = useWords(headWords)
  const { name, classes, id } = tablet
  const why = useWhy(tablet)
  return (
    <Banner
      state="late"
      icon={tablet.state === "silent" ? "off" : "wait"}
      action={<ToTablets id={id} />}
    >
      <b>{name}</b>
      {why}
      {classes.length > 0 && words.mayMiss(listOf(classes, words.and))}
    </Banner>
  )
}

function useWhy({ state, seenAt, waiting, oldestAt }: MissingTablet): string {
  const words = useWords(headWords)
  const dates = useWords(dateWords)
  const { nowMs } = useServices()
  if (state === "mute") return words.muteDevice
  if (state === "silent") {
    return seenAt === null ? words.neverSent : words.silentSince(dates.day(dayOf(seenAt)))
  }
  const since = oldestAt ?? seenAt ?? nowMs()
  return words.waitsSince(waiting ?? 0, dates.day(dayOf(since)))
}

/** «8В, 8Г и 9А» */
function listOf(names: readonly string[], and: string): string {
  if (names.length < 2) return names.join("")
  return `${names.slice(0, -1).join(", ")} ${and} ${names.at(-1) ?? ""}`
}

function ToTablets({ id }: { readonly id: string | undefined }) {
  const words = useWords(headWords)
  const to = id === undefined ? paths.devices : `${paths.devices}?device=${id}`
  return (
    <LinkButton look="quiet" to={to}>
      {words.tablets}
    </LinkButton>
  )
}
