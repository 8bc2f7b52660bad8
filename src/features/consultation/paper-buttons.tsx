import { useState } from "react"
import { createPortal } from "react-dom"

import { useNotePrint } from "#/features/use-note-print.ts"
import { consultationWords } from "#/text/consultation.ts"
import { Button } from "#/ui/button.tsx"
import { usePaper } from "#/ui/use-paper.ts"
import { useWords } from "#/ui/words.tsx"

import type { SheetProps } from "./consultation-part.tsx"
import { ApartList, GroupSheet, ParentNotes } from "./papers.tsx"
import type { Member } from "./read-consultation.ts"

type Paper = "sheet" | "notes" | "apart"

/** What a consultation puts on paper. */
export function PaperButtons(props: SheetProps) {
  const words = useWords(consultationWords).print
  const [paper, setPaper] = useState<Paper>()
  const { members } = props.consultation
  const noted = members.filter(hasNote)
  const apart = members.filter(({ recommendation }) => recommendation?.apart === true)
  const on = { sheet: members, notes: noted, apart }
  useNotePrint(paper && { what: "consultation", pupils: on[paper].length })
  usePaper(paper !== undefined, () => setPaper(undefined))
  return (
    <section className="member-part" aria-label={words.title}>
      <h3>{words.title}</h3>
      <div className="consultation-papers">
        <Button icon="print" onClick={() => setPaper("sheet")}>
          {words.sheet}
        </Button>
        {noted.length > 0 && (
          <Button icon="print" onClick={() => setPaper("notes")}>
            {words.notes(noted.length)}
          </Button>
        )}
        {apart.length > 0 && (
          <Button icon="print" onClick={() => setPaper("apart")}>
            {words.apart(apart.length)}
          </Button>
        )}
      </div>
      {noted.length === 0 && <p className="muted">{words.nothing}</p>}
      {paper !== undefined &&
        createPortal(
          <div className="print-only consultation-paper">
            {paper === "sheet" && <GroupSheet {...props} />}
            {paper === "notes" && <ParentNotes {...props} members={noted} />}
            {paper === "apart" && <ApartList {...props} members={apart} />}
          </div>,
          document.body,
        )}
    </section>
  )
}

/** Whether there is anything to tell the parents. */
function hasNote({ recommendation }: Member): boolean {
  if (recommendation === undefined) return false
  const { spheres, subjects, nextStep } = recommendation
  return spheres.length + subjects.length > 0 || nextStep !== ""
}
