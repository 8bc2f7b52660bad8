import type { Step, Touch } from "./plan.ts"

/** Simpler forms of a step that may break the same promise, the simplest first. */
export function simplerSteps(step: Step): readonly Step[] {
  switch (step.kind) {
    case "write":
      return [
        ...(step.crashAfter === null ? [] : [{ ...step, crashAfter: null }]),
        ...(step.tab === 0 ? [] : [{ ...step, tab: 0 as const }]),
        ...fewerButOne(step.touches).map((touches) => ({ ...step, touches })),
        ...step.touches.flatMap((touch, place) =>
          simplerTouches(touch).map((plainer) => ({
            ...step,
            touches: step.touches.map((other, index) => (index === place ? plainer : other)),
          })),
        ),
      ]
    case "sync":
      return [
        ...(step.crashAfter === null && step.fates.length === 0
          ? []
          : [{ ...step, crashAfter: null, fates: [] }]),
        ...(step.crashAfter === null ? [] : [{ ...step, crashAfter: null }]),
        ...(step.tab === 0 ? [] : [{ ...step, tab: 0 as const }]),
        ...(step.most === 500 ? [] : [{ ...step, most: 500 }]),
        ...fewer(step.fates).map((fates) => ({ ...step, fates })),
        ...step.fates.flatMap((fate, place) =>
          fate === "well"
            ? []
            : [
                {
                  ...step,
                  fates: step.fates.map((one, index) => (index === place ? "well" : one)),
                },
              ],
        ),
      ]
    case "together":
      return [
        ...step.steps,
        ...fewerButOne(step.steps).map((steps) => ({ ...step, steps })),
        ...step.steps.flatMap((inner, place) =>
          simplerSteps(inner).map((plainer) => ({
            ...step,
            steps: step.steps.map((other, index) => (index === place ? plainer : other)),
          })),
        ),
      ]
    case "import":
      return fewerButOne(step.pupils).map((pupils) => ({ ...step, pupils }))
    case "appoint":
      return fewer(step.classes).map((classes) => ({ ...step, classes }))
    case "restore":
      return step.back === 0 ? [] : [{ ...step, back: 0 }]
    case "skew":
      return step.ms === 0 ? [] : [{ ...step, ms: 0 }]
    default:
      return []
  }
}

function simplerTouches(touch: Touch): readonly Touch[] {
  if (touch.what === "marks")
    return fewerButOne(touch.pupils).map((pupils) => ({ ...touch, pupils }))
  if (touch.what !== "activity") return []
  return [
    ...(touch.leader === null ? [] : [{ ...touch, leader: null }]),
    ...fewerButOne(touch.classes).map((classes) => ({ ...touch, classes })),
  ]
}

/** The list without one of its items, for each of them. */
function fewer<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  return items.map((_item, place) => items.filter((_other, index) => index !== place))
}

/** The same, but the last one stays: without it the step would say nothing. */
function fewerButOne<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  return items.length < 2 ? [] : fewer(items)
}
