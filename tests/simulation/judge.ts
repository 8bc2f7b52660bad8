import type { Told } from "./order.ts"
import type { Plan } from "./plan.ts"
import { runPlan } from "./run.ts"
import { shrink } from "./shrink.ts"
import { simplerSteps } from "./simpler.ts"
import { storyOf } from "./story.ts"

/** A whole history takes some tens of milliseconds; short ones less. */
const runsToShrinkMax = 1_500
const shrinkMsMax = 60_000

type Broken = Extract<Told, { kind: "broken" }>

/** Runs a history. When it breaks and a story is wanted, the shortest one found is told with it. */
export async function judge(plan: Plan, wantsStory: boolean): Promise<Told> {
  const told = await verdictOn(plan)
  if (told.kind === "held" || !wantsStory) return told
  const short = await shortened(plan, told)
  const last = await verdictOn(short)
  const detail = last.kind === "broken" ? last.detail : told.detail
  return { ...told, detail, story: storyOf(short) }
}

/** The shortest plan found that breaks the same invariant. */
export async function shortened(plan: Plan, broken: Pick<Broken, "invariant">): Promise<Plan> {
  const startedMs = Date.now()
  const steps = await shrink(plan.steps, {
    fails: async (some) => {
      if (Date.now() - startedMs > shrinkMsMax) return false
      const told = await verdictOn({ ...plan, steps: some })
      return told.kind === "broken" && told.invariant === broken.invariant
    },
    simpler: simplerSteps,
    runsMax: runsToShrinkMax,
  })
  return { ...plan, steps }
}

export async function verdictOn(plan: Plan): Promise<Told> {
  const { seed } = plan
  const verdict = await untilNothingMoves(runPlan(plan))
  if (verdict === "stuck") {
    const detail = "somebody waits for what never comes"
    return { kind: "broken", seed, invariant: "I8", detail, story: null }
  }
  if (verdict.kind === "held") return { kind: "held", seed, counts: { ...verdict.counts } }
  const { kind, invariant, detail } = verdict
  return { kind, seed, invariant, detail, story: null }
}

/** A history in which nothing is left to happen, and which is not over all the same, would end the process in silence. */
async function untilNothingMoves<Result>(going: Promise<Result>): Promise<Result | "stuck"> {
  let onStill = (): void => undefined
  const still = new Promise<"stuck">((resolve) => {
    onStill = () => resolve("stuck")
  })
  process.once("beforeExit", onStill)
  try {
    return await Promise.race([going, still])
  } finally {
    process.off("beforeExit", onStill)
  }
}
