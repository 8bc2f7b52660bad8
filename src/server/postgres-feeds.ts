import type { FeedQuery, FeedRow, Place, StoredRecord } from "./store.ts"

/** The record as the transaction knows it; null when there is none, undefined when it was not read. */
type Known = (id: string) => StoredRecord | null | undefined

interface Fetched {
  readonly query: FeedQuery
  readonly places: readonly Place[]
}

/**
 * Pages of feeds that were fetched ahead, and what has moved in feeds since: a page is told as the database would tell
 * it, with the changes that were not even sent yet.
 */
export class PostgresFeeds {
  readonly #known: Known
  readonly #fetched = new Map<string, Fetched>()
  /** Every place that this transaction has put, by feed and record. */
  readonly #moved = new Map<string, Map<string, FeedRow>>()

  constructor(known: Known) {
    this.#known = known
  }

  fetched(query: FeedQuery, places: readonly Place[]): void {
    this.#fetched.set(query.feed, { query, places })
  }

  move(place: FeedRow): void {
    const moved = this.#moved.get(place.feed) ?? new Map<string, FeedRow>()
    this.#moved.set(place.feed, moved.set(place.rec, place))
  }

  /** What this transaction has put for a record. */
  movesOf(rec: string): readonly FeedRow[] {
    return [...this.#moved.values()].flatMap((moved) => moved.get(rec) ?? [])
  }

  /** The record was dropped, with its places. */
  drop(rec: string): void {
    this.#fetched.clear()
    for (const moved of this.#moved.values()) moved.delete(rec)
  }

  /** Undefined when the database has to be asked. */
  answer({ feed, since, leftAfter, limit }: FeedQuery): readonly Place[] | undefined {
    const fetched = this.#fetched.get(feed)
    if (fetched?.query.since !== since || fetched.query.leftAfter !== leftAfter) return undefined
    const { query, places } = fetched
    const isWhole = places.length < query.limit
    const moved = this.#moved.get(feed) ?? new Map<string, FeedRow>()
    // Of a page that was cut it is not known what moves up from behind the cut.
    if (!isWhole && (moved.size > 0 || limit > query.limit)) return undefined
    const told = new Map(places.map((place) => [place.rec, place]))
    for (const place of moved.values()) {
      const { rec, seq, left } = place
      told.delete(rec)
      const record = this.#known(rec)
      if (record === undefined) return undefined
      if (record !== null && seq > since && (!left || seq > leftAfter)) {
        told.set(rec, { ...place, record })
      }
    }
    return [...told.values()]
      .sort((one, other) => one.seq - other.seq)
      .slice(0, limit)
      .map((place) => ({ ...place, record: this.#known(place.rec) ?? place.record }))
  }
}
