import type { Held } from "#/sync/held.ts"

import { openRow } from "./opening.ts"
import type { RecordRow } from "./rows.ts"
import type { Vault } from "./vault.ts"

/** Opened records are remembered up to this many, by id and version: a tap opens one row and not the class. */
const rememberedMax = 4_000

/** What was opened once and has not changed since. Dies with the document, as the key does. */
export class OpenedRecords {
  readonly #held = new Map<string, { readonly v: number; readonly held: Held }>()

  readonly #vault: Vault

  constructor(vault: Vault) {
    this.#vault = vault
  }

  async open(row: RecordRow): Promise<Held> {
    if (row.ct === undefined) return openRow(this.#vault, row)
    const known = this.#held.get(row.id)
    if (known?.v === row.v) return known.held
    const held = await openRow(this.#vault, row)
    if (this.#held.size >= rememberedMax) this.#held.clear()
    this.#held.set(row.id, { v: row.v, held })
    return held
  }
}
