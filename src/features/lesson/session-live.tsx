import type { SessionState } from "#/domain/diagnostic-session.ts"
import { sessionWords } from "#/text/session.ts"
import { Scale } from "#/ui/scale.tsx"
import { useWords } from "#/ui/words.tsx"

import { sessionLook } from "./session-look.ts"
import type { Session } from "./use-session.ts"

const told: readonly SessionState["kind"][] = [
  "in-progress",
  "unfinished",
  "not-started",
  "absent",
  "no-consent",
]

/** «Закончили 12 из 27 · проходят 3 · не начинали 8»: one line, read out as it changes. */
export function SessionLive({ session: { rows, counts } }: { readonly session: Session }) {
  const words = useWords(sessionWords)
  const total = rows.length
  const sums = told
    .filter((kind) => counts[kind] > 0)
    // «проходят 3» stays on one line.
    .map((kind) => words.live.counts[kind](counts[kind]).replaceAll(" ", "\u00a0"))
  return (
    <section className="lesson-live" aria-label={words.live.label}>
      <div className="live-line">
        <p className="live" role="status">
          <b>{words.live.finished(counts.finished, total)}</b>
          <span className="unseen"> · </span>
          <span className="live-sums">{sums.join(" · ")}</span>
        </p>
      </div>
      <Scale
        label={words.live.scale(counts.finished, total)}
        notches={rows.map(({ state }) => sessionLook(state.kind).state)}
      />
    </section>
  )
}
