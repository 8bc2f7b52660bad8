import type { IncomingMessage, Server, ServerResponse } from "node:http"

/** What a system's server is given. */
export type Ground = {
  readonly server: Server
  /** A folder of its own. What is acknowledged must come to lie in it. */
  readonly data: string
  /** The rooms or databases that clients will ask for, see page/space.ts. */
  readonly spaces: readonly string[]
  /** How long an answer may be under way, for systems that give up otherwise. */
  readonly timeoutSeconds: number
  /**
   * Told whenever the marks that it holds have changed, by systems whose client cannot know when all has arrived; the
   * benchmark then waits until this says so.
   */
  readonly holds: (marks: number) => void
}

/** Answers requests that are not for a file of the page. */
type Answering = (asked: IncomingMessage, answer: ServerResponse) => void

export type Served = {
  readonly answering: Answering
  /** What is still to be done when the server listens, before the first client comes. */
  readonly listening?: (port: number) => Promise<void>
}
