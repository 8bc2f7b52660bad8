import type { Json } from "#/base/json.ts"
import type { Role } from "#/domain/access.ts"
import type { RecordKind } from "#/domain/record.ts"
import type { BaseCell, OwnCell } from "#/sync/held.ts"
import type { OpCell, Refusal } from "#/sync/op.ts"

/** Who this database belongs to and how it lives: alone, with a server, or as an invented class. */
export interface PlaceRow {
  readonly key: "place"
  readonly id: string
  readonly mode: "local" | "joined" | "demo"
  readonly madeAt: number
  /** The signed-in person; null without a server. */
  readonly person: { readonly id: string; readonly name: string; readonly role: Role } | null
  /** The school's id on its server. Tablets that joined with the first release have none until they join again. */
  readonly school?: string
  readonly schoolName: string
}

/** The device's identity and its counter live in one row, so that neither survives without the other. */
export interface DeviceRow {
  readonly key: "device"
  readonly id: string
  /** The highest op number given out. */
  readonly n: number
  readonly lastAt: number
  /** How far ops have gone that go the straight way: see {@link OpRow.state}. Tablets of schema 2 begin without. */
  readonly sentTo?: number
  readonly settledTo?: number
  /** Raised by whatever changes records, ops or feeds, so that a plan made before finds out in one look. */
  readonly revision?: number
}

/** What was learnt from the server. */
export interface ServerRow {
  readonly key: "server"
  readonly epoch: number
  readonly offsetMs: number | null
  readonly safe: number
  /** When the server had acknowledged everything, corrected milliseconds. */
  readonly allSentAt: number | null
  /** When lists were last fetched, corrected milliseconds. */
  readonly fetchedAt: number | null
}

export type MetaRow = PlaceRow | DeviceRow | ServerRow

export interface OpenPart {
  readonly base: Readonly<Record<string, BaseCell>>
  readonly own: Readonly<Record<string, OwnCell>>
}

/** One record. Personal cells are sealed in `ct`; ids, days, states and counters stay open for the indexes. */
export interface RecordRow {
  readonly id: string
  readonly kind: string
  /** Raised at every write: part of what is sealed, and the sign that nobody wrote in between. */
  readonly v: number
  readonly keys: readonly string[]
  readonly feeds: readonly string[]
  readonly open: OpenPart
  readonly ct?: ArrayBuffer
}

/**
 * fresh: never sent, may absorb the next tap · sent: frozen, without a receipt · receipted: the verdict is
 * here, the pull has not passed it · kept: settled, kept until a backup of the server holds it ·
 * aside: refused, waiting for a person · mended: was aside, something newer took its place.
 */
export type OpState = "fresh" | "sent" | "receipted" | "kept" | "aside" | "mended"

export interface OpRow {
  readonly n: number
  readonly rec: string
  readonly kind: RecordKind
  /**
   * Most ops go the straight way: fresh, sent, kept. Their rows say `fresh` all the while, and the device's row says
   * up to which number such ops are sent and settled: so a push of 400 lessons rewrites no op. Every other state
   * stands here. Ask {@link stateOf} (ops-in-state.ts) and not the row.
   */
  readonly state: OpState
  readonly v: number
  readonly seen: number
  readonly epoch: number
  readonly at: number
  readonly open: Readonly<Record<string, OpCell>>
  readonly ct?: ArrayBuffer
  readonly applied?: boolean
  readonly seq?: number
  readonly refusal?: { readonly reason: Refusal; readonly cell: string | null }
}

/** live: the cursor grows · building: pages are staged aside until the feed is whole. */
export interface FeedRow {
  readonly feed: string
  readonly state: "live" | "building"
  readonly cursor: number
  /** While building: the school's sequence at the start, null before the first page. */
  readonly from: number | null
  /** Whether an older copy of this feed is on the screen meanwhile. */
  readonly replaces: boolean
}

/** A record of a feed that is being built, as it came. Sealed whole. */
export interface StagedRow {
  readonly feed: string
  readonly rec: string
  readonly ct: ArrayBuffer
}

export interface CellChange {
  readonly cell: string
  readonly from: Json
  readonly to: Json
}

/** What happened to a record, as this tablet saw it. The newest has the highest `k`. */
export interface HistoryRow {
  readonly k?: number
  readonly rec: string
  readonly at: number
  readonly by: string
  readonly op: string
  readonly open: readonly CellChange[]
  readonly ct?: ArrayBuffer
}

/** What a person is typing and has not finished: survives a reload, an update and the other tabs. */
export interface DraftRow {
  readonly id: string
  readonly v: number
  readonly ct: ArrayBuffer
}

export interface SlotRow {
  readonly id: string
  readonly kind: "device"
  readonly wrapping: CryptoKey
  readonly iv: Uint8Array<ArrayBuffer>
  readonly wrapped: ArrayBuffer
}
