import type { Json } from "#/base/json.ts"
import type { Role } from "#/domain/access.ts"
import type { OpId, RecordKind } from "#/domain/record.ts"
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
  /** How its session is told from those of other places here: see {@link SessionMark}. Absent: the plain cookie. */
  readonly session?: SessionMark
}

/** Which cookie is this place's, and the secret that goes with it. */
export interface SessionMark {
  /** 16 hex digits; absent for a place that joined before there could be others beside it. */
  readonly name?: string
  /** The secret, sealed: without it the cookie is of no use, even to somebody who can open this browser's tools. */
  readonly proof?: ArrayBuffer
  readonly v: number
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
  /** The name of the data key behind the slots (`nameOfKey`); absent while it is the first one, which had none. */
  readonly dataKey?: string
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
  /** Whether it takes what a tablet says of itself; it is told nothing before it has said so. */
  readonly hears?: boolean
}

/** How long the tablet has been without its server, by a clock that anybody can set: see `lease.ts`. */
export interface LeaseRow {
  readonly key: "lease"
  /** The last answer of the server, by this device's clock. */
  readonly contactAt: number
  /** The highest time and the last time seen since. */
  readonly highestAt: number
  readonly seenAt: number
  /** How much has passed since, milliseconds. */
  readonly spentMs: number
  /** The school's own setting, when it has one. */
  readonly days?: number
}

/** What rescue knows of this place and its server. Older places have no such row. */
export interface RescueNoteRow {
  readonly key: "rescue"
  /** The server's public key, base64url; null until it was told. */
  readonly serverKey: string | null
  /** The secret with which this session signs bundles, sealed like a row. */
  readonly signing?: ArrayBuffer
  /** When both were last told, milliseconds: the version of what is sealed. */
  readonly toldAt: number
  /** When everything unsent was last saved to a file, and the highest op in it. */
  readonly saved: { readonly at: number; readonly lastN: number } | null
}

export type MetaRow = PlaceRow | DeviceRow | ServerRow | LeaseRow | RescueNoteRow

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
 * aside: refused, waiting for a person · mended: was aside, something newer took its place ·
 * former: kept, from before the tablet took another id (new-device.ts); numbered below zero.
 */
export type OpState = "fresh" | "sent" | "receipted" | "kept" | "aside" | "mended" | "former"

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
  /** Of a former one: what the server knows it by. */
  readonly name?: OpId
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

interface Wrapped {
  readonly iv: Uint8Array<ArrayBuffer>
  readonly wrapped: ArrayBuffer
}

/**
 * A pair of keys: what the slot asks for opens the private half, which is `wrapped`, and by the public half another
 * data key can be put behind the slot without anybody typing anything.
 */
interface Guarded extends Wrapped {
  /** Absent in slots of a build before 0.2.0: there the data key itself is `wrapped`, and it stays as it is. */
  readonly pair?: KeyPair
}

/** The public half, and the data key as it is sealed to it. */
export interface KeyPair {
  readonly publicKey: Uint8Array<ArrayBuffer>
  readonly sealed: SealedKey
}

/** A data key that only the private half of a pair opens (P-256, HKDF, AES-256-GCM). */
export interface SealedKey {
  /** Which data key it is (`nameOfKey`). */
  readonly name: string
  readonly ephemeral: Uint8Array<ArrayBuffer>
  readonly box: ArrayBuffer
}

/**
 * Opens by itself: there only while no PIN is set, or while a forgotten PIN would lose everything. It wraps the first
 * data key and no other: when it goes a new one takes its place (`turn-key.ts`), for a browser keeps what it deleted.
 */
export interface DeviceSlot extends Wrapped {
  readonly id: "device"
  readonly kind: "device"
  readonly wrapping: CryptoKey
}

/** How a typed secret was stretched by Argon2id, and so must be again. */
export interface Stretching {
  readonly salt: Uint8Array<ArrayBuffer>
  readonly memoryKiB: number
  readonly passes: number
  /** How long it took when it was set, milliseconds: the next secret of this device needs no new measuring. */
  readonly tookMs: number
}

interface TypedSlot extends Guarded {
  readonly stretching: Stretching
  /** A key of this device that no script can export: without the browser's own files a guess cannot even be tried. */
  readonly pepper: CryptoKey
  /** Tries since the last right one, this one included: counted before it is judged. */
  readonly tries: number
}

export interface PinSlot extends TypedSlot {
  readonly id: "pin"
  readonly kind: "pin"
}

export interface PassphraseSlot extends TypedSlot {
  readonly id: "passphrase"
  readonly kind: "passphrase"
  /** When the last try was made, this device's clock. */
  readonly triedAt: number
}

/** Wrapped by a random key that the school's server keeps for this person and this place. */
export interface EscrowSlot extends Guarded {
  readonly id: "escrow"
  readonly kind: "escrow"
  /** When the server confirmed that it keeps the key, and in which epoch: a restored one may have forgotten it. */
  readonly kept: { readonly at: number; readonly epoch: number } | null
  /** The server's key, sealed like a row: who can open it needs it no more, and it can be sent again at any time. */
  readonly sent: ArrayBuffer
}

/** Wrapped by a printed code. */
export interface RecoverySlot extends Guarded {
  readonly id: "recovery"
  readonly kind: "recovery"
  readonly salt: Uint8Array<ArrayBuffer>
  /** When the person typed a part of it back: not stored before. */
  readonly confirmedAt: number
}

/** Wrapped by what a passkey computes (WebAuthn PRF). */
export interface PasskeySlot extends Guarded {
  readonly id: "passkey"
  readonly kind: "passkey"
  readonly credential: ArrayBuffer
  readonly salt: Uint8Array<ArrayBuffer>
}

/** A way to the data key. */
export type SlotRow =
  | DeviceSlot
  | PinSlot
  | PassphraseSlot
  | EscrowSlot
  | RecoverySlot
  | PasskeySlot

/** The slot of a kind. */
export type SlotOf<Kind extends SlotRow["kind"]> = Extract<SlotRow, { readonly kind: Kind }>
