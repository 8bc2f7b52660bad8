import { useEffect, useState } from "react"

import type { Journal } from "#/data/journal.ts"
import { readByIds } from "#/data/read.ts"
import { textOf } from "#/domain/record.ts"
import { callApi } from "#/platform/api-client.ts"
import { useServices } from "#/platform/services.tsx"
import { api } from "#/sync/api.ts"
import type { KeptRescue } from "#/sync/rescue-api.ts"
import { dateWords } from "#/text/dates.ts"
import { rescueWords } from "#/text/rescue.ts"
import { Button } from "#/ui/button.tsx"
import { Card } from "#/ui/card.tsx"
import { Entries, Entry } from "#/ui/entries.tsx"
import { Icon } from "#/ui/icon.tsx"
import { useToast } from "#/ui/toast.tsx"
import { useWords } from "#/ui/words.tsx"

interface KeptLine extends KeptRescue {
  readonly name: string
}

/** For the head: what came in and could not be trusted at once. Without a connection there is nothing to see. */
export function KeptCard() {
  const { kept: words, carried } = useWords(rescueWords)
  const dates = useWords(dateWords)
  const { nowMs } = useServices()
  const { lines, decide } = useKept()
  const whatOf = useAbout()
  if (lines.length === 0) return null
  const waiting = lines.filter(({ state }) => state === "waiting").length
  return (
    <Card title={words.title} aside={waiting} flush>
      <Entries label={words.title}>
        {lines.map((line) => {
          const name = line.name || carried.someone
          return (
            <Entry
              key={line.id}
              margin={<Icon name={line.state === "waiting" ? "excuse" : "check"} />}
              state={line.state === "waiting" ? "waiting" : "sent"}
              title={words.of(name, line.ops)}
              detail={words.detail(
                dates.moment(line.madeAt, nowMs()),
                whatOf(line.about),
                words.state[line.state] || words.why[line.why],
              )}
              action={
                line.state !== "taken" && (
                  <>
                    <Button aria-label={words.takeOf(name)} onClick={() => decide(line.id, "take")}>
                      {words.take}
                    </Button>
                    {line.state === "waiting" && (
                      <Button
                        look="quiet"
                        aria-label={words.discardOf(name)}
                        onClick={() => decide(line.id, "discard")}
                      >
                        {words.discard}
                      </Button>
                    )}
                  </>
                )
              }
            />
          )
        })}
      </Entries>
    </Card>
  )
}

/** «3 журнала уроков, 2 карточки». */
function useAbout(): (about: Readonly<Record<string, number>>) => string {
  const { about: words } = useWords(rescueWords).kept
  return (about) => {
    const { register = 0, activity = 0, pupil = 0, class: classes = 0, ...rest } = about
    const other = Object.values(rest).reduce((sum, count) => sum + count, 0)
    return [
      register > 0 && words.register(register),
      activity > 0 && words.activity(activity),
      pupil > 0 && words.pupil(pupil),
      classes > 0 && words.class(classes),
      other > 0 && words.other(other),
    ]
      .filter((part) => part !== false)
      .join(", ")
  }
}

interface Kept {
  readonly lines: readonly KeptLine[]
  readonly decide: (id: string, decision: "take" | "discard") => void
}

/** Undefined when the server could not be asked. */
async function readKept(journal: Journal): Promise<readonly KeptLine[] | undefined> {
  const called = await callApi({ endpoint: api.rescues, request: {} })
  if (called.kind !== "answer") return undefined
  const { rescues } = called.answer
  const people = await readByIds(journal, [...new Set(rescues.map(({ person }) => person))])
  const names = new Map(people.map((record) => [record.id, textOf(record, "name")]))
  return rescues.map((one) => ({ ...one, name: names.get(one.person) ?? "" }))
}

function useKept(): Kept {
  const { kept: words } = useWords(rescueWords)
  const { journal, sync } = useServices()
  const toasts = useToast()
  const [lines, setLines] = useState<readonly KeptLine[]>([])
  useEffect(() => {
    let isOver = false
    void (async () => {
      const found = await readKept(journal)
      if (!isOver && found !== undefined) setLines(found)
    })()
    return () => {
      isOver = true
    }
  }, [journal])
  const said = async (id: string, decision: "take" | "discard"): Promise<string> => {
    const called = await callApi({ endpoint: api.decideRescue, request: { decision }, id })
    if (called.kind !== "answer") return words.failed
    const { answer } = called
    if (answer.kind === "taken") return words.taken(answer.applied + answer.superseded)
    if (answer.kind === "discarded") return words.discarded
    return answer.why === "sealed" ? words.sealed : words.personUnknown
  }
  const decide = async (id: string, decision: "take" | "discard"): Promise<void> => {
    toasts.show({ text: await said(id, decision) })
    sync.nudge()
    const found = await readKept(journal)
    if (found !== undefined) setLines(found)
  }
  return { lines, decide: (id, decision) => void decide(id, decision) }
}
