import { readByIds } from "#/data/read.ts"
import { consentOf, gateFor } from "#/domain/consent.ts"
import { recordIds } from "#/domain/record-ids.ts"
import { paths } from "#/features/paths.ts"
import { useLive } from "#/platform/use-live.ts"
import { lessonWords } from "#/text/lesson.ts"
import { Banner } from "#/ui/banner.tsx"
import { LinkButton } from "#/ui/button.tsx"
import { useWords } from "#/ui/words.tsx"

import type { Lesson } from "./read-lesson.ts"
import type { RegisterLine } from "./register-lines.ts"

type Props = { readonly lesson: Lesson; readonly lines: readonly RegisterLine[] }

/** Who may not be tested today, before the tablet goes round. Says that a paper is not there, and blames nobody. */
export function WithoutConsent({ lesson, lines }: Props) {
  const { diagnostic: words } = useWords(lessonWords)
  const closed = useClosed({ lesson, lines })
  if (closed === undefined) return null
  const [first] = lesson.classes
  if (closed.length === 0) return <p className="muted">{words.consentsHere}</p>
  return (
    <Banner
      state="late"
      icon="lock"
      action={
        first && (
          <LinkButton look="quiet" to={paths.consents(first.id)}>
            {words.toConsents}
          </LinkButton>
        )
      }
    >
      {words.withoutConsent(closed.map(({ called }) => called))}
    </Banner>
  )
}

/** The lines of the register whose gate is closed on the day of the lesson; undefined until that is known. */
function useClosed({ lesson: { activity, named }, lines }: Props): RegisterLine[] | undefined {
  const ids = lines.map(({ pupil }) => pupil)
  return useLive(`gate ${activity.id} ${ids.length}`, async (journal) => {
    const records = await readByIds(
      journal,
      ids.map((pupil) => recordIds.consent(pupil, "school")),
    )
    const consents = new Map(
      records.flatMap((record) => {
        const consent = consentOf(record)
        return consent === undefined ? [] : [[consent.pupil, consent] as const]
      }),
    )
    return lines.filter(({ pupil }) => {
      const born = named.get(pupil)?.born ?? ""
      return gateFor(consents.get(pupil), { born, day: activity.day }).kind === "closed"
    })
  })
}
