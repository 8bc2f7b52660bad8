import type { BrowserContext } from "@playwright/test"
import * as v from "valibot"

/** What the browser told before it died. The log lies outside of it, so that the knowledge outlives every crash. */
const Line = v.variant("what", [
  /** A finger came down; `to` is the mark that should follow, "" for none. */
  v.object({ what: v.literal("tapped"), pupil: v.string(), to: v.string() }),
  /** The register shows this mark, and a mark that is shown is a mark that is saved. */
  v.object({ what: v.literal("shown"), pupil: v.string(), mark: v.string() }),
  v.object({ what: v.literal("typed"), text: v.string() }),
  /** The note says of itself that it is saved. */
  v.object({ what: v.literal("note-saved"), text: v.string() }),
  /** How a transaction that may write asked for its bytes to be kept. */
  v.object({ what: v.literal("transaction"), store: v.string(), durability: v.string() }),
])
export type Line = v.InferOutput<typeof Line>

declare global {
  function witness(line: Line): Promise<void>
}

export interface Witness {
  readonly lines: readonly Line[]
  /** Forgets what was told so far: what follows belongs to the next round. */
  readonly clear: () => void
  /** Calls back at every line. */
  readonly listen: (heard: (line: Line) => void) => void
  readonly attend: (context: BrowserContext) => Promise<void>
}

export function aWitness(): Witness {
  const lines: Line[] = []
  let listener = (_line: Line): void => undefined
  return {
    lines,
    clear: () => {
      lines.length = 0
      listener = () => undefined
    },
    listen: (heard) => {
      listener = heard
    },
    attend: async (context) => {
      await context.exposeFunction("witness", (told: unknown) => {
        const line = v.parse(Line, told)
        lines.push(line)
        listener(line)
      })
      await context.addInitScript(watchScreen)
    },
  }
}

/** Runs in the page, before the app: tells what the register and the note show, at the moment they show it. */
function watchScreen(): void {
  // Called with its own object below.
  // oxlint-disable-next-line typescript/unbound-method
  const open = IDBDatabase.prototype.transaction
  IDBDatabase.prototype.transaction = function (stores, mode, options) {
    if (mode === "readwrite") {
      const durability = options?.durability ?? "default"
      void witness({ what: "transaction", store: this.name, durability })
    }
    return open.call(this, stores, mode, options)
  }
  new MutationObserver((changes) => {
    const groups = new Set<Element>()
    for (const { target, attributeName } of changes) {
      const place = target instanceof Element ? target : target.parentElement
      const group = place?.closest('[aria-label="Кто здесь"] [role="group"]')
      if (group && attributeName === "aria-pressed") groups.add(group)
      const hint = place?.closest("[role=tabpanel]")
      if (hint && attributeName === null) tellNote(hint)
    }
    for (const group of groups) {
      const mark = group.querySelector('[aria-pressed="true"]')?.textContent ?? ""
      void witness({ what: "shown", pupil: group.getAttribute("aria-label") ?? "", mark })
    }
  }).observe(document, {
    subtree: true,
    attributes: true,
    attributeFilter: ["aria-pressed"],
    childList: true,
    characterData: true,
  })

  function tellNote(part: Element): void {
    const field = part.querySelector("textarea")
    if (field === null || !/Сохранено на планшете/.test(part.textContent)) return
    void witness({ what: "note-saved", text: field.value })
  }
}
