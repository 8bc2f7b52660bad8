import * as v from "valibot"

import named from "./named-plans.json" with { type: "json" }
import { orderSchema, type Told } from "./order.ts"
import type { Plan } from "./plan.ts"
import { plant } from "./planted/fault.ts"
import { faultNamed } from "./planted/faults.ts"

const order = v.parse(orderSchema, JSON.parse(process.argv[2] ?? ""))
if (order.fault !== null) plant(faultNamed(order.fault))

// Only now, so that whatever is loaded passes by the planted fault.
const { judge } = await import("./judge.ts")
const { planOf } = await import("./plan.ts")

const { only, steps, until } = order
const wantsStory = until === "story" || until === "stories"
const endsWhenBroken = until === "broken" || until === "story"
// Written by the program itself, when it had made a failing history short.
const plans = named as unknown as readonly Plan[]
const options = {
  ...(only === null ? {} : { only }),
  ...(steps === undefined ? {} : { steps }),
  ...(order.with === undefined ? {} : { with: order.with }),
}

for (const seed of order.seeds) {
  const told = await judge(planFor(seed), wantsStory)
  await tell(told)
  if (endsWhenBroken && told.kind === "broken") break
}
process.disconnect?.()

function planFor(seed: number): Plan {
  if (order.named !== true) return planOf(seed, options)
  const plan = plans.find((one) => one.seed === seed)
  if (plan === undefined) throw new Error(`no history of seed ${seed} is kept`)
  return plan
}

function tell(line: Told): Promise<void> {
  return new Promise((resolve) => {
    process.send?.(line, () => resolve())
  })
}
