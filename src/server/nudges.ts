/** What one process of the server tells the others, and itself, about what was committed. */
export type News =
  /** Something of the school changed. `by` is the session that sent it and so knows already; null: tell everybody. */
  | { readonly kind: "changed"; readonly school: string; readonly by: string | null }
  /** A session may no longer listen: signed out, revoked, or its token was copied. */
  | { readonly kind: "ended"; readonly school: string; readonly session: string }
  /** For a while nothing could be heard: anything may have changed. */
  | { readonly kind: "missed" }

/**
 * The way news travel. Nothing depends on their arrival: they only spare a tablet the wait until it asks by itself.
 * So `publish` neither fails nor is waited for, and an implementation may lose news, but must not invent any.
 */
export interface Nudges {
  publish(news: News): void
  /** Hears the news of all processes, the own ones included. Returns how to stop. */
  subscribe(hear: (news: News) => void): () => void
  close(): Promise<void>
}

/** Within one process, which is all of the server over SQLite. */
export function createNudges(): Nudges {
  const listeners = new Set<(news: News) => void>()
  return {
    publish: (news) => {
      for (const hear of listeners) hear(news)
    },
    subscribe: (hear) => {
      listeners.add(hear)
      return () => listeners.delete(hear)
    },
    close: () => {
      listeners.clear()
      return Promise.resolve()
    },
  }
}
