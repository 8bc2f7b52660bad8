import type { Role } from "./access.ts"

/** The parts of the app that stand in its rail. */
export type Section = "today" | "classes" | "season" | "report" | "area" | "more"

const sections: Readonly<Record<Role, readonly Section[]>> = {
  head: ["today", "classes", "season", "report", "more"],
  navigator: ["today", "classes", "season", "more"],
  leader: ["today", "classes", "season", "more"],
  partner: ["today", "more"],
  municipal: ["area", "more"],
  region: ["area", "more"],
}

/** What somebody works with who has no server. */
const alone: readonly Section[] = ["today", "classes", "season", "more"]

/** Where this person finds something. Null: a tablet without a server. */
export function sectionsFor(role: Role | null): readonly Section[] {
  return role === null ? alone : sections[role]
}

/** Where this person's day begins: a head asks first who has not done what. */
export function beginsAt(role: Role | null): Section {
  return role === "head" ? "report" : (sectionsFor(role)[0] ?? "today")
}

/** Whose numbers are a report of the whole school: they say of how many tablets they are made. */
export function readsReports(role: Role | null): boolean {
  return sectionsFor(role).includes("report")
}

/** Who plans activities, changes the season's dates, makes classes and keeps their lists. */
export function mayKeepLists(role: Role | null): boolean {
  return role === null || role === "head" || role === "navigator"
}
