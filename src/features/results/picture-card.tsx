import { shortName, type Pupil } from "#/domain/pupil.ts"
import type { ClassPicture, ScalePicture } from "#/domain/results/class-picture.ts"
import { toldFrom } from "#/domain/small-counts.ts"
import { instrumentText } from "#/text/instrument-text.ts"
import { resultWords } from "#/text/results.ts"
import { Banner } from "#/ui/banner.tsx"
import { Card } from "#/ui/card.tsx"
import { useLanguage, useWords } from "#/ui/words.tsx"

import type { Look } from "./class-results-screen.tsx"
import { DotStrip } from "./dot-strip.tsx"

type Props = {
  readonly picture: ClassPicture
  readonly pupils: readonly Pupil[]
  readonly look: Look
}

/** How an instrument came out in the class: with how many each scale leads, and where the scores lie. */
export function PictureCard({ picture, pupils, look }: Props) {
  const words = useWords(resultWords).picture
  const all = useWords(resultWords)
  const language = useLanguage()
  const { instrument, finished, scales, noLeader } = picture
  const named = useNamed(pupils)
  const [one] = scales
  const isEqual = scales.every(({ min, max }) => min === one?.min && max === one.max)
  const spread = one !== undefined && isEqual ? words.spreadOf(one.min, one.max) : words.spread
  return (
    <Card
      title={instrumentText(instrument.title, language)}
      aside={<span className="muted nowrap">{all.version(instrument.version)}</span>}
    >
      {finished.length === 0 ? (
        <p>{words.nobodyFinished}</p>
      ) : (
        <div className="stack stack-close">
          {look === "class" && finished.length < toldFrom && (
            <Banner state="late" icon="info">
              {words.fewToShow}
            </Banner>
          )}
          <table className="picture" aria-label={words.title}>
            <thead>
              <tr>
                <th scope="col">{all.table.scale}</th>
                <th scope="col">{words.leads}</th>
                <th scope="col">{spread}</th>
              </tr>
            </thead>
            <tbody>
              {scales.map((scale) => (
                <ScaleRow
                  key={scale.scale.id}
                  picture={scale}
                  names={look === "teacher" ? named(scale.leads) : ""}
                />
              ))}
            </tbody>
          </table>
          {noLeader.length > 0 && (
            <p>
              {words.noLeader(noLeader.length)}
              {look === "teacher" && `: ${named(noLeader)}`}.
            </p>
          )}
          <p className="muted">{words.tieHint}</p>
        </div>
      )}
    </Card>
  )
}

/** «Абрамова Вероника, Белов Артём»: of these ids, in the order of the register. */
function useNamed(pupils: readonly Pupil[]): (ids: readonly string[]) => string {
  return (ids) =>
    pupils
      .filter(({ id }) => ids.includes(id))
      .map((pupil) => shortName(pupil, pupils))
      .join(", ")
}

function ScaleRow({ picture, names }: { readonly picture: ScalePicture; readonly names: string }) {
  const { picture: words } = useWords(resultWords)
  const language = useLanguage()
  const { scale, leads, quartiles } = picture
  const { signed } = words
  return (
    <tr>
      <th scope="row">{instrumentText(scale.title, language)}</th>
      <td>
        <b className="nowrap">
          {leads.length === 0 ? words.leadsNobody : words.leadsBy(leads.length)}
        </b>
        {names !== "" && <span className="picture-names">{names}</span>}
      </td>
      <td className="picture-spread">
        <DotStrip picture={picture} />
        {quartiles !== undefined && (
          <span className="muted">
            {words.half(signed(quartiles.lower), signed(quartiles.upper), signed(quartiles.median))}
          </span>
        )}
      </td>
    </tr>
  )
}
