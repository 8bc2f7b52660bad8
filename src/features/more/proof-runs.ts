import recorded from "#docs/proof.json" with { type: "json" }

/** A full run as `recordProof` (tests/support/proof.ts) has written it down. */
export interface Proof {
  readonly command: string
  /** Counts by their plain names; what was tried comes first. */
  readonly tried: Readonly<Record<string, number>>
  /** How many of them broke a promise. */
  readonly broken: number
  readonly on: string
}

export type Proofs = Readonly<Record<string, Proof>>

export const recordedProofs: Proofs = recorded

interface KnownRun {
  readonly name: string
  /** Another name it was recorded under. */
  readonly also?: string
  /** What it is started with; the record tells exactly with what it was. */
  readonly command: string
  /** Counts that are trials and belong together; without it the first one is. */
  readonly trials?: RegExp
}

/** What the screen can speak of, in its order. Anything else that was recorded is for docs/how-we-test.md alone. */
const knownRuns = [
  { name: "simulation", command: "npm run simulate" },
  { name: "browser-kills", command: "npm run faults -- browser" },
  { name: "storage-faults", also: "storage", command: "npm run faults -- storage" },
  { name: "server-kills", command: "npm run faults -- server", trials: /^kills on / },
  { name: "response-cuts", also: "cut-lines", command: "npm run faults -- cuts", trials: /./ },
  { name: "power-cut", command: "npm run faults -- power" },
  { name: "drill", command: "npm run drill" },
  { name: "forged-batches", command: "npm run faults -- forged" },
] as const satisfies readonly KnownRun[]

export type RunName = (typeof knownRuns)[number]["name"]

export interface RunLine {
  readonly name: RunName
  readonly command: string
  readonly result:
    | { readonly kind: "not-yet" }
    | {
        readonly kind: "tried"
        readonly times: number
        readonly broken: number
        readonly on: string
      }
}

/** A line for every run we know, whether it was recorded or not. */
export function runLines(proofs: Proofs): readonly RunLine[] {
  const known: readonly (KnownRun & { readonly name: RunName })[] = knownRuns
  return known.map(({ name, also = name, command, trials }) => {
    const proof = proofs[name] ?? proofs[also]
    if (proof === undefined) return { name, command, result: { kind: "not-yet" } }
    const { broken, on } = proof
    const result = { kind: "tried", times: timesIn(proof, trials), broken, on } as const
    return { name, command: proof.command, result }
  })
}

function timesIn({ tried }: Proof, trials: RegExp | undefined): number {
  const counts = Object.entries(tried)
  const together = counts.filter(([what]) => trials?.test(what) === true)
  const [, first = 0] = counts[0] ?? []
  return together.length === 0 ? first : together.reduce((sum, [, count]) => sum + count, 0)
}
