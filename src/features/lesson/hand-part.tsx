import { useState } from "react"

import { paths } from "#/features/paths.ts"
import type { HandedOver } from "#/platform/handover.ts"
import { useServices } from "#/platform/services.tsx"
import { useAppStored } from "#/platform/use-app-stored.ts"
import { useOpensByItself } from "#/platform/use-opens-by-itself.ts"
import { sessionWords } from "#/text/session.ts"
import { Banner } from "#/ui/banner.tsx"
import { Button, LinkButton } from "#/ui/button.tsx"
import { ChoiceChip, ChipRow } from "#/ui/chip.tsx"
import { ChoiceField } from "#/ui/choice-field.tsx"
import { useWords } from "#/ui/words.tsx"

import { tabletsMax } from "./hand-order.ts"
import { HandTickets } from "./hand-tickets.tsx"
import type { Lesson } from "./read-lesson.ts"
import type { RegisterLine } from "./register-lines.ts"
import type { Hand } from "./use-hand.ts"
import type { Session } from "./use-session.ts"

type Props = {
  readonly lesson: Lesson
  readonly lines: readonly RegisterLine[]
  readonly session: Session
  readonly hand: Hand
  readonly onCancel: () => void
}

/** Beside the ticks: the button that hands over, what speaks against it, and how pupils find themselves. */
export function HandPart(props: Props) {
  const { session, hand, onCancel } = props
  const { hand: words } = useWords(sessionWords)
  const [failed, setFailed] = useState<Failure>()
  const running = session.counts["in-progress"]
  const count = hand.ticked.size + running
  const isReady = useIsReady()
  const go = async (): Promise<void> => {
    setFailed(undefined)
    setFailed(await hand.handOver())
  }
  return (
    <div className="lesson-words sit-hand">
      <h3 className="title">{words.title}</h3>
      <Hindrance failed={failed} />
      <div className="sit-acts">
        {isReady && (
          <Button look="main" big disabled={count === 0} onClick={() => void go()}>
            {count === 0 ? words.nobody : words.go(count)}
          </Button>
        )}
        <Button look="quiet" onClick={onCancel}>
          {words.cancel}
        </Button>
      </div>
      <Warnings {...props} />
      <div className="line">
        <Button onClick={hand.tickAll}>{words.all}</Button>
        <Button onClick={hand.tickNone}>{words.none}</Button>
      </div>
      <Choices {...props} />
    </div>
  )
}

type Failure = Exclude<HandedOver["kind"], "handed">

/** A journal that opens by itself, or the practice class, which has no PIN, is never handed to pupils. */
function useIsReady(): boolean {
  return useOpensByItself() === false
}

function Hindrance({ failed }: { readonly failed: Failure | undefined }) {
  const { hand: words } = useWords(sessionWords)
  const { place } = useServices()
  const opensByItself = useOpensByItself()
  if (place.mode === "demo") {
    return (
      <Banner state="unmarked" icon="info">
        {words.practice}
      </Banner>
    )
  }
  if (opensByItself === true || failed === "no-pin") {
    const set = (
      <LinkButton look="quiet" icon="lock" to={paths.protect}>
        {words.setPin}
      </LinkButton>
    )
    return (
      <Banner state="late" icon="lock" action={set}>
        {words.noPin}
      </Banner>
    )
  }
  if (failed === "full") {
    const look = (
      <LinkButton look="quiet" to={paths.storage}>
        {words.toStorage}
      </LinkButton>
    )
    return (
      <Banner state="refused" icon="warning" action={look}>
        {words.full}
      </Banner>
    )
  }
  if (failed === "other-teacher") {
    return (
      <Banner state="late" icon="people">
        {words.standsOther}
      </Banner>
    )
  }
  return null
}

/** What a teacher should know and may decide otherwise. */
function Warnings({ lesson, session }: Pick<Props, "lesson" | "session">) {
  const { hand: words } = useWords(sessionWords)
  const isStored = useAppStored()
  const { instrument } = session
  const [from, to] = instrument.grades
  const stranger = lesson.classes.find(({ grade }) => grade < from || grade > to)
  const [minutes] = instrument.minutes
  const continuous = session.norm?.rule.continuous
  const isLong = continuous !== undefined && minutes > continuous
  const warnings = [
    ...(stranger === undefined ? [] : [words.wrongGrades(stranger.grade, from, to)]),
    ...(instrument.breaks.length > 0 ? [words.inParts] : []),
    ...(isLong && instrument.breaks.length === 0 ? [words.longer(minutes, continuous)] : []),
    ...(isStored ? [] : [words.notStored]),
  ]
  return warnings.map((warning) => (
    <Banner key={warning} state="late" icon="warning">
      {warning}
    </Banner>
  ))
}

function Choices({ lesson, lines, session, hand }: Props) {
  const { hand: words } = useWords(sessionWords)
  const { choice, choose } = hand
  const numbers = (upTo: number): readonly number[] =>
    Array.from({ length: upTo }, (_, index) => index + 1)
  return (
    <>
      <ChoiceField
        label={words.pickBy}
        value={choice.pickBy}
        options={[
          { value: "names", label: words.names, detail: words.namesDetail },
          { value: "tickets", label: words.tickets, detail: words.ticketsDetail },
        ]}
        onChange={(pickBy) => choose({ pickBy })}
      />
      {choice.pickBy === "tickets" && <HandTickets lesson={lesson} lines={lines} hand={hand} />}
      <section className="stack stack-close">
        <h4 className="lesson-sub">{words.tablets}</h4>
        <ChipRow label={words.tablets}>
          {numbers(tabletsMax).map((tablets) => (
            <ChoiceChip
              key={tablets}
              pressed={choice.tablets === tablets}
              onPress={() => choose({ tablets })}
            >
              {String(tablets)}
            </ChoiceChip>
          ))}
        </ChipRow>
        {choice.tablets > 1 && (
          <>
            <p className="muted">{words.tabletsHint}</p>
            <h4 className="lesson-sub">{words.thisTablet}</h4>
            <ChipRow label={words.thisTablet}>
              {numbers(choice.tablets).map((no) => (
                <ChoiceChip key={no} pressed={choice.no === no} onPress={() => choose({ no })}>
                  {words.tabletNo(no)}
                </ChoiceChip>
              ))}
            </ChipRow>
          </>
        )}
      </section>
      {session.instrument.title.en !== undefined && (
        <section className="stack stack-close">
          <h4 className="lesson-sub">{words.language}</h4>
          <ChipRow label={words.language}>
            {(["ru", "en"] as const).map((language) => (
              <ChoiceChip
                key={language}
                pressed={choice.language === language}
                onPress={() => choose({ language })}
              >
                {words.languages[language]}
              </ChoiceChip>
            ))}
          </ChipRow>
        </section>
      )}
    </>
  )
}
