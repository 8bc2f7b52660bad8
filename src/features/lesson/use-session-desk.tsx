import { useMemo, useState, type ReactNode } from "react"

import type { Register } from "#/domain/register.ts"
import { giveSittingTo, takeSittingBack, type Reversible } from "#/domain/take-sitting-back.ts"
import { useSave } from "#/features/use-save.ts"
import { useServices } from "#/platform/services.tsx"
import { sessionWords } from "#/text/session.ts"
import { useWords } from "#/ui/words.tsx"

import { GiveSitting } from "./give-sitting.tsx"
import type { Lesson } from "./read-lesson.ts"
import type { RegisterLine } from "./register-lines.ts"
import { SessionList } from "./session-list.tsx"
import { SessionLive } from "./session-live.tsx"
import { SessionPart } from "./session-part.tsx"
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

/** No desk where no session is held on this tablet; isMissing where the instrument for it is not here. */
export function useSessionDesk(
  view: View,
  { wide, isShown, onHistory }: Options,
): { readonly desk: SessionDesk | undefined; readonly isMissing: boolean } {
  const words = useWords(sessionWords)
  const now = useSession(view, isShown)
  const session = now.kind === "here" ? now.session : undefined
  const [giving, setGiving] = useState<string>()
  const acts = useActs(view, session)
  const { lesson, lines } = view
  const from = lines.find(({ pupil }) => pupil === giving)
  if (session === undefined) return { desk: undefined, isMissing: now.kind === "not-here" }
  const list = (
    <section className="lesson-reg" aria-label={words.list}>
      <SessionList
        lines={lines}
        session={session}
        onTakeBack={acts.takeBack}
        onGive={setGiving}
        onHistory={onHistory}
      />
    </section>
  )
  const part =
    from === undefined ? (
      <SessionPart lesson={lesson} lines={lines} session={session} list={wide ? undefined : list} />
    ) : (
      <GiveSitting
        lesson={lesson}
        session={session}
        lines={lines}
        from={from}
        onStay={() => setGiving(undefined)}
        onChoose={(to) => {
          setGiving(undefined)
          acts.give(from, to)
        }}
      />
    )
  const desk = {
    beside: wide ? list : undefined,
    live: <SessionLive session={session} />,
    part,
  }
  return { desk, isMissing: false }
}

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
