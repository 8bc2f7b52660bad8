import { useState } from "react"

import { paths } from "#/features/paths.ts"
import { useServices } from "#/platform/services.tsx"
import type { HandoverHere } from "#/platform/use-handover.ts"
import { consentWords } from "#/text/consents.ts"
import { lessonWords } from "#/text/lesson.ts"
import { sessionWords } from "#/text/session.ts"
import { Banner } from "#/ui/banner.tsx"
import { Button, LinkButton } from "#/ui/button.tsx"
import { useToast } from "#/ui/toast.tsx"
import { useWords } from "#/ui/words.tsx"

import type { Lesson } from "./read-lesson.ts"
import type { RegisterLine } from "./register-lines.ts"

type Props = {
  readonly lesson: Lesson
  readonly lines: readonly RegisterLine[]
  readonly here: HandoverHere
  readonly onHand: () => void
}

/** What can be done with the tablet now: hand it over, give it back to pupils, or end the test on it. */
export function SessionActs({ lesson, lines, here, onHand }: Props) {
  const { hand: words } = useWords(sessionWords)
  const { place } = useServices()
  const { look } = here
  const { activity } = lesson
  const isOwn = look !== undefined && look.owner === place.id
  const stands = isOwn && look.isOpen && look.activity === activity.id
  const elsewhere = isOwn && look.activity !== activity.id ? look.activity : undefined
  return (
    <div className="lesson-words sit-acts">
      {stands && <p>{words.stands}</p>}
      {activity.status !== "cancelled" && (
        <Button look="main" big onClick={onHand}>
          {stands ? words.back : words.open}
        </Button>
      )}
      {stands && <EndButton here={here} />}
      {here.waiting > 0 && (
        <Banner state="refused" icon="warning">
          {words.full}
        </Banner>
      )}
      {elsewhere !== undefined && (
        <Banner
          state="waiting"
          icon="tablet"
          action={
            <LinkButton look="quiet" to={`${paths.activity(elsewhere)}?show=test`}>
              {words.toOther}
            </LinkButton>
          }
        >
          {words.standsElsewhere}
        </Banner>
      )}
      <Aside lesson={lesson} lines={lines} here={here} />
    </div>
  )
}

function EndButton({ here }: Pick<Props, "here">) {
  const { hand: words } = useWords(sessionWords)
  const services = useServices()
  const toasts = useToast()
  const [isBusy, setIsBusy] = useState(false)
  const end = async (): Promise<void> => {
    setIsBusy(true)
    const { endHandover } = await import("#/platform/handover.ts")
    const { taken, waiting } = await endHandover(services)
    setIsBusy(false)
    if (waiting === 0) toasts.show({ text: taken > 0 ? words.takenIn(taken) : words.ended })
    here.again()
  }
  return (
    <Button disabled={isBusy} onClick={() => void end()}>
      {words.end}
    </Button>
  )
}

/** Answered, and then the consent was gone: kept sealed and shown to nobody, until there is one again or it is erased. */
function Aside({ lesson, lines, here }: Omit<Props, "onHand">) {
  const { hand: words } = useWords(sessionWords)
  const { diagnostic } = useWords(lessonWords)
  const { gate } = useWords(consentWords)
  const services = useServices()
  const toasts = useToast()
  const [first] = lesson.classes
  const erase = async (sitting: string, name: string): Promise<void> => {
    const { eraseAsideSitting } = await import("#/platform/handover.ts")
    await eraseAsideSitting(services, sitting)
    toasts.show({ text: words.erased(name) })
    here.again()
  }
  return here.aside.flatMap(({ sitting, pupil, why }) => {
    const line = lines.find((one) => one.pupil === pupil)
    if (line === undefined) return []
    const acts = (
      <span className="line">
        {first && (
          <LinkButton look="quiet" to={paths.consents(first.id)}>
            {diagnostic.toConsents}
          </LinkButton>
        )}
        <Button look="quiet" onClick={() => void erase(sitting, line.called)}>
          {words.eraseAside}
        </Button>
      </span>
    )
    return [
      <Banner key={sitting} state="late" icon="lock" action={acts}>
        {words.aside(line.called, gate[why])}
      </Banner>,
    ]
  })
}
