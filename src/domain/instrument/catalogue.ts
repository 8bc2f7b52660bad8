import { must } from "#/base/assert.ts"

import type { Instrument } from "./instrument.ts"
import { decodeInstrument } from "./read-instrument.ts"

/** Each in a file of its own, fetched when it is asked for: all together they would be most of the first screen. */
const shipped = {
  "interest-map": () => import("./shipped/interest-map.json", { with: { type: "json" } }),
  "klimov-pairs": () => import("./shipped/klimov-pairs.json", { with: { type: "json" } }),
  readiness: () => import("./shipped/readiness.json", { with: { type: "json" } }),
  "readiness-6-7": () => import("./shipped/readiness-6-7.json", { with: { type: "json" } }),
  "riasec-short": () => import("./shipped/riasec-short.json", { with: { type: "json" } }),
  spheres: () => import("./shipped/spheres.json", { with: { type: "json" } }),
} as const

export type ShippedCode = keyof typeof shipped

export const shippedCodes = Object.keys(shipped).filter(isShippedCode)

export function isShippedCode(code: string): code is ShippedCode {
  return Object.hasOwn(shipped, code)
}

/** Read once: what is shipped does not change while the app is open. */
const known = new Map<ShippedCode, Instrument>()

/** A shipped instrument, in the one version there is of it. */
export async function shippedInstrument(code: ShippedCode): Promise<Instrument> {
  const { default: found } = await shipped[code]()
  const instrument = known.get(code) ?? decoded(found)
  known.set(code, instrument)
  return instrument
}

function decoded(file: unknown): Instrument {
  const read = decodeInstrument(file)
  return must(read.kind === "instrument" ? read.instrument : undefined)
}
