import { useState } from "react"
import { createPortal } from "react-dom"

import { useServices } from "#/platform/services.tsx"
import type { RetentionAnswer } from "#/sync/api.ts"
import { dateWords } from "#/text/dates.ts"
import { retentionWords } from "#/text/retention.ts"
import { Button } from "#/ui/button.tsx"
import { Card } from "#/ui/card.tsx"
import { usePaper } from "#/ui/use-paper.ts"
import { useWords } from "#/ui/words.tsx"

import { ErasureAct, whose } from "./erasure-act.tsx"

type Past = RetentionAnswer["past"]

/** What was taken away when, on how many tablets it has arrived, and the paper about it. */
export function ErasedCard({ past }: { readonly past: Past }) {
  const { past: words } = useWords(retentionWords)
  return (
    <Card title={words.title}>
      {past.length === 0 ? (
        <p className="muted">{words.none}</p>
      ) : (
        <>
          <ul className="retention-past">
            {past.map((entry) => (
              <ErasedRow key={`${entry.at} ${entry.what} ${entry.year}`} entry={entry} />
            ))}
          </ul>
          <PrintAct past={past} />
        </>
      )}
    </Card>
  )
}

function ErasedRow({ entry }: { readonly entry: Past[number] }) {
  const { past: words } = useWords(retentionWords)
  const dates = useWords(dateWords)
  const { nowMs } = useServices()
  const { at, tablets } = entry
  const { cleared, all } = tablets
  return (
    <li>
      <span className="muted num">{dates.moment(at, nowMs())}</span>
      <p>
        <b>{whose(entry, words)}</b>
        <span className="muted">
          {cleared < all ? words.waiting(cleared, all) : words.tablets(cleared, all)}
        </span>
      </p>
    </li>
  )
}

function PrintAct({ past }: { readonly past: Past }) {
  const { past: words } = useWords(retentionWords)
  const [printing, setPrinting] = useState(false)
  usePaper(printing, () => setPrinting(false))
  return (
    <>
      <Button icon="print" onClick={() => setPrinting(true)}>
        {words.print}
      </Button>
      {printing && createPortal(<ErasureAct past={past} />, document.body)}
    </>
  )
}
