import { useState } from "react"

type Props = {
  /** The sort of news. Only a change of it is spoken, not every tick of a count. */
  readonly kind: string
  readonly text: string
}

/** Speaks politely when the sort of news changes; silent when the page opens, because the page itself is read then. */
export function LiveRegion({ kind, text }: Props) {
  const [spoken, setSpoken] = useState({ kind, text: "" })
  if (spoken.kind !== kind) setSpoken({ kind, text })
  return (
    <span className="unseen" role="status">
      {spoken.text}
    </span>
  )
}
