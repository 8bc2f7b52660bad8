import type { Json } from "#/base/json.ts"
import { wordOf } from "#/domain/sitting-word.ts"
import type { Op, Refusal } from "#/sync/op.ts"

import type { Admission } from "./admission.ts"
import { isErased, textIn, type Changes } from "./changes.ts"
import { aboutOf, admitRecommendation, admitSitting } from "./results-rules.ts"
import type { StoredRecord } from "./store.ts"

interface Said {
  readonly op: Op
  readonly values: Readonly<Record<string, Json>>
  readonly stored: StoredRecord | undefined
}

/** Whether what an op says may stand beside what the school already knows. */
export async function admit(changes: Changes, said: Said): Promise<Admission> {
  const { op, values, stored } = said
  if (isErased(stored)) return { kind: "too-late" }
  switch (op.kind) {
    case "sitting": {
      const word = wordOf(values, stored === undefined ? undefined : valuesIn(stored))
      if (word.kind === "again") return { kind: "taken", cells: word.cells }
      if (word.kind === "cut") return invalid("bad-value", word.cell)
      if (word.kind === "changes") return invalid("never-changes", word.cell)
      return admitOfPupil(changes, said)
    }
    case "recommendation":
    case "consent":
      return admitOfPupil(changes, said)
    default:
      return { kind: "taken" }
  }
}

async function admitOfPupil(changes: Changes, { op, stored }: Said): Promise<Admission> {
  const told = (cell: string): string | undefined => {
    const value = op.cells[cell]?.value
    return textIn(stored, cell) ?? (typeof value === "string" ? value : undefined)
  }
  const about = await aboutOf(changes, { pupil: told("pupil"), activity: told("activity") })
  // Whoever signed for a pupil went with the pupil's name.
  if (isErased(about.pupil)) return { kind: "too-late" }
  if (op.kind === "consent") return { kind: "taken" }
  return op.kind === "sitting"
    ? admitSitting(changes, about)
    : admitRecommendation(changes, about.pupil)
}

function valuesIn({ cells }: StoredRecord): Said["values"] {
  return Object.fromEntries(Object.entries(cells).map(([name, { value }]) => [name, value]))
}

function invalid(reason: Refusal, cell: string): Admission {
  return { kind: "refused", verdict: "invalid", reason, cell }
}
