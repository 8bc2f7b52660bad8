import { useEffect, useState } from "react"

import { callApi, type Called } from "#/platform/api-client.ts"
import { areaApi, type SchoolArea } from "#/sync/area-api.ts"

/** Why it did not work out; each has a sentence in `text/school-area.ts`. */
export type AreaFailure = "unknown" | "expired" | "offline" | "broken"

export type Outcome<Value> =
  | { readonly kind: "done"; readonly value: Value }
  | { readonly kind: "failed"; readonly failure: AreaFailure }

export interface SchoolAreaStore {
  /** Undefined until the server has said it. */
  readonly standing: SchoolArea | undefined
  readonly look: (code: string) => Promise<Outcome<{ readonly name: string }>>
  readonly join: (code: string) => Promise<Outcome<SchoolArea>>
  readonly leave: () => Promise<Outcome<SchoolArea>>
}

/** To which city the school belongs, as the server knows it. Without a connection the card is not there. */
export function useSchoolArea(): SchoolAreaStore {
  const [standing, setStanding] = useState<SchoolArea>()
  useEffect(() => {
    let isOver = false
    void (async () => {
      const called = await callApi({ endpoint: areaApi.schoolArea, request: {} })
      if (!isOver && called.kind === "answer") setStanding(called.answer)
    })()
    return () => {
      isOver = true
    }
  }, [])
  const settle = (outcome: Outcome<SchoolArea>): Outcome<SchoolArea> => {
    if (outcome.kind === "done") setStanding(outcome.value)
    return outcome
  }
  return {
    standing,
    look: async (code) =>
      outcomeOf(await callApi({ endpoint: areaApi.lookAtArea, request: { code } })),
    join: async (code) =>
      settle(outcomeOf(await callApi({ endpoint: areaApi.joinArea, request: { code } }))),
    leave: async () =>
      settle(outcomeOf(await callApi({ endpoint: areaApi.leaveArea, request: {} }))),
  }
}

function outcomeOf<Value>(called: Called<Value>): Outcome<Value> {
  if (called.kind === "answer") return { kind: "done", value: called.answer }
  if (called.kind !== "refused") return { kind: "failed", failure: "offline" }
  switch (called.code) {
    case "invitation-unknown":
    case "bad-request":
      return { kind: "failed", failure: "unknown" }
    case "invitation-expired":
      return { kind: "failed", failure: "expired" }
    default:
      return { kind: "failed", failure: "broken" }
  }
}
