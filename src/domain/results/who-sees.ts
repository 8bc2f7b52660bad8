import type { Role } from "#/domain/access.ts"

type Rule = (holdsClass: boolean) => boolean

const whoHolds: Rule = (holdsClass) => holdsClass
const never: Rule = () => false

/**
 * Who sees what a pupil answered, by name: the pupil, on paper, and whoever holds the class. A head to whom no class is
 * appointed sees who has finished, and nothing else; a coordinator never sees a name. A rule for every role.
 */
const rules: Readonly<Record<Role, Rule>> = {
  navigator: whoHolds,
  head: whoHolds,
  leader: never,
  partner: never,
  municipal: never,
  region: never,
}

/** Whether the screens show results by name. Without a server (null) whoever has the tablet holds its classes. */
export function seesResults(role: Role | null, holdsClass: boolean): boolean {
  return role === null || rules[role](holdsClass)
}
