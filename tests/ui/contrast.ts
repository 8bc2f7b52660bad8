/** WCAG 2.2 contrast of the pairs of tokens that components really put on each other. */

export type Colours = ReadonlyMap<string, string>

export type WeakPair = { readonly pair: string; readonly ratio: number; readonly needed: number }

const states = [
  "present",
  "absent",
  "late",
  "unmarked",
  "waiting",
  "sent",
  "refused",
  "conflict",
] as const

/** Words on a ground: 4.5. */
const text: readonly (readonly [string, string])[] = [
  ["ink", "paper"],
  ["ink", "sheet"],
  ["ink", "well"],
  ["ink", "accent-soft"],
  ["ink-2", "paper"],
  ["ink-2", "sheet"],
  ["ink-2", "well"],
  ["ink-2", "accent-soft"],
  ["ink-2", "unmarked-soft"],
  ["accent", "paper"],
  ["accent", "sheet"],
  ["accent", "accent-soft"],
  ["accent", "well"],
  ["accent-on", "accent-solid"],
  ["brass", "paper"],
  ["brass", "sheet"],
  ["rail-ink", "rail"],
  ["rail-on", "rail-active"],
  ["toast-ink", "toast"],
  ["toast-act", "toast"],
  ...states.flatMap((state): [string, string][] => [
    [state, "sheet"],
    [state, "paper"],
    [state, `${state}-soft`],
    ["ink", `${state}-soft`],
    [`${state}-on`, `${state}-solid`],
  ]),
]

/** The line of a control, a focus ring, a shape that says something: 3. */
const shapes: readonly (readonly [string, string])[] = [
  ["edge", "sheet"],
  ["edge", "paper"],
  ["edge", "well"],
  ["edge", "accent-soft"],
  ["focus", "sheet"],
  ["focus", "paper"],
  ["focus", "well"],
  ["rail-mark", "rail"],
  ["rail-mark", "rail-active"],
  ["toast-act", "toast"],
  ...states.flatMap((state): [string, string][] => [
    [`${state}-solid`, "sheet"],
    [`${state}-solid`, "paper"],
    [`${state}-solid`, "well"],
    [`${state}-solid`, `${state}-soft`],
  ]),
]

/** The colours of the block that this selector opens. */
export function coloursOf(css: string, selector: string): Colours {
  const from = css.indexOf(selector)
  const block = from === -1 ? "" : css.slice(from, css.indexOf("}", from))
  return new Map(
    [...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/gu)].map(([, name = "", hex = ""]) => [
      name,
      hex,
    ]),
  )
}

export function weakPairs(colours: Colours): readonly WeakPair[] {
  return [...weaker(colours, text, 4.5), ...weaker(colours, shapes, 3)]
}

function weaker(
  colours: Colours,
  pairs: readonly (readonly [string, string])[],
  needed: number,
): readonly WeakPair[] {
  return pairs
    .map(([front, ground]) => ({
      pair: `${front} on ${ground}`,
      ratio: ratio(colours.get(front), colours.get(ground)),
      needed,
    }))
    .filter((pair) => pair.ratio < needed)
}

/** 0 when one of the two is missing: a renamed token is a failure and not a pass. */
function ratio(front: string | undefined, ground: string | undefined): number {
  if (front === undefined || ground === undefined) return 0
  const light = Math.max(luminance(front), luminance(ground))
  const dark = Math.min(luminance(front), luminance(ground))
  return (light + 0.05) / (dark + 0.05)
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) =>
    linear(Number.parseInt(hex.slice(at, at + 2), 16) / 255),
  )
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function linear(channel: number): number {
  return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
}
