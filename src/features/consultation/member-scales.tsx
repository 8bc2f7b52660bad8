import type { Pupil } from "#/domain/pupil.ts"
import type { Profile } from "#/domain/results/profile.ts"
import { paths } from "#/features/paths.ts"
import { consultationWords } from "#/text/consultation.ts"
import { instrumentText } from "#/text/instrument-text.ts"
import { resultWords } from "#/text/results.ts"
import { LinkButton } from "#/ui/button.tsx"
import { Meter } from "#/ui/meter.tsx"
import { useLanguage, useWords } from "#/ui/words.tsx"

import type { MemberResult } from "./read-consultation.ts"

type Props = {
  readonly result: Exclude<MemberResult, { readonly kind: "locked" }>
  readonly pupil: Pupil
}

/** What the scales say, of the newest finished result. */
export function MemberScales({ result, pupil }: Props) {
  const words = useWords(consultationWords)
  if (result.kind === "none") return <p className="muted">{words.noProfile}</p>
  if (result.kind === "unfinished") return <p className="muted">{words.unfinishedProfile}</p>
  return (
    <section className="member-part" aria-label={words.profile}>
      <Scales profile={result.profile} />
      <LinkButton look="quiet" icon="report" to={paths.results(pupil.classId, pupil.id)}>
        {words.toProfile}
      </LinkButton>
    </section>
  )
}

/** As many as fit beside a form; the whole profile has the rest. */
const scalesShown = 8

function Scales({ profile: { instrument, rows } }: { readonly profile: Profile }) {
  const { table: words } = useWords(resultWords)
  const language = useLanguage()
  return (
    <>
      <h4>{instrumentText(instrument.title, language)}</h4>
      <ul className="member-scales">
        {rows.slice(0, scalesShown).map(({ scale, score, min, max, isLeading }) => {
          const title = instrumentText(scale.title, language)
          const scored = words.scored(score, min, max)
          return (
            <li key={scale.id} data-leading={isLeading}>
              <span>{title}</span>
              <span className="num nowrap">{scored}</span>
              <Meter label={`${title}: ${scored}`} value={score - min} of={max - min} />
            </li>
          )
        })}
      </ul>
    </>
  )
}
