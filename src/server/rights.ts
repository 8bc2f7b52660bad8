import type { Person } from "#/domain/access.ts"
import { mayWrite, type WriteVerdict } from "#/domain/write-access.ts"
import type { Op } from "#/sync/op.ts"

import { textIn, textsIn, textsOf, underActivity, type Changes } from "./changes.ts"
import { aboutOf, isExpected } from "./results-rules.ts"
import { staysInSlot } from "./slots.ts"
import type { StoredRecord } from "./store.ts"

/**
 * Whether the person may make this op, judged by what is stored and by what the op would make of it: a pupil
 * moves only between classes that are both one's own. Who leads is taken from what is stored, so
 * that nobody gets at a class by naming oneself its leader.
 */
export async function rightsTo(changes: Changes, person: Person, op: Op): Promise<WriteVerdict> {
  const stored = await changes.record(op.rec)
  const concern = await concernOf(changes, person, { op, stored })
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

interface Said {
  readonly op: Op
  readonly stored: StoredRecord | undefined
}

async function concernOf(
  changes: Changes,
  person: Person,
  { op, stored }: Said,
): Promise<Concerned> {
  const nobody = undefined
  if (op.kind === "class") return { classes: [op.rec], leader: nobody }
  if (op.kind === "pupil") {
    const classes = [stored?.parent, op.cells["class"]?.value]
    return { classes: classes.filter((id) => typeof id === "string"), leader: nobody }
  }
  if (op.kind === "sitting" || op.kind === "recommendation") {
    return concernOfResult(changes, person, { op, stored })
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

/**
 * What a pupil answered belongs to whoever holds the pupil's class now. It is also for those to bring in who held the
 * diagnostic: a pupil may have gone to another class before their tablets had a network.
 */
async function concernOfResult(
  changes: Changes,
  person: Person,
  { op, stored }: Said,
): Promise<Concerned> {
  const { pupil, activity } = await aboutOf(changes, {
    pupil: textIn(stored, "pupil") ?? textOf(op.cells["pupil"]?.value),
    activity: textIn(stored, "activity") ?? textOf(op.cells["activity"]?.value),
  })
  const classes = [pupil?.parent ?? ""]
  if (classes.every((id) => person.classes.includes(id))) return { classes, leader: undefined }
  const isTheirs =
    activity !== undefined && pupil !== undefined && (await isExpected(changes, activity, pupil.id))
  if (!isTheirs) return { classes, leader: undefined }
  const of = textsIn(activity, "classes")
  return { classes: of.length > 0 ? of : classes, leader: textIn(activity, "leader") }
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined
}
