import type { PlannedLesson, Year } from "#tests/bench/page/year.ts"
import type { Held, Lesson } from "#tests/bench/peers/page/job.ts"
import type { Space } from "#tests/bench/peers/page/space.ts"
import type { Page } from "@playwright/test"

/** The job, the same for all: marks of lessons, and for us the plan they belong to. */
export type Job = {
  readonly plan: Year["plan"]
  readonly planned: readonly PlannedLesson[]
  readonly lessons: readonly Lesson[]
  readonly held: Held
}

/** One job for each of the two who come to a server, with marks of its own. */
export type Jobs = Readonly<Record<Space, Job>>

/** A system with a server of its own, running and empty. */
export type Running = {
  /** The server's process. */
  readonly pid: number
  /** A client that has never synced a mark, ready to be measured. */
  readonly client: (space: Space) => Promise<Client>
  readonly stop: () => Promise<void>
}

export type Client = {
  readonly page: Page
  /** Milliseconds by the page's clock. */
  readonly write: () => Promise<number>
  readonly push: () => Promise<void>
  readonly pull: () => Promise<void>
  readonly held: () => Promise<Held>
  readonly leave: () => Promise<void>
}
