import type { Cell } from "#/domain/record.ts"

import type { Op, Receipt } from "./op.ts"

/** Where the two sides meet. Both POST and answer `application/json`, gzip both ways. */
export const syncPath = "/api/sync"

/** How far the tablet is with one feed. `from` is set while it builds the feed anew: the school's sequence at the start. */
export interface FeedCursor {
  readonly feed: string
  readonly cursor: number
  readonly from?: number
}

/** What a tablet says of itself, so that the school knows whose work may be missing. */
export interface Heartbeat {
  /** Changes that still wait on the tablet once the ops of this request are taken. */
  readonly waiting: number
  /** When the oldest of them was made, corrected milliseconds; null when none waits. */
  readonly oldestAt: number | null
  /** The app's version as it shows it. */
  readonly app: string
  /** Whether the browser has promised to keep the storage; null where it cannot be asked. */
  readonly kept: boolean | null
}

/** What the tablet says (docs/protocol.md). In this shape before packing and after unpacking. */
export interface SyncRequest {
  readonly protocol: number
  /** Echoed in the answer, so that a portal's page or a late answer is never taken for this one. */
  readonly marker: string
  readonly device: string
  readonly epoch: number
  /** In order of `n`, without gaps. */
  readonly ops: readonly Op[]
  /** Every verdict up to this `n` is safely stored on the tablet. */
  readonly confirm: number
  readonly feeds: readonly FeedCursor[]
  /** Said only to a server that has said that it {@link SyncAnswer hears} it. */
  readonly heartbeat?: Heartbeat
}

/** A record as one feed tells it. Cells that the tablet itself just sent and that won are left out. */
export interface Entry {
  readonly rec: string
  /** A kind this app does not know is kept as it came, for a later version of the app. */
  readonly kind: string
  readonly seq: number
  /** The record has left this feed: the tablet forgets it unless another feed holds it. */
  readonly left: boolean
  readonly cells: Readonly<Record<string, Cell>>
}

export interface FeedPage {
  readonly feed: string
  /** The cursor this page continues from; it is accepted only when the tablet still stands there. */
  readonly since: number
  readonly cursor: number
  readonly more: boolean
  /** The tablet's cursor is below what is still remembered: build the feed anew, aside, from 0. */
  readonly reset: boolean
  /** The school's sequence when this page was read. */
  readonly top: number
  readonly entries: readonly Entry[]
}

export type SyncAnswer =
  | {
      readonly kind: "synced"
      readonly marker: string
      readonly epoch: number
      readonly serverNow: number
      /** The highest `n` applied of this device. */
      readonly last: number
      /** The highest `n` of this device contained in a backup. */
      readonly safe: number
      readonly receipts: readonly Receipt[]
      /** The feeds this person may hold now; others are purged. */
      readonly access: readonly string[]
      readonly pages: readonly FeedPage[]
      /** The server takes heartbeats. One of an earlier release would refuse the whole request for one. */
      readonly hears?: true
    }
  /** Restored from a backup: nothing was applied; ops above `last` must be sent again and all feeds built anew. */
  | {
      readonly kind: "epoch"
      readonly marker: string
      readonly epoch: number
      readonly last: number
      readonly serverNow: number
    }
  /** An op is missing between `last` and the first one sent. Nothing was applied. */
  | {
      readonly kind: "gap"
      readonly marker: string
      readonly epoch: number
      readonly last: number
      readonly serverNow: number
    }
  /** This device id belongs to another install: take a new one and send again. */
  | {
      readonly kind: "cloned"
      readonly marker: string
      readonly epoch: number
      readonly serverNow: number
    }
  /** The person has no access to this school any more: purge what came from it, keep unsent work aside. */
  | { readonly kind: "revoked"; readonly marker: string; readonly serverNow: number }
  /** This app is too old (or too new) for the server. */
  | {
      readonly kind: "version"
      readonly marker: string
      readonly oldest: number
      readonly newest: number
      readonly serverNow: number
    }
