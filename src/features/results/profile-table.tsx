import type { Profile, ProfileRow } from "#/domain/results/profile.ts"
import { instrumentText } from "#/text/instrument-text.ts"
import { resultWords } from "#/text/results.ts"
import { useLanguage, useWords } from "#/ui/words.tsx"

import { ProfileBar } from "./profile-bar.tsx"

import "./profile-table.css"

/** The profile, drawn and in figures at once: the highest first, a tie on one place. */
export function ProfileTable({ profile }: { readonly profile: Profile }) {
  const words = useWords(resultWords).table
  return (
    <table className="profile" aria-label={words.label}>
      <thead>
        <tr>
          <th scope="col">
            <span aria-hidden="true">№</span>
            <span className="unseen">{words.place}</span>
          </th>
          <th scope="col">{words.scale}</th>
          <th scope="col">{words.chart}</th>
          <th scope="col">{words.score}</th>
        </tr>
      </thead>
      <tbody>
        {profile.rows.map((row) => (
          <Row key={row.scale.id} profile={profile} row={row} />
        ))}
      </tbody>
    </table>
  )
}

type RowProps = { readonly profile: Profile; readonly row: ProfileRow }

function Row({ profile: { instrument }, row }: RowProps) {
  const { table: words } = useWords(resultWords)
  const language = useLanguage()
  const { scale, score, min, max, band, place, isLeading } = row
  const detail = [
    band === undefined ? "" : instrumentText(band, language),
    place !== undefined && place.to > place.from ? words.tie : "",
  ].filter(Boolean)
  return (
    <tr data-leading={isLeading}>
      <td className="profile-place num">{place && words.places(place.from, place.to)}</td>
      <th scope="row">
        {instrumentText(scale.title, language)}
        {detail.length > 0 && <span className="muted">{detail.join(", ")}</span>}
      </th>
      <td className="profile-chart">
        <ProfileBar
          score={score}
          min={min}
          max={max}
          bands={instrument.bands}
          isLeading={isLeading}
        />
      </td>
      <td className="profile-score num">{words.scored(score, min, max)}</td>
    </tr>
  )
}
