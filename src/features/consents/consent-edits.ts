import { ageOn, signersFor, type ConsentPurpose, type ConsentStatus } from "#/domain/consent.ts"
import type { Day } from "#/domain/day.ts"
import type { Pupil } from "#/domain/pupil.ts"
import { recordIds } from "#/domain/record-ids.ts"
import type { Edit } from "#/domain/record.ts"

interface Marking {
  readonly purpose: ConsentPurpose
  /** On the paper. */
  readonly day: Day
}

/** A paper came in: given or refused. The signatures that its age asks for are taken as there; a look may put that right. */
export function paperEdit(
  pupil: Pick<Pupil, "id" | "born">,
  status: Exclude<ConsentStatus, "withdrawn">,
  { purpose, day }: Marking,
): Edit {
  const signed = signersFor(ageOn(pupil.born, day))
  return {
    id: recordIds.consent(pupil.id, purpose),
    kind: "consent",
    cells: { pupil: pupil.id, purpose, status, day, signed, withdrawn: null },
  }
}

/** The mark was a slip: there is no paper. */
export function noPaperEdit(pupil: string, purpose: ConsentPurpose): Edit {
  const cells = { pupil, purpose, status: null, day: null, withdrawn: null }
  return { id: recordIds.consent(pupil, purpose), kind: "consent", cells }
}

export function withdrawalEdit(pupil: string, { purpose, day }: Marking): Edit {
  const cells = { pupil, purpose, status: "withdrawn", withdrawn: day }
  return { id: recordIds.consent(pupil, purpose), kind: "consent", cells }
}

/** One fact of the paper: the pupil and the purpose go with it, for it may be the first op of the record to arrive. */
export function factEdit(
  pupil: string,
  purpose: ConsentPurpose,
  fact: Readonly<Record<string, string | null>>,
): Edit {
  return {
    id: recordIds.consent(pupil, purpose),
    kind: "consent",
    cells: { pupil, purpose, ...fact },
  }
}
