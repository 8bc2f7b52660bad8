import type { Day } from "#/domain/day.ts"
import { fullName, type Pupil } from "#/domain/pupil.ts"
import type { Profile } from "#/domain/results/profile.ts"
import { speaksOf } from "#/domain/results/speaks-of.ts"
import { bandOf, className, type SchoolClass } from "#/domain/school-class.ts"
import { useServices } from "#/platform/services.tsx"
import { dateWords } from "#/text/dates.ts"
import { instrumentText } from "#/text/instrument-text.ts"
import { resultWords } from "#/text/results.ts"
import { useLanguage, useWords } from "#/ui/words.tsx"

import { LeadersLines } from "./profile-card.tsx"
import { ProfileTable } from "./profile-table.tsx"

import "./pupil-sheet.css"

export interface Sheet {
  readonly pupil: Pupil
  readonly schoolClass: SchoolClass
  readonly day: Day
  readonly profile: Profile
}

type Props = { readonly sheet: Sheet; readonly schoolName: string }

const line = "_".repeat(72)

/** One page for one pupil: the profile in words, the scales, room for the own next step. */
export function PupilSheet({ sheet, schoolName }: Props) {
  const words = useWords(resultWords)
  const dates = useWords(dateWords)
  const language = useLanguage()
  const { place } = useServices()
  const { pupil, schoolClass, day, profile } = sheet
  const { instrument } = profile
  return (
    <article className="pupil-sheet">
      <header>
        <p>
          {[schoolName || place.schoolName, className(schoolClass)].filter(Boolean).join(" · ")}
        </p>
        <h1>{fullName(pupil)}</h1>
        <p>
          {words.sheet.title} · {words.sheet.date(dates.numbersWithYear(day))}
        </p>
        <p>{words.sheet.instrument(instrumentText(instrument.title, language))}</p>
      </header>
      <LeadersLines profile={profile} />
      <ProfileTable profile={profile} />
      <p>{words.notVerdict[speaksOf(instrument.code)]}</p>
      <p>{words.byBand[bandOf(schoolClass.grade)]}</p>
      <section>
        <h2>{words.sheet.next}</h2>
        <p className="pupil-sheet-line">{line}</p>
        <p className="pupil-sheet-line">
          {words.sheet.until} {line.slice(0, 24)}
        </p>
      </section>
      <footer>
        <p>{words.sheet.yours}</p>
        <p>
          {instrumentText(instrument.credit, language)} {words.licence}: {instrument.licence},{" "}
          {words.version(instrument.version)}.
        </p>
      </footer>
    </article>
  )
}
