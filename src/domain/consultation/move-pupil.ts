/** Groups while they are being formed: lists of pupil ids. */
export type Groups = readonly (readonly string[])[]

/**
 * Moves a pupil to another group; an index past the last one makes a new group. A group that is left empty is gone.
 * Whom no group has yet is added.
 */
export function movePupil(groups: Groups, pupil: string, to: number): Groups {
  const without = groups.map((group) => group.filter((id) => id !== pupil))
  const moved =
    to >= without.length
      ? [...without, [pupil]]
      : without.map((group, index) => (index === to ? [...group, pupil] : group))
  return moved.filter((group) => group.length > 0)
}

/**
 * Groups that were formed before, for the pupils there are now: who has left is taken out, and who has come is added to
 * the smallest group.
 */
export function withPupils(groups: Groups, pupils: readonly string[]): Groups {
  const here = new Set(pupils)
  const kept = groups.map((group) => group.filter((id) => here.has(id)))
  const standing = new Set(kept.flat())
  let now: Groups = kept.filter((group) => group.length > 0)
  for (const pupil of pupils.filter((id) => !standing.has(id))) {
    const sizes = now.map((group) => group.length)
    now = movePupil(now, pupil, now.length === 0 ? 0 : sizes.indexOf(Math.min(...sizes)))
  }
  return now
}
