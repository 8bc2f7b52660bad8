import type { Lesson } from "./job.ts"

/** One system with one way to cut marks into documents, as a page drives it. */
export type Peer = {
  /** Resolves when the lesson's marks are in a completed transaction of IndexedDB. */
  readonly save: (lesson: Lesson) => Promise<void>
  /** Resolves when the system says that it has sent all. */
  readonly push: () => Promise<void>
  /** Resolves when so many marks have come and are in completed transactions of IndexedDB. */
  readonly pull: (marks: number) => Promise<void>
  /** Every mark held, as lines. */
  readonly lines: () => Promise<readonly string[]>
  /** Leaves the server, as a tablet that is put away. */
  readonly leave: () => Promise<void>
}
