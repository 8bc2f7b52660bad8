import type { Day } from "#/domain/day.ts"
import { leadingIds } from "#/domain/results/leaders.ts"
import { ageFit, scaleOf, type Profile } from "#/domain/results/profile.ts"
import { speaksOf } from "#/domain/results/speaks-of.ts"
import { bandOf } from "#/domain/school-class.ts"
import { dateWords } from "#/text/dates.ts"
import { instrumentText } from "#/text/instrument-text.ts"
import { resultWords } from "#/text/results.ts"
import { Banner } from "#/ui/banner.tsx"
import { Card } from "#/ui/card.tsx"
import { useLanguage, useWords } from "#/ui/words.tsx"

import { useLeaderSentences } from "./leader-sentences.ts"
import { ProfileTable } from "./profile-table.tsx"

type Props = { readonly profile: Profile; readonly day: Day; readonly grade: number }

/** One attempt: what stands out, the scales, what it is and what it is not. */
export function ProfileCard({ profile, day, grade }: Props) {
  const words = useWords(resultWords)
  const dates = useWords(dateWords)
  const language = useLanguage()
  const { instrument, result } = profile
  return (
    <Card
      title={instrumentText(instrument.title, language)}
      aside={<span className="muted nowrap">{dates.numbersWithYear(day)}</span>}
    >
      <div className="stack stack-close">
        <LeadersLines profile={profile} />
        {result.isFinished && (
          <>
            <AgeLine profile={profile} grade={grade} />
            <ProfileTable profile={profile} />
            <p>{words.notVerdict[speaksOf(instrument.code)]}</p>
            <p className="muted">{words.byBand[bandOf(grade)]}</p>
          </>
        )}
        <AboutInstrument profile={profile} />
      </div>
    </Card>
  )
}

/** Sentences first, then what the leading scales speak of. */
export function LeadersLines({ profile }: { readonly profile: Profile }) {
  const language = useLanguage()
  const sentences = useLeaderSentences()(profile)
  const [first, ...others] = sentences
  return (
    <div className="leaders">
      <p className="leaders-first">{first}</p>
      {others.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {leadingIds(profile.leaders).map((id) => {
        const scale = scaleOf(profile.instrument, id)
        return (
          <p key={id} className="leaders-about">
            <b>{instrumentText(scale.title, language)}.</b> {instrumentText(scale.about, language)}
          </p>
        )
      })}
    </div>
  )
}

function AgeLine({ profile: { instrument }, grade }: Pick<Props, "profile" | "grade">) {
  const words = useWords(resultWords)
  const fit = ageFit(instrument, grade)
  if (fit === "fits") return null
  return (
    <Banner state="late" icon="info">
      {words.age[fit](words.grades(...instrument.grades), grade)}
    </Banner>
  )
}

function AboutInstrument({ profile: { instrument } }: Pick<Props, "profile">) {
  const words = useWords(resultWords)
  const language = useLanguage()
  const { about, credit, licence, version } = instrument
  return (
    <details className="about-instrument">
      <summary>{words.aboutInstrument}</summary>
      <div className="stack stack-close">
        <p>{instrumentText(about, language)}</p>
        <p className="muted">
          {instrumentText(credit, language)} {words.licence}: {licence}, {words.version(version)}.
        </p>
      </div>
    </details>
  )
}
