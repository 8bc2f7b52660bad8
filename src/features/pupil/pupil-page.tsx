import type { ReactNode } from "react"

import { commonWords } from "#/text/common.ts"
import { pupilWords } from "#/text/pupil.ts"
import { useWords } from "#/ui/words.tsx"

import { FocusedHeading } from "./focused-heading.tsx"

type Props = {
  readonly title: string
  readonly foot?: ReactNode
  /** Few words in the middle of the screen, and not a list. */
  readonly centred?: boolean
  readonly children: ReactNode
}

/** A page of the pupils' document: no rail, no name in the tab, and reading goes on from the heading. */
export function PupilPage({ title, foot, centred = false, children }: Props) {
  const { appName } = useWords(commonWords)
  const { tab } = useWords(pupilWords)
  return (
    <main className={centred ? "pupil-page pupil-centred" : "pupil-page"} id="main">
      <title>{`${tab} · ${appName}`}</title>
      <FocusedHeading key={title} className="pupil-title">
        {title}
      </FocusedHeading>
      <div className="pupil-body">{children}</div>
      {foot !== undefined && <footer className="pupil-foot">{foot}</footer>}
    </main>
  )
}
