import { schoolWords } from "#/text/school.ts"
import { Banner } from "#/ui/banner.tsx"
import { useWords } from "#/ui/words.tsx"

import type { SchoolFailure } from "./use-people.ts"

/** Why the server did not do it. Nothing was changed then. */
export function FailureLine({ failure }: { readonly failure: SchoolFailure }) {
  const words = useWords(schoolWords)
  return (
    <div role="alert">
      <Banner state="late" icon={failure === "offline" ? "off" : "warning"}>
        {words.failure[failure]}
      </Banner>
    </div>
  )
}
