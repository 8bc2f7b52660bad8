/**
 * What is known of a diagnostic instrument: enough to log that it was taken, for whom it is meant and how long
 * it takes. Structures are facts; the texts of items belong to their authors and are not here. Those that can be taken
 * in this app have a file in instrument/shipped with the same facts: this short list comes with the form of a plan,
 * the files only when one is opened. A test holds the two together.
 */
export interface Instrument {
  readonly code: InstrumentCode
  /** Undefined where the number of items is not ours to know. */
  readonly items?: number
  readonly scales?: number
  /** How long it takes, from – to. */
  readonly minutes: readonly [from: number, to: number]
  readonly grades: readonly [from: number, to: number]
  /** How many sittings it needs. */
  readonly sittings: number
}

export const instrumentCodes = [
  "platform",
  "klimov-pairs",
  "azbel-pairs",
  "holland-opposites",
  "riasec-short",
  "spheres",
  "interest-map",
  "readiness-6-7",
  "readiness",
] as const

export type InstrumentCode = (typeof instrumentCodes)[number]

/** The federal platform comes first: the letter asks for its diagnostic. */
export const instruments: readonly Instrument[] = [
  { code: "platform", minutes: [15, 45], grades: [6, 11], sittings: 1 },
  { code: "klimov-pairs", items: 20, scales: 5, minutes: [5, 10], grades: [7, 11], sittings: 1 },
  { code: "azbel-pairs", items: 30, scales: 6, minutes: [10, 15], grades: [7, 11], sittings: 1 },
  {
    code: "holland-opposites",
    items: 30,
    scales: 6,
    minutes: [10, 15],
    grades: [8, 11],
    sittings: 1,
  },
  { code: "riasec-short", items: 60, scales: 6, minutes: [10, 15], grades: [8, 11], sittings: 1 },
  { code: "spheres", items: 24, scales: 6, minutes: [8, 10], grades: [8, 11], sittings: 1 },
  { code: "interest-map", items: 144, scales: 24, minutes: [25, 30], grades: [8, 11], sittings: 2 },
  { code: "readiness-6-7", items: 40, scales: 4, minutes: [15, 20], grades: [6, 7], sittings: 1 },
  { code: "readiness", items: 52, scales: 8, minutes: [15, 20], grades: [8, 11], sittings: 1 },
]

/** The instrument of a code, undefined when this version does not know it. */
export function instrumentOf(code: string): Instrument | undefined {
  return instruments.find((instrument) => instrument.code === code)
}
