import "./meter.css"

type Props = {
  /** The same in words: «24 из 27». */
  readonly label: string
  readonly value: number
  readonly of: number
}

/** Drawn, because a native meter cannot be given our colours alike in all browsers. */
export function Meter({ label, value, of }: Props) {
  const share = of > 0 ? Math.min(1, Math.max(0, value / of)) : 0
  return (
    <svg
      className="meter"
      viewBox="0 0 1 1"
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      <rect width={share} height="1" />
    </svg>
  )
}
