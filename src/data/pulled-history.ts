import { sameJson } from "#/base/json.ts"
import type { Cell, Cells } from "#/domain/record.ts"
import { isEmpty, shownValue, type Held, type Writer } from "#/sync/held.ts"
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
    // A record that arrives for the first time brings what is, not what happened.
    remembered.has(entry.kind) && !isEmpty(held) ? linesOf(held, entry.cells, writer) : [],
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
    // The value that lost was somebody's too: it is told even where the winner is this tablet's own.
    const told = cell.rival === undefined ? [cell] : [cell.rival, cell]
    for (const { op, at, by, value } of told) {
      const isOwn = op.startsWith(`${writer.device}.`)
      if (isOwn || isKnown(held.base[name], op) || sameJson(from, value)) continue
      const group = byOp.get(op) ?? { line: { rec: held.id, at, by, op }, open: [] }
      group.open.push({ cell: name, from, to: value })
      byOp.set(op, group)
    }
  }
  return [...byOp.values()].map(({ line, open }) => ({ kind: held.kind, line: { ...line, open } }))
}

/** Whether a line of the history has told of this op already, when it won or when it lost. */
function isKnown(base: Cell | undefined, op: string): boolean {
  return base?.op === op || base?.rival?.op === op
}
