import type { ReactNode } from "react"

import type { JoinOutcome } from "#/platform/join.ts"
import { shellWords } from "#/text/shell.ts"
import { startWords } from "#/text/start.ts"
import { Banner } from "#/ui/banner.tsx"
import { useWords } from "#/ui/words.tsx"

/** What stands between a person and a school. */
export type Obstacle = Exclude<JoinOutcome, { readonly kind: "joined" }>

type Props = { readonly obstacle: Obstacle; readonly action?: ReactNode }

/** Each obstacle in a sentence that says what to do. */
export function JoinTrouble({ obstacle, action }: Props) {
  const words = useWords(startWords)
  const shell = useWords(shellWords)
  const sentence = (): string => {
    switch (obstacle.kind) {
      case "failure":
        return words.failure[obstacle.failure]
      case "locked":
        return words.join.locked(obstacle.name)
      case "trouble":
        return shell[obstacle.trouble.kind]
    }
  }
  return (
    <div role="alert">
      <Banner state="late" icon="warning" action={action}>
        {sentence()}
      </Banner>
    </div>
  )
}
