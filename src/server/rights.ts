import type { Person } from "#/domain/access.ts"
import { mayWrite, type WriteVerdict } from "#/domain/write-access.ts"
import type { Op } from "#/sync/op.ts"

import { textIn, textsIn, textsOf, underActivity, type Changes } from "./changes.ts"
import { staysInSlot } from "./slots.ts"
import type { StoredRecord } from "./store.ts"

/**
 * Whether the person may make this op, judged by what is stored and by what the op would make of it: a pupil
 * moves only between classes that are both one's own. Who leads is taken from what is stored, so
 * that nobody gets at a class by naming oneself its leader.
 */
export async function rightsTo(changes: Changes, person: Person, op: Op): Promise<WriteVerdict> {
  const stored = await changes.record(op.rec)
  const concern = await concernOf(changes, op, stored)
  const isNew = stored === undefined
  const isInOpenSlot =
    person.role === "partner" && (await staysInSlot(changes, op, concern.activity))
  const cells = Object.keys(op.cells)
  const { classes, leader } = concern
  return mayWrite(person, { kind: op.kind, classes, leader, isNew, cells, isInOpenSlot })
}

interface Concerned {
  readonly classes: readonly string[]
  readonly leader: string | undefined
  readonly activity?: StoredRecord | undefined
}

async function concernOf(
  changes: Changes,
  op: Op,
  stored: StoredRecord | undefined,
): Promise<Concerned> {
  const nobody = undefined
  if (op.kind === "class") return { classes: [op.rec], leader: nobody }
  if (op.kind === "pupil") {
    const classes = [stored?.parent, op.cells["class"]?.value]
    return { classes: classes.filter((id) => typeof id === "string"), leader: nobody }
  }
  if (op.kind === "consent") {
    const id = stored?.parent ?? op.cells["pupil"]?.value
    const pupil = typeof id === "string" ? await changes.record(id) : undefined
    // Of a pupil nobody has told of: whose class it is cannot be known, so it is nobody's.
    return { classes: [pupil?.parent ?? ""], leader: nobody }
  }
  if (underActivity(op.kind)) {
    const id = stored?.parent ?? op.cells["activity"]?.value
    const activity = typeof id === "string" ? await changes.record(id) : undefined
    return { classes: textsIn(activity, "classes"), leader: textIn(activity, "leader"), activity }
  }
  const classes = [...textsIn(stored, "classes"), ...textsOf(op.cells["classes"]?.value)]
  const activity = op.kind === "activity" ? stored : undefined
  return { classes: [...new Set(classes)], leader: textIn(stored, "leader"), activity }
}
