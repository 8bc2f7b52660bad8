import { localPerson } from "#/data/journal.ts"
import { placeActivities } from "#/data/place-activities.ts"
import { emptyPlan, planCells, usualMinutes } from "#/domain/activity-plan.ts"
import type { Activity } from "#/domain/activity.ts"
import type { Edit } from "#/domain/record.ts"
import { laterBy } from "#/domain/time-of-day.ts"
import { useSave } from "#/features/use-save.ts"
import { useServices } from "#/platform/services.tsx"
import { consultationWords } from "#/text/consultation.ts"
import { useWords } from "#/ui/words.tsx"

import type { GroupGround } from "./read-groups.ts"
import type { GroupDraft } from "./use-groups.ts"

export type Planned =
  | { readonly kind: "planned" }
  /** This group meets with these very pupils on this day already. */
  | { readonly kind: "there"; readonly group: number; readonly activity: Activity }
  | { readonly kind: "not-saved" }

/** Ten minutes between two groups in one room. */
const pauseMinutes = 10

/** On which day a group meets. */
export function dayOfGroup({ day, days }: GroupDraft, group: number): string {
  return days[group] ?? day
}

/** When a group begins: as somebody said, else one after another from the first hour on. */
export function startOfGroup({ start, starts }: GroupDraft, group: number): string {
  const own = starts[group]
  if (own !== undefined || start === "") return own ?? ""
  return laterBy(start, group * (usualMinutes("consultation") + pauseMinutes))
}

/** Plans a consultation for each group, all of them or none, with «Отменить». */
export function usePlanGroups(ground: GroupGround): (draft: GroupDraft) => Promise<Planned> {
  const words = useWords(consultationWords).groups
  const { journal, place } = useServices()
  const save = useSave()
  const classOf = new Map(ground.pupils.map(({ id, classId }) => [id, classId]))
  const likenessOf = (draft: GroupDraft, group: readonly string[], index: number) => ({
    kind: "consultation" as const,
    day: dayOfGroup(draft, index),
    classes: ground.band
      .map(({ id }) => id)
      .filter((id) => group.some((pupil) => classOf.get(pupil) === id)),
    group,
    start: startOfGroup(draft, index),
    title: "",
  })
  return async (draft) => {
    const likenesses = draft.groups.map((group, index) => likenessOf(draft, group, index))
    const placings = await placeActivities(journal, likenesses, place.person?.id ?? localPerson)
    const step = ground.season.steps.find(({ kind }) => kind === "consultation")
    const edits: Edit[] = []
    for (const [index, placing] of placings.entries()) {
      if (placing.kind === "there") {
        return { kind: "there", group: index, activity: placing.activity }
      }
      const likeness = likenesses[index]
      if (likeness === undefined) continue
      const { day, classes, group, start } = likeness
      const plan = {
        ...emptyPlan({ kind: "consultation", classes, day, leader: place.person?.id ?? "" }),
        isPart: true,
        group,
        start,
        end: start === "" ? "" : laterBy(start, usualMinutes("consultation")),
        place: draft.place,
      }
      const frame = { season: ground.season.code, step: step?.code ?? null, status: "planned" }
      edits.push({ id: placing.id, kind: "activity", cells: { ...planCells(plan), ...frame } })
    }
    const back = edits.map(({ id, kind }): Edit => ({ id, kind, cells: { gone: true } }))
    const written = await save(edits, words.planned(edits.length), back)
    return { kind: written.kind === "saved" ? "planned" : "not-saved" }
  }
}
