/** What a failure is made smaller with. `fails` runs a list of steps and says whether the same thing still breaks. */
export interface Shrinking<Step> {
  readonly fails: (steps: readonly Step[]) => Promise<boolean>
  /** Simpler forms of a step, the simplest first; none when it cannot be simpler. */
  readonly simpler: (step: Step) => readonly Step[]
  /** So many runs at most: a story that is a little too long today is worth more than the shortest tomorrow. */
  readonly runsMax: number
}

/**
 * The shortest failing list of steps that can be found by leaving steps out, larger parts first (delta debugging),
 * and then by making each step simpler. What comes back fails; a list that does not fail comes back as it is.
 */
export async function shrink<Step>(
  steps: readonly Step[],
  { fails, simpler, runsMax }: Shrinking<Step>,
): Promise<readonly Step[]> {
  let left = runsMax
  const breaks = async (some: readonly Step[]): Promise<boolean> => {
    left -= 1
    return left >= 0 && fails(some)
  }
  let best = steps
  if (!(await breaks(best))) return steps
  for (;;) {
    const fewer = await withoutParts(best, breaks)
    const plainer = await withSimpler(fewer, simpler, breaks)
    // A simpler step may make another one superfluous: once more, until nothing changes.
    if (plainer === best || left <= 0) return plainer
    best = plainer
  }
}

type Breaks<Step> = (some: readonly Step[]) => Promise<boolean>

async function withoutParts<Step>(
  steps: readonly Step[],
  breaks: Breaks<Step>,
): Promise<readonly Step[]> {
  let best = steps
  for (
    let size = Math.ceil(best.length / 2);
    size >= 1;
    size = size === 1 ? 0 : Math.ceil(size / 2)
  ) {
    // From the end: what comes after the failure is the first to go.
    for (let end = best.length; end > 0; end -= size) {
      const start = Math.max(0, end - size)
      const fewer = [...best.slice(0, start), ...best.slice(end)]
      if (fewer.length < best.length && (await breaks(fewer))) best = fewer
    }
  }
  return best
}

async function withSimpler<Step>(
  steps: readonly Step[],
  simpler: (step: Step) => readonly Step[],
  breaks: Breaks<Step>,
): Promise<readonly Step[]> {
  let best = steps
  for (const index of steps.keys()) {
    const step = best[index]
    if (step === undefined) continue
    for (const plainer of simpler(step)) {
      const next = [...best.slice(0, index), plainer, ...best.slice(index + 1)]
      if (!(await breaks(next))) continue
      best = next
      break
    }
  }
  return best
}
