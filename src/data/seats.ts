import type { DraftRow, HistoryRow, OpRow, RecordRow, StagedRow } from "./rows.ts"
import type { Seat } from "./vault.ts"

// Where each sealed value belongs, once: whoever seals, opens or seals anew means the same place.

export function recordSeat({ id, v }: Pick<RecordRow, "id" | "v">): Seat {
  return { table: "records", id, version: v }
}

export function opSeat({ n, v }: Pick<OpRow, "n" | "v">): Seat {
  return { table: "outbox", id: String(n), version: v }
}

export function historySeat({ rec, at }: Pick<HistoryRow, "rec" | "at">): Seat {
  return { table: "history", id: rec, version: at }
}

/** An entry aside never changes: it is put in place or thrown away. */
export function stagedSeat({ feed, rec }: Pick<StagedRow, "feed" | "rec">): Seat {
  return { table: "staged", id: `${feed} ${rec}`, version: 0 }
}

export function draftSeat({ id, v }: Pick<DraftRow, "id" | "v">): Seat {
  return { table: "drafts", id, version: v }
}
