import { useServices } from "#/platform/services.tsx"
import type { RetentionAnswer } from "#/sync/api.ts"
import { dateWords, dayOf } from "#/text/dates.ts"
import { retentionWords } from "#/text/retention.ts"
import { useWords } from "#/ui/words.tsx"

/**
 * The act and the extract from the log that the order of Roskomnadzor No. 179 of 28.10.2022 asks for when data are
 * destroyed in an information system: whose, which, when, why, how; signed by a commission. No name stands in it.
 */
export function ErasureAct({ past }: { readonly past: RetentionAnswer["past"] }) {
  const { act: words, past: told } = useWords(retentionWords)
  const dates = useWords(dateWords)
  const { place, nowMs } = useServices()
  const moment = (at: number): string => `${dates.dayWithYear(dayOf(at))}, ${dates.time(at)}`
  return (
    <div className="print-only retention-act">
      <h2 className="title">{words.title}</h2>
      <p>{words.operator(place.schoolName)}</p>
      <p>{words.place}</p>
      <p>{words.data}</p>
      <p>{words.way}</p>
      <p>{words.log}</p>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.columns.when}</th>
            <th scope="col">{words.columns.who}</th>
            <th scope="col">{words.columns.reason}</th>
            <th scope="col">{words.columns.tablets}</th>
          </tr>
        </thead>
        <tbody>
          {past.map((entry) => (
            <tr key={`${entry.at} ${entry.what} ${entry.year}`}>
              <td>{moment(entry.at)}</td>
              <td>{whose(entry, told)}</td>
              <td>{words.reason[kindOf(entry)]}</td>
              <td>{told.tablets(entry.tablets.cleared, entry.tablets.all)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>{words.copies}</p>
      <dl>
        {words.commission.map((who, index) => (
          // Two members stand alike, and none is ever moved.
          // oxlint-disable-next-line react/no-array-index-key
          <div key={index}>
            <dt>{who}</dt>
            <dd>{words.signature}</dd>
            <dd>{words.name}</dd>
          </div>
        ))}
      </dl>
      <p>{words.printed(moment(nowMs()))}</p>
    </div>
  )
}

type Entry = RetentionAnswer["past"][number]
type Told = (typeof retentionWords)["ru"]["past"]

/** Whose data it was, without a name. */
export function whose(entry: Entry, words: Told): string {
  const { year, pupils, what } = entry
  if (what === "results") return words.results
  return year === null ? words.one : words.year(year, pupils)
}

function kindOf({ year, what }: Entry): "results" | "pupil" | "year" {
  if (what === "results") return "results"
  return year === null ? "pupil" : "year"
}
