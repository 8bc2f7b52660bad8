import { useMemo, useState, type ReactNode } from "react"

import type { Register } from "#/domain/register.ts"
import { giveSittingTo, takeSittingBack, type Reversible } from "#/domain/take-sitting-back.ts"
import { useSave } from "#/features/use-save.ts"
import { useServices } from "#/platform/services.tsx"
import { sessionWords } from "#/text/session.ts"
import { useWords } from "#/ui/words.tsx"

import { GiveSitting } from "./give-sitting.tsx"
import { HandList } from "./hand-list.tsx"
import { HandPart } from "./hand-part.tsx"
import type { Lesson } from "./read-lesson.ts"
import type { RegisterLine } from "./register-lines.ts"
import { SessionActs } from "./session-acts.tsx"
import { SessionList } from "./session-list.tsx"
import { SessionLive } from "./session-live.tsx"
import { SessionPart } from "./session-part.tsx"
import { useHand } from "./use-hand.ts"
import { useSession, type Session } from "./use-session.ts"

type View = {
  readonly lesson: Lesson
  readonly register: Register
  readonly lines: readonly RegisterLine[]
}

/** The pieces of a session, for the screen of the lesson to put in their places. */
export interface SessionDesk {
  /** Beside the rest when wide; undefined when narrow, then it is a piece of the part. */
  readonly beside: ReactNode
  readonly live: ReactNode
  readonly part: ReactNode
}

type Options = {
  readonly wide: boolean
  /** The test is what is looked at now. */
  readonly isShown: boolean
  readonly onHistory: (pupil: string) => void
}

interface DeskHere {
  /** Undefined where no session is held on this tablet. */
  readonly desk: SessionDesk | undefined
  /** It would be, but the instrument for it is not here. */
  readonly isMissing: boolean
  /** Nothing of it is taken on a tablet of ours. */
  readonly isElsewhere: boolean
  /** Which of these it is, is still being read. */
  readonly isAsking: boolean
}

export function useSessionDesk(view: View, { wide, isShown, onHistory }: Options): DeskHere {
  const words = useWords(sessionWords)
  const { now, here } = useSession(view, isShown)
  const session = now.kind === "here" ? now.session : undefined
  const [step, setStep] = useState<Step>({ kind: "look" })
  const acts = useActs(view, session)
  const { lesson, lines } = view
  const hand = useHand({ lesson, lines, session })
  if (session === undefined) {
    return {
      desk: undefined,
      isMissing: now.kind === "not-here",
      isElsewhere: now.kind === "other",
      isAsking: now.kind === "asking",
    }
  }
  const toLook = (): void => setStep({ kind: "look" })
  const list = (
    <section
      className="lesson-reg"
      aria-label={step.kind === "hand" ? words.hand.title : words.list}
    >
      {step.kind === "hand" ? (
        <HandList lines={lines} session={session} hand={hand} />
      ) : (
        <SessionList
          lines={lines}
          session={session}
          onTakeBack={acts.takeBack}
          onGive={(pupil) => setStep({ kind: "give", pupil })}
          onHistory={onHistory}
        />
      )}
    </section>
  )
  const parts = { lesson, lines, session }
  const from = step.kind === "give" ? lines.find(({ pupil }) => pupil === step.pupil) : undefined
  const part = (): ReactNode => {
    if (step.kind === "hand") {
      return (
        <>
          <HandPart {...parts} hand={hand} onCancel={toLook} />
          {!wide && list}
        </>
      )
    }
    if (from === undefined) {
      const onHand = (): void => setStep({ kind: "hand" })
      return (
        <SessionPart
          {...parts}
          acts={<SessionActs lesson={lesson} lines={lines} here={here} onHand={onHand} />}
          list={wide ? undefined : list}
        />
      )
    }
    const onChoose = (to: RegisterLine): void => {
      toLook()
      acts.give(from, to)
    }
    return <GiveSitting {...parts} from={from} onStay={toLook} onChoose={onChoose} />
  }
  const desk = {
    beside: wide ? list : undefined,
    live: <SessionLive session={session} />,
    part: part(),
  }
  return { desk, isMissing: false, isElsewhere: false, isAsking: false }
}

/** look: who is where · hand: who sits now · give: whose a sitting really is. */
type Step =
  | { readonly kind: "look" }
  | { readonly kind: "hand" }
  | { readonly kind: "give"; readonly pupil: string }

/** What is done with a sitting that was another pupil's; each with its undo. */
function useActs({ register, lines }: View, session: Session | undefined) {
  const words = useWords(sessionWords)
  const save = useSave()
  const { newId } = useServices()
  return useMemo(() => {
    const run = (pupil: string, make: (given: Given) => Reversible, told: string): void => {
      const attempt = session?.rows.find((row) => row.pupil === pupil)?.attempt
      if (session === undefined || attempt === undefined) return
      const { edits, back } = make({ attempt, sittings: session.reading.sittings, register })
      void save(edits, told, back)
    }
    return {
      takeBack: (pupil: string) => {
        const called = lines.find((line) => line.pupil === pupil)?.called ?? ""
        run(pupil, takeSittingBack, words.tookBack(called))
      },
      give: (from: RegisterLine, to: RegisterLine) => {
        const right = { pupil: to.pupil, id: newId() }
        run(from.pupil, (given) => giveSittingTo(right, given), words.gave(to.called))
      },
    }
  }, [session, register, lines, save, words, newId])
}

type Given = Parameters<typeof takeSittingBack>[0]
