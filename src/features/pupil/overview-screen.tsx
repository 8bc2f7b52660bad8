import { pupilWords } from "#/text/pupil.ts"
import { Button } from "#/ui/button.tsx"
import { useWords } from "#/ui/words.tsx"

import { PupilPage } from "./pupil-page.tsx"
import { Unsaved } from "./unsaved.tsx"
import type { Sitting } from "./use-sitting.ts"

/** Before the end: what is left without an answer, as a matter of fact and not of blame. */
export function OverviewScreen({ sitting }: { readonly sitting: Sitting }) {
  const { overview: words } = useWords(pupilWords)
  const { open, isBusy, fault } = sitting
  const [first] = open
  return (
    <PupilPage title={first === undefined ? words.all : words.left(open.length)} centred>
      <p className="pupil-lead">{first === undefined ? words.allWhy : words.leftWhy}</p>
      {first !== undefined && (
        <ul className="pupil-open" aria-label={words.list}>
          {open.map((number) => (
            <li key={number}>
              <Button aria-label={words.item(number)} onClick={() => sitting.goTo(number)}>
                {number}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {fault?.kind === "full" && <Unsaved onAgain={sitting.again} />}
      <div className="pupil-acts">
        {first !== undefined && (
          <Button look="main" big onClick={() => sitting.goTo(first)}>
            {words.toLeft}
          </Button>
        )}
        <Button
          look={first === undefined ? "main" : "plain"}
          big
          disabled={isBusy}
          onClick={sitting.finish}
        >
          {isBusy ? words.finishing : words.finish}
        </Button>
        {first === undefined && sitting.back && (
          <Button look="quiet" big icon="back" onClick={sitting.back}>
            {words.toLast}
          </Button>
        )}
      </div>
    </PupilPage>
  )
}
