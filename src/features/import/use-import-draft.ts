import { useCallback, useEffect, useState } from "react"

import { keepDraft, readDraft } from "#/data/drafts.ts"
import type { Journal } from "#/data/journal.ts"
import { useServices } from "#/platform/services.tsx"

import { noAnswers, readAnswers, type Answers } from "./answers.ts"
import { readBroughtList, type BroughtList } from "./brought-list.ts"

const listDraft = "import list"
const answersDraft = "import answers"

export interface DraftOfImport {
  readonly list: BroughtList
  readonly answers: Answers
  /** It lay here when the screen opened. */
  readonly isRestored: boolean
}

export interface ImportDraft {
  /** Undefined until the tablet has looked; null when nothing is being checked. */
  readonly draft: DraftOfImport | null | undefined
  readonly begin: (list: BroughtList, answers: Answers) => void
  readonly change: (answers: Answers) => void
  readonly drop: () => void
}

/** A list that is being checked survives a reload: it lies sealed beside the drafts of forms until saved or dropped. */
export function useImportDraft(): ImportDraft {
  const { journal } = useServices()
  const [draft, setDraft] = useState<DraftOfImport | null>()
  useEffect(() => {
    let isOver = false
    void (async () => {
      const found = await findDraft(journal)
      if (!isOver) setDraft(found)
    })()
    return () => {
      isOver = true
    }
  }, [journal])
  const begin = useCallback(
    (list: BroughtList, answers: Answers) => {
      setDraft({ list, answers, isRestored: false })
      void keepBoth(journal, { list, answers })
    },
    [journal],
  )
  const change = useCallback(
    (answers: Answers) => {
      setDraft((now) => (now ? { ...now, answers } : now))
      void keepDraft(journal, answersDraft, answers)
    },
    [journal],
  )
  const drop = useCallback(() => {
    setDraft(null)
    void keepBoth(journal, { list: null, answers: null })
  }, [journal])
  return { draft, begin, change, drop }
}

/** Behind what is still being written, so that leaving and coming back at once finds all of it. */
function findDraft(journal: Journal): Promise<DraftOfImport | null> {
  return journal.queue.run(async () => {
    const list = readBroughtList(await readDraft(journal, listDraft))
    if (list === undefined) return null
    const answers = readAnswers((await readDraft(journal, answersDraft)) ?? noAnswers)
    return { list, answers, isRestored: true }
  })
}

async function keepBoth(
  journal: Journal,
  { list, answers }: { readonly list: BroughtList | null; readonly answers: Answers | null },
): Promise<void> {
  // On a full disk the check goes on without a copy; that nothing can be saved is said when it is.
  await Promise.all([
    keepDraft(journal, listDraft, list),
    keepDraft(journal, answersDraft, answers),
  ])
}
