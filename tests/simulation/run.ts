import { Broken, type Invariant } from "./broken.ts"
import type { Plan } from "./plan.ts"
import { comeToRest } from "./quiet.ts"
import { World, type Counts } from "./world.ts"

export type Verdict =
  | { readonly kind: "held"; readonly counts: Counts }
  | {
      readonly kind: "broken"
      /** `crash`: the code under test, or the simulator, threw. */
      readonly invariant: Invariant | "crash"
      readonly detail: string
      /** What each step did, in order. */
      readonly story: readonly string[]
    }

/** Lives through a history and says whether every promise held. The same plan always ends the same. */
export async function runPlan(plan: Plan): Promise<Verdict> {
  const world = new World(plan)
  try {
    await world.begin()
    for (const [index, step] of plan.steps.entries()) {
      world.tell(`${index}: ${JSON.stringify(step)}`)
      await world.take(step)
    }
    world.tell("faults stop")
    await comeToRest(world)
    world.counts.edits = world.model.edits
    world.counts.requests = world.network.requests
    world.counts.troubles = world.network.troubles
    return { kind: "held", counts: world.counts }
  } catch (error) {
    const invariant = error instanceof Broken ? error.invariant : "crash"
    const detail = error instanceof Broken ? error.message : detailOf(error)
    return { kind: "broken", invariant, detail, story: world.story }
  } finally {
    await world.end()
  }
}

function detailOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
