import { sameJson } from "#/base/json.ts"
import type { Cells } from "#/domain/record.ts"
import { shownValue, type Held, type Writer } from "#/sync/held.ts"
import type { Entry } from "#/sync/protocol.ts"

import type { Journal } from "./journal.ts"
import type { CellChange, HistoryRow } from "./rows.ts"
import { sealHistory } from "./sealing.ts"

/** Kinds whose past a teacher looks up. The rest has its history on the server. */
const remembered = new Set(["register", "checklist", "activity", "pupil"])

/** What others have changed, as lines of the history: told from what this tablet held before. */
export async function historyOf(
  journal: Journal,
  news: readonly { held: Held; entry: Entry }[],
  writer: Writer,
): Promise<readonly HistoryRow[]> {
  const lines = news.flatMap(({ held, entry }) =>
    // A feed that arrives for the first time brings what is, not what happened.
    remembered.has(entry.kind) && held.feeds.length > 0 ? linesOf(held, entry.cells, writer) : [],
  )
  return Promise.all(lines.map(({ kind, line }) => sealHistory(journal.vault, kind, line)))
}

function linesOf(
  held: Held,
  cells: Cells,
  writer: Writer,
): readonly { kind: string; line: Omit<HistoryRow, "ct"> }[] {
  const byOp = new Map<string, { line: Omit<HistoryRow, "ct" | "open">; open: CellChange[] }>()
  for (const [name, cell] of Object.entries(cells)) {
    const from = shownValue(held, name)
    if (cell.op.startsWith(`${writer.device}.`) || sameJson(from, cell.value)) continue
    const group = byOp.get(cell.op) ?? {
      line: { rec: held.id, at: cell.at, by: cell.by, op: cell.op },
      open: [],
    }
    group.open.push({ cell: name, from, to: cell.value })
    byOp.set(cell.op, group)
  }
  return [...byOp.values()].map(({ line, open }) => ({ kind: held.kind, line: { ...line, open } }))
}
