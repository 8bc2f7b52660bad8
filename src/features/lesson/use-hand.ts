import { useEffect, useMemo, useState } from "react"

import { keepDraft, readDraft } from "#/data/drafts.ts"
import { isTickedAtFirst, mayBeTicked, shareOf } from "#/domain/diagnostic-session.ts"
import type { HandedOver } from "#/platform/handover.ts"
import { useServices } from "#/platform/services.tsx"

import { decodeChoice, handOrder, usualChoice, type HandChoice } from "./hand-order.ts"
import type { Lesson } from "./read-lesson.ts"
import type { RegisterLine } from "./register-lines.ts"
import type { Session } from "./use-session.ts"

type View = {
  readonly lesson: Lesson
  readonly session: Session | undefined
  readonly lines: readonly RegisterLine[]
}

/** The tablet before it goes to pupils: who sits, how they find themselves, which of several tablets it is. */
export interface Hand {
  readonly choice: HandChoice
  readonly choose: (change: Partial<HandChoice>) => void
  readonly ticked: ReadonlySet<string>
  readonly tick: (pupil: string, isTicked: boolean) => void
  /** All who may, of the share of this tablet; or nobody. */
  readonly tickAll: () => void
  readonly tickNone: () => void
  /** Undefined when the document is being left. */
  readonly handOver: () => Promise<Exclude<HandedOver["kind"], "handed"> | undefined>
}

export function useHand({ lesson, session, lines }: View): Hand {
  const services = useServices()
  const { journal } = services
  const draft = `hand ${lesson.activity.id}`
  const [choice, setChoice] = useState<HandChoice>(usualChoice)
  const [picked, setPicked] = useState<ReadonlySet<string>>()
  useEffect(() => {
    let isOver = false
    void (async () => {
      const kept = await readDraft(journal, draft)
      if (!isOver && kept !== undefined) setChoice(decodeChoice(kept))
    })()
    return () => {
      isOver = true
    }
  }, [journal, draft])
  const usual = useMemo(() => usualTicks({ session, lines, choice }), [session, lines, choice])
  const ticked = useMemo(() => stillAllowed(picked ?? usual, session), [picked, usual, session])
  return {
    choice,
    choose: (change) => {
      const next = { ...choice, ...change }
      const chosen = { ...next, no: Math.min(next.no, next.tablets) }
      setChoice(chosen)
      // Another share is another list.
      if ("tablets" in change || "no" in change) setPicked(undefined)
      void keepDraft(journal, draft, chosen)
    },
    ticked,
    tick: (pupil, isTicked) => {
      const next = new Set(ticked)
      if (isTicked) next.add(pupil)
      else next.delete(pupil)
      setPicked(next)
    },
    tickAll: () => setPicked(undefined),
    tickNone: () => setPicked(new Set()),
    handOver: async () => {
      if (session === undefined) return undefined
      const { handOver } = await import("#/platform/handover.ts")
      const order = handOrder({ lesson, session, lines, choice, ticked })
      const handed = await handOver(services, order)
      return handed.kind === "handed" ? undefined : handed.kind
    },
  }
}

type Usual = Pick<View, "session" | "lines"> & { readonly choice: HandChoice }

function usualTicks({ session, lines, choice }: Usual): ReadonlySet<string> {
  const share = shareOf(lines, { no: choice.no, of: choice.tablets })
  const mine = new Set(share.map(({ pupil }) => pupil))
  const rows = session?.rows.filter((row) => mine.has(row.pupil) && isTickedAtFirst(row)) ?? []
  return new Set(rows.map(({ pupil }) => pupil))
}

/** A consent withdrawn meanwhile, or a sitting begun, takes the tick away. */
function stillAllowed(
  ticks: ReadonlySet<string>,
  session: Session | undefined,
): ReadonlySet<string> {
  const rows = session?.rows.filter((row) => ticks.has(row.pupil) && mayBeTicked(row)) ?? []
  return new Set(rows.map(({ pupil }) => pupil))
}
