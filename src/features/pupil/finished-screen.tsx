import { useEffect } from "react"

import { pupilWords } from "#/text/pupil.ts"
import { Button } from "#/ui/button.tsx"
import { useWords } from "#/ui/words.tsx"

import { PupilPage } from "./pupil-page.tsx"

/** Then the list comes by itself, in a fresh document. */
const thanksMs = 8_000

type Props = {
  readonly isWhole: boolean
  readonly isLastPupil: boolean
  readonly onDone: () => void
}

export function FinishedScreen({ isWhole, isLastPupil, onDone }: Props) {
  const { finished: words } = useWords(pupilWords)
  useEffect(() => {
    const timer = setTimeout(onDone, thanksMs)
    return () => clearTimeout(timer)
  }, [onDone])
  return (
    <PupilPage title={words.title} centred>
      <p className="pupil-lead">{isLastPupil ? words.teacher : words.next}</p>
      {!isWhole && <p>{words.part}</p>}
      <p className="muted">{words.saved}</p>
      <div className="pupil-acts">
        <Button look="main" big onClick={onDone}>
          {words.done}
        </Button>
      </div>
    </PupilPage>
  )
}
