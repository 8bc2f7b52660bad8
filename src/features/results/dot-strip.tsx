import type { ScalePicture } from "#/domain/results/class-picture.ts"
import { resultWords } from "#/text/results.ts"
import { useWords } from "#/ui/words.tsx"

const width = 240
const inset = 8
const pitch = 7
const radius = 3

/** One dot a pupil over the score, equal scores one above the other; a thick line under the middle half. */
export function DotStrip({ picture }: { readonly picture: ScalePicture }) {
  const words = useWords(resultWords).picture
  const { scores, min, max, quartiles } = picture
  const at = (score: number): number =>
    inset + ((score - min) / Math.max(1, max - min)) * (width - 2 * inset)
  const dots = stacked(scores)
  const highest = Math.max(1, ...dots.map(({ level }) => level + 1))
  const base = highest * pitch + 2
  const label = words.dots(scores.length, words.signed(min), words.signed(max))
  return (
    <svg className="dots" viewBox={`0 0 ${width} ${base + 8}`} role="img" aria-label={label}>
      <line className="dots-axis" x1={inset} x2={width - inset} y1={base} y2={base} />
      {[min, max].map((end) => (
        <line
          key={end}
          className="dots-axis"
          x1={at(end)}
          x2={at(end)}
          y1={base - 3}
          y2={base + 3}
        />
      ))}
      {quartiles !== undefined && (
        <>
          <line
            className="dots-half"
            x1={at(quartiles.lower)}
            x2={at(quartiles.upper)}
            y1={base}
            y2={base}
          />
          <line
            className="dots-middle"
            x1={at(quartiles.median)}
            x2={at(quartiles.median)}
            y1={base - 2}
            y2={base + 7}
          />
        </>
      )}
      {dots.map(({ score, level }) => (
        <circle
          key={`${score} ${level}`}
          cx={at(score)}
          cy={base - pitch / 2 - 1.5 - level * pitch}
          r={radius}
        />
      ))}
    </svg>
  )
}

interface Dot {
  readonly score: number
  /** From 0: how many of the same score stand below. */
  readonly level: number
}

function stacked(scores: readonly number[]): readonly Dot[] {
  const levels = new Map<number, number>()
  return scores.map((score) => {
    const level = levels.get(score) ?? 0
    levels.set(score, level + 1)
    return { score, level }
  })
}
