import * as v from "valibot"

import { itemsMax, optionsMax, scalesMax, versionMax, type Instrument } from "./instrument.ts"
import { flawsOf, type Flaw } from "./properties.ts"

/** The mark of such a file, so that any other JSON is told from it at once. */
export const instrumentFormat = "bortzhurnal-instrument"

export type ReadInstrument =
  | { readonly kind: "instrument"; readonly instrument: Instrument }
  /** Not JSON, or cut. */
  | { readonly kind: "unreadable" }
  /** JSON, but of something else. */
  | { readonly kind: "another-file" }
  /** Larger than any questionnaire for pupils: `what` there are too many of. */
  | {
      readonly kind: "too-large"
      readonly what: "items" | "scales" | "options"
      readonly max: number
    }
  /** A field is missing or is not what it should be; `path` leads to it: `items.3.options`. */
  | { readonly kind: "bad-field"; readonly path: string }
  /** Two items, options of an item or scales have one id. */
  | { readonly kind: "doubled-id"; readonly id: string }
  /** Whole, and wrong: the key does not hold what the instrument says of itself. */
  | { readonly kind: "flawed"; readonly flaws: readonly Flaw[] }

const id = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{0,39}$/))
const line = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(400))
const passage = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(4_000))
const inLanguages = (text: v.GenericSchema<string, string>) =>
  v.strictObject({ ru: text, en: v.exactOptional(text) })
const nothingSaid = v.strictObject({ ru: v.literal(""), en: v.exactOptional(v.literal("")) })
const whole = v.pipe(v.number(), v.integer())
const range = (min: number, max: number) => {
  const bound = v.pipe(whole, v.minValue(min), v.maxValue(max))
  return v.pipe(
    v.strictTuple([bound, bound]),
    v.check(([from, to]) => from <= to),
    v.readonly(),
  )
}
const points = v.pipe(whole, v.minValue(-10), v.maxValue(10))

const option = v.strictObject({
  id,
  text: inLanguages(line),
  points: v.record(id, points),
})

const item = v.strictObject({
  id,
  text: v.union([inLanguages(line), nothingSaid]),
  options: v.pipe(v.array(option), v.minLength(2)),
  when: v.exactOptional(v.strictObject({ item: id, is: v.pipe(v.array(id), v.minLength(1)) })),
})

const file = v.strictObject({
  format: v.literal(instrumentFormat),
  code: id,
  version: v.pipe(whole, v.minValue(1), v.maxValue(versionMax)),
  title: inLanguages(line),
  about: inLanguages(passage),
  instruction: inLanguages(passage),
  licence: line,
  credit: inLanguages(passage),
  minutes: range(1, 120),
  grades: range(1, 11),
  answering: v.picklist(["pair", "choice", "rating"]),
  balance: v.picklist(["every-pair", "opposites", "equal", "free"]),
  reading: v.optional(v.picklist(["leading", "profile"]), "leading"),
  scales: v.pipe(
    v.array(v.strictObject({ id, title: inLanguages(line), about: inLanguages(passage) })),
    v.minLength(1),
  ),
  bands: v.array(v.strictObject({ upTo: whole, title: inLanguages(line) })),
  items: v.pipe(v.array(item), v.minLength(1)),
  breaks: v.optional(v.array(id), []),
})

/** Reads the text of a file (docs/instruments.md has the format) and checks every property the engine relies on. */
export function readInstrument(text: string): ReadInstrument {
  let found: unknown
  try {
    found = JSON.parse(text)
  } catch {
    return { kind: "unreadable" }
  }
  return decodeInstrument(found)
}

/** The same for a value that was parsed already: a shipped instrument, or one from a table. */
export function decodeInstrument(found: unknown): ReadInstrument {
  if (!isOfFormat(found)) return { kind: "another-file" }
  // Before the schema looks at each: ten thousand items would keep an old tablet busy.
  const large = tooLarge(found)
  if (large !== undefined) return large
  const parsed = v.safeParse(file, found)
  if (!parsed.success) {
    return { kind: "bad-field", path: v.getDotPath(parsed.issues[0]) ?? "" }
  }
  const { format: _format, ...instrument } = parsed.output
  const doubled = doubledId(instrument)
  if (doubled !== undefined) return { kind: "doubled-id", id: doubled }
  const flaws = flawsOf(instrument)
  return flaws.length > 0 ? { kind: "flawed", flaws } : { kind: "instrument", instrument }
}

function isOfFormat(found: unknown): found is object {
  return (
    typeof found === "object" &&
    found !== null &&
    "format" in found &&
    found.format === instrumentFormat
  )
}

function tooLarge(found: object): Extract<ReadInstrument, { kind: "too-large" }> | undefined {
  const { items, scales }: { items?: unknown; scales?: unknown } = found
  if (lengthOf(items) > itemsMax) return { kind: "too-large", what: "items", max: itemsMax }
  if (lengthOf(scales) > scalesMax) return { kind: "too-large", what: "scales", max: scalesMax }
  const isAny = Array.isArray(items) && items.some((one) => lengthOf(optionsIn(one)) > optionsMax)
  return isAny ? { kind: "too-large", what: "options", max: optionsMax } : undefined
}

function optionsIn(found: unknown): unknown {
  return typeof found === "object" && found !== null && "options" in found ? found.options : []
}

function lengthOf(found: unknown): number {
  return Array.isArray(found) ? found.length : 0
}

function doubledId({ items, scales }: Pick<Instrument, "items" | "scales">): string | undefined {
  const lists = [items, scales, ...items.map(({ options }) => options)]
  for (const list of lists) {
    const seen = new Set<string>()
    for (const { id: one } of list) {
      if (seen.has(one)) return one
      seen.add(one)
    }
  }
  return undefined
}
