import * as v from "valibot"

import { orderSchema, type Told } from "./order.ts"
import { plant } from "./planted/fault.ts"
import { faultNamed } from "./planted/faults.ts"

const order = v.parse(orderSchema, JSON.parse(process.argv[2] ?? ""))
if (order.fault !== null) plant(faultNamed(order.fault))

// Only now, so that whatever is loaded passes by the planted fault.
const { judge } = await import("./judge.ts")
const { planOf } = await import("./plan.ts")

const { only, steps } = order
const options = { ...(only === null ? {} : { only }), ...(steps === undefined ? {} : { steps }) }

for (const seed of order.seeds) {
  const told = await judge(planOf(seed, options), order.until === "story")
  await tell(told)
  if (order.until !== "end" && told.kind === "broken") break
}
process.disconnect?.()

function tell(line: Told): Promise<void> {
  return new Promise((resolve) => {
    process.send?.(line, () => resolve())
  })
}
