/**
 * Who does the job at a server: somebody else before, by whom it is warm, or the clients that are measured. Each has a
 * room, a database or a school year of its own.
 */
export type Space = "before" | "measured"

export const spaces: readonly Space[] = ["before", "measured"]
