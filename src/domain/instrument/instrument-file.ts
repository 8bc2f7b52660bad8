import type { Instrument, Item } from "./instrument.ts"
import { instrumentFormat } from "./read-instrument.ts"

/**
 * The text of an instrument's file, always the same for the same instrument: fields in the order of the format, points
 * in the order of the scales. So a file that was only reformatted is known for the one that is here already.
 */
export function instrumentFile(instrument: Instrument): string {
  const order = instrument.scales.map(({ id }) => id)
  const items = instrument.items.map((item): Item => ({
    ...item,
    options: item.options.map((option) => ({
      ...option,
      points: Object.fromEntries(
        order.flatMap((id) => {
          const point = option.points[id]
          return point === undefined ? [] : [[id, point]]
        }),
      ),
    })),
  }))
  return JSON.stringify({ format: instrumentFormat, ...instrument, items })
}
