import type { Edit } from "./record.ts"

const lists: ReadonlySet<string> = new Set(["activity", "list", "items"])

/**
 * An undo that leaves a register its own list and a checklist its own items. Both come with the first mark or
 * tick; were they taken back with it while others have marked since, a lesson of the past would follow
 * today's class list again.
 */
export function keepOwnLists(undo: readonly Edit[]): readonly Edit[] {
  return undo.flatMap((edit) => {
    if (edit.kind !== "register" && edit.kind !== "checklist") return [edit]
    const cells = Object.fromEntries(
      Object.entries(edit.cells).filter(([name, value]) => value !== null || !lists.has(name)),
    )
    return Object.keys(cells).length === 0 ? [] : [{ ...edit, cells }]
  })
}
