import { useEffect, useState } from "react"

import { isGuarded } from "#/domain/access.ts"
import { paths } from "#/features/paths.ts"
import { callApi } from "#/platform/api-client.ts"
import { useRole } from "#/platform/use-role.ts"
import { api } from "#/sync/api.ts"
import { readyWords } from "#/text/ready.ts"
import { Banner } from "#/ui/banner.tsx"
import { LinkButton } from "#/ui/button.tsx"
import { useWords } from "#/ui/words.tsx"

/**
 * A head or a coordinator without a second factor cannot invite, wipe or erase where the server asks for one, and finds
 * out when a tablet is lost. No tick of its own: a lesson without a network goes on without it.
 */
export function FactorHint() {
  const { factor: words } = useWords(readyWords)
  const isMissing = useMissingFactor()
  if (!isMissing) return null
  return (
    <Banner
      state="late"
      icon="key"
      action={
        <LinkButton look="quiet" to={paths.factor}>
          {words.set}
        </LinkButton>
      }
    >
      {words.missing}
    </Banner>
  )
}

/** Only the server knows: without a connection nothing is said. */
function useMissingFactor(): boolean {
  const role = useRole()
  const isAsked = role !== null && isGuarded(role)
  const [isMissing, setMissing] = useState(false)
  useEffect(() => {
    if (!isAsked) return undefined
    let isOver = false
    void (async () => {
      const called = await callApi({ endpoint: api.factor, request: {} })
      if (isOver || called.kind !== "answer") return
      setMissing(called.answer.required && called.answer.state === "none")
    })()
    return () => {
      isOver = true
    }
  }, [isAsked])
  return isMissing
}
