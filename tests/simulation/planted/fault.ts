import { readFileSync } from "node:fs"
import { registerHooks } from "node:module"

import type { Trouble } from "#tests/simulation/plan.ts"

import { must } from "#/base/assert.ts"

/** One place of the real source, rewritten while it is loaded. */
export interface Rewrite {
  /** From the project's root, e.g. `src/sync/merge.ts`. */
  readonly file: string
  /** Stands in the file exactly once; otherwise the fault no longer fits the code. */
  readonly find: string
  readonly replace: string
}

/** A rule left out on purpose: the simulator must notice. */
export interface Fault {
  readonly name: string
  /** What the program does wrong with it, in a sentence. */
  readonly says: string
  readonly rewrites: readonly Rewrite[]
  /** The kinds of trouble among which it shows: hunting elsewhere would take thousands of histories. */
  readonly among?: readonly Trouble[]
  /** Too rare to be hunted for: its seed is that of a history kept by name (named-plans.json). */
  readonly named?: true
}

/** With a rule left out a tablet may ask for ever: it gives up sooner, so that the harm is seen at once. */
const impatience: Rewrite = {
  file: "src/sync/engine.ts",
  find: "roundsMax = 2_000",
  replace: "roundsMax = 40",
}

const root = new URL("../../../", import.meta.url)

/** The text with the fault in it. Throws when a place is not there, or is there more than once. */
export function rewritten(text: string, file: string, fault: Fault): string {
  let after = text
  for (const { find, replace, ...rewrite } of fault.rewrites) {
    if (rewrite.file !== file) continue
    const times = after.split(find).length - 1
    if (times !== 1) {
      throw new Error(`«${fault.name}» no longer fits ${file}: found ${times} times: ${find}`)
    }
    after = after.replace(find, () => replace)
  }
  return after
}

/** Checks the fault against the sources as they are, without planting it. */
export function mustFit(fault: Fault): void {
  for (const file of new Set(fault.rewrites.map((rewrite) => rewrite.file))) {
    rewritten(readFileSync(new URL(file, root), "utf8"), file, fault)
  }
}

/**
 * Plants a fault in this process: whatever is loaded afterwards has it. For a process of its own, before the
 * first import of the program. Types are stripped after the rewriting, as from any file.
 */
export function plant({ name, says, rewrites }: Fault): void {
  const fault = { name, says, rewrites: [...rewrites, impatience] }
  const files = new Map(fault.rewrites.map(({ file }) => [new URL(file, root).href, file] as const))
  registerHooks({
    load: (url, context, next) => {
      const loaded = next(url, context)
      const file = files.get(url)
      if (file === undefined) return loaded
      const { source } = loaded
      const text = typeof source === "string" ? source : new TextDecoder().decode(must(source))
      return { ...loaded, source: rewritten(text, file, fault) }
    },
  })
}
