import "./code-groups.css"

type Props = {
  /** What it is, for who does not see it. */
  readonly label: string
  /** As it is read aloud and typed, group by group. */
  readonly groups: readonly string[]
}

/** A code to be written down: large, in groups that do not break. */
export function CodeGroups({ label, groups }: Props) {
  return (
    <p className="code-groups" role="group" aria-label={label}>
      {groups.map((group, place) => (
        // The same group may come twice.
        // oxlint-disable-next-line react/no-array-index-key
        <span key={place}>{group}</span>
      ))}
    </p>
  )
}
