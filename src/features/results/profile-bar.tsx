import type { Band } from "#/domain/instrument/instrument.ts"

type Props = {
  readonly score: number
  readonly min: number
  readonly max: number
  readonly bands: readonly Band[]
  readonly isLeading: boolean
}

/** A score on its scale, with a notch where one band ends. The figures beside it say the same, so it is silent. */
export function ProfileBar({ score, min, max, bands, isLeading }: Props) {
  const span = Math.max(1, max - min)
  // A scale that goes below nought begins in its middle.
  const from = Math.min(Math.max(min, 0), max)
  const left = Math.min(from, score) - min
  const notches = bands.slice(0, -1).map(({ upTo }) => upTo + 0.5 - min)
  return (
    <svg
      className="profile-bar"
      data-leading={isLeading}
      viewBox={`0 0 ${span} 1`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <rect className="profile-bar-field" width={span} height="1" />
      <rect className="profile-bar-score" x={left} width={Math.abs(score - from)} height="1" />
      {notches.map((at) => (
        <line key={at} x1={at} x2={at} y1="0" y2="1" />
      ))}
      {min < 0 && <line className="profile-bar-nought" x1={-min} x2={-min} y1="0" y2="1" />}
    </svg>
  )
}
