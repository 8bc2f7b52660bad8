import fc from "fast-check"

import { classFeed, resultsFeed } from "#/domain/feeds.ts"

import { anId } from "./a-server.ts"

const [class7, class8] = [anId(7), anId(8)]

/** What nobody honest sends: wrong types, edges of numbers, words of the machine, ids of other people's things. */
export const junk = fc.oneof(
  fc.constantFrom(
    null,
    -1,
    0,
    1,
    1.5,
    2 ** 53,
    1e308,
    "",
    "server",
    "__proto__",
    "school",
    true,
    [],
    {},
  ),
  fc.constantFrom(
    class7,
    class8,
    anId(101),
    anId(901),
    classFeed(class8),
    "constructor",
    "\ud800",
    "gone",
    "answers",
    resultsFeed(class8),
  ),
  fc.string(),
  fc.jsonValue({ maxDepth: 3 }),
)

/** Paths to every place in a JSON value. */
export function placesIn(
  value: unknown,
  path: readonly (string | number)[] = [],
): (readonly (string | number)[])[] {
  if (typeof value !== "object" || value === null) return [path]
  const inside = Array.isArray(value)
    ? value.flatMap((item, index) => placesIn(item, [...path, index]))
    : Object.entries(value).flatMap(([key, item]) => placesIn(item, [...path, key]))
  return [path, ...inside]
}

/** A copy of a JSON value in which one place holds something else. */
export function replaced(value: unknown, path: readonly (string | number)[], by: unknown): unknown {
  const [step, ...rest] = path
  if (step === undefined) return by
  if (Array.isArray(value)) {
    return value.map((item: unknown, index) => (index === step ? replaced(item, rest, by) : item))
  }
  const entries = Object.entries(value as Record<string, unknown>)
  return Object.fromEntries(
    entries.map(([key, item]) => [key, key === step ? replaced(item, rest, by) : item]),
  )
}
