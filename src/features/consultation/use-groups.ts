import { useState } from "react"
import * as v from "valibot"

import { formGroups } from "#/domain/consultation/form-groups.ts"
import { movePupil, withPupils, type Groups } from "#/domain/consultation/move-pupil.ts"
import { useDraft } from "#/features/use-draft.ts"

import type { GroupGround, Source } from "./read-groups.ts"

const Kept = v.object({
  groups: v.array(v.array(v.string())),
  day: v.string(),
  start: v.string(),
  place: v.string(),
  /** Where a group has another day or hour than the first ones say, by its number from 0. */
  days: v.record(v.string(), v.string()),
  starts: v.record(v.string(), v.string()),
})

/** Groups on their way to a plan. Nothing of it is in the journal until it is planned. */
export interface GroupDraft {
  readonly groups: Groups
  readonly day: string
  readonly start: string
  readonly place: string
  readonly days: Readonly<Record<string, string>>
  readonly starts: Readonly<Record<string, string>>
}

export interface FormedGroups {
  readonly draft: GroupDraft
  readonly change: (part: Partial<GroupDraft>) => void
  readonly form: () => void
  readonly byList: () => void
  readonly move: (pupil: string, to: number) => void
  readonly finish: () => void
}

/** Undefined until it is known whether something was left unfinished. */
export function useGroups(
  ground: GroupGround,
  source: Source | undefined,
  draftId: string,
): FormedGroups | undefined {
  const { found, keep, drop } = useDraft(draftId, decode)
  const [changed, setChanged] = useState<GroupDraft>()
  const ids = ground.pupils.map(({ id }) => id)
  const formed = (by: Source | undefined): Groups =>
    formGroups(
      ids.map((id) => ({ id, first: by?.first.get(id) ?? [] })),
      by?.instrument.scales.map(({ id }) => id) ?? [],
    )
  if (found === undefined) return undefined
  const begun = changed ?? found ?? { ...empty, groups: formed(source) }
  // Whoever came to the class or left it since is looked after here.
  const draft = { ...begun, groups: withPupils(begun.groups, ids) }
  const change = (part: Partial<GroupDraft>): void => {
    const next = { ...draft, ...part }
    setChanged(next)
    keep(next)
  }
  return {
    draft,
    change,
    form: () => {
      change({ groups: formed(source) })
    },
    byList: () => {
      change({ groups: formed(undefined) })
    },
    move: (pupil, to) => {
      change({ groups: movePupil(draft.groups, pupil, to) })
    },
    finish: () => {
      drop()
      setChanged(undefined)
    },
  }
}

const empty: Omit<GroupDraft, "groups"> = { day: "", start: "", place: "", days: {}, starts: {} }

function decode(kept: unknown): GroupDraft | undefined {
  const read = v.safeParse(Kept, kept)
  return read.success ? read.output : undefined
}
