import { shortName, type Pupil } from "#/domain/pupil.ts"
import type { Profile } from "#/domain/results/profile.ts"
import { paths } from "#/features/paths.ts"
import { resultWords } from "#/text/results.ts"
import { Card } from "#/ui/card.tsx"
import { Entries, Entry } from "#/ui/entries.tsx"
import { Icon } from "#/ui/icon.tsx"
import { useWords } from "#/ui/words.tsx"

import { useLeadingNames } from "./leader-sentences.ts"
import type { ClassResults } from "./read-class-results.ts"

type Props = { readonly results: ClassResults }

/** How many finished of how many. */
export function WhoCard({ results }: Props) {
  const words = useWords(resultWords).picture
  const { finished, unfinished, notBegun } = standingOf(results)
  const of = results.pupils.length + results.locked
  const others = [
    unfinished.length > 0 ? words.unfinished(unfinished.length) : "",
    notBegun.length > 0 ? words.notBegun(notBegun.length) : "",
    results.locked > 0 ? words.lockedCount(results.locked) : "",
  ].filter(Boolean)
  return (
    <Card title={words.who} flush>
      <div className="who-sums">
        <b>{words.finishedOf(finished.length, of)}</b>
        {others.map((sum) => (
          <span key={sum}>{sum}</span>
        ))}
      </div>
    </Card>
  )
}

interface Standing {
  readonly finished: readonly { readonly pupil: Pupil; readonly profile: Profile | undefined }[]
  readonly unfinished: readonly Pupil[]
  readonly notBegun: readonly Pupil[]
}

/** Where each pupil of the list stands, whichever instrument was taken. */
export function standingOf({ pupils, attempts, pictures }: ClassResults): Standing {
  const profiles = new Map(
    pictures.flatMap(({ finished }) => finished.map((one) => [one.attempt.pupil, one] as const)),
  )
  const unfinished = new Set(pictures.flatMap((picture) => picture.unfinished))
  const taken = new Map(attempts.map((attempt) => [attempt.pupil, attempt]))
  // Without its instrument an attempt is finished when the pupil said so.
  const hasFinished = ({ id }: Pupil): boolean =>
    profiles.has(id) || (!unfinished.has(id) && taken.get(id)?.end.kind === "finished")
  return {
    finished: pupils
      .filter(hasFinished)
      .map((pupil) => ({ pupil, profile: profiles.get(pupil.id) })),
    unfinished: pupils.filter((pupil) => taken.has(pupil.id) && !hasFinished(pupil)),
    notBegun: pupils.filter(({ id }) => !taken.has(id)),
  }
}

/** Each of them by name, with what leads; a tap opens the profile. For the teacher only. */
export function NamesCard({ results }: Props) {
  const words = useWords(resultWords).picture
  return (
    <Card title={words.byName} flush>
      <Names results={results} />
    </Card>
  )
}

function Names({ results }: Props) {
  const words = useWords(resultWords).picture
  const { pupils } = results
  const { finished, unfinished, notBegun } = standingOf(results)
  const leadingNames = useLeadingNames()
  const addressOf = ({ classId, id }: Pupil): string => paths.results(classId, id)
  return (
    <Entries label={words.byName}>
      {finished.map(({ pupil, profile }) => (
        <Entry
          key={pupil.id}
          state="present"
          margin={<Icon name="check" />}
          title={shortName(pupil, pupils)}
          detail={profile === undefined ? words.whoFinished : leadingNames(profile)}
          to={addressOf(pupil)}
        />
      ))}
      {unfinished.map((pupil) => (
        <Entry
          key={pupil.id}
          state="waiting"
          margin={<Icon name="clock" />}
          title={shortName(pupil, pupils)}
          detail={words.whoUnfinished}
          to={addressOf(pupil)}
        />
      ))}
      {notBegun.map((pupil) => (
        <Entry
          key={pupil.id}
          state="unmarked"
          title={shortName(pupil, pupils)}
          detail={words.whoNotBegun}
          to={addressOf(pupil)}
        />
      ))}
    </Entries>
  )
}
