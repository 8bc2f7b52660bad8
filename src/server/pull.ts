import type { Cell } from "#/domain/record.ts"
import type { ServerCell } from "#/sync/merge.ts"
import type { Entry, FeedCursor, FeedPage } from "#/sync/protocol.ts"

import type { OwnCells } from "./push.ts"
import type { FeedQuery, Place, SchoolHead, SchoolRows } from "./store.ts"

export interface Pull {
  readonly rows: SchoolRows
  readonly head: Pick<SchoolHead, "seq" | "floor">
  /** Feeds the person may receive; others get no page. */
  readonly access: ReadonlySet<string>
  readonly own: OwnCells
  /** Whether the person is told such a cell in such a feed at all. */
  readonly tells: (feed: string, kind: string, cell: string) => boolean
  /** Entries in one answer over all its feeds. */
  readonly entriesMax: number
}

/**
 * A page for each feed asked for. A feed being built comes in pages of whole records and may be continued; what
 * happened since a cursor comes whole, in the next answer if there is no room in this one, or not at all: a
 * record may change between two pages of it, and its cells older than the first page would be missed.
 */
export async function pull(asked: Pull, cursors: readonly FeedCursor[]): Promise<FeedPage[]> {
  const pages = new Map<string, FeedPage>()
  let room = asked.entriesMax
  const granted = cursors.filter(({ feed }) => asked.access.has(feed))
  // News first: it is small, and a feed being built would take all the room, answer after answer.
  for (const cursor of [...granted.filter(isNews), ...granted.filter((one) => !isNews(one))]) {
    if (pages.has(cursor.feed)) continue
    const page = await (isNews(cursor) ? newsPage : buildPage)(asked, cursor, room)
    room -= page.entries.length
    pages.set(cursor.feed, page)
  }
  return [...pages.values()]
}

/** Whether a tablet has the feed and asks what has happened since. */
export function isNews({ cursor, from }: FeedCursor): boolean {
  return cursor > 0 && from === undefined
}

/** What the news of a feed are read by; the limit is up to who asks. */
export function newsIn({ feed, cursor }: FeedCursor): Omit<FeedQuery, "limit"> {
  return { feed, since: cursor, leftAfter: cursor }
}

async function newsPage(
  asked: Pull,
  { feed, cursor }: FeedCursor,
  room: number,
): Promise<FeedPage> {
  const { seq, floor } = asked.head
  if (cursor < floor || cursor > seq) return begin(asked, feed, cursor)
  const places = await asked.rows.feed({ ...newsIn({ feed, cursor }), limit: room + 1 })
  if (places.length > room) {
    return room === asked.entriesMax ? begin(asked, feed, cursor) : wait(asked, feed, cursor)
  }
  const entries = places.map((place) =>
    entryOf(asked, place, newerThan(place.joined > cursor ? 0 : cursor, asked.own)),
  )
  return { feed, since: cursor, cursor: seq, more: false, reset: false, top: seq, entries }
}

async function buildPage(
  asked: Pull,
  { feed, cursor, from }: FeedCursor,
  room: number,
): Promise<FeedPage> {
  const { seq, floor } = asked.head
  const begun = from ?? 0
  if (cursor > 0 && (begun < floor || cursor > seq)) return begin(asked, feed, cursor)
  // What left before the building began was never told to this tablet.
  const leftAfter = cursor === 0 ? seq : begun
  const places = await asked.rows.feed({ feed, since: cursor, leftAfter, limit: room + 1 })
  const told = places.slice(0, room)
  const more = places.length > room
  return {
    feed,
    since: cursor,
    cursor: more ? (told.at(-1)?.seq ?? cursor) : seq,
    more,
    reset: false,
    top: seq,
    entries: told.map((place) => entryOf(asked, place, everyCell)),
  }
}

function begin({ head: { seq } }: Pull, feed: string, since: number): FeedPage {
  return { feed, since, cursor: 0, more: true, reset: true, top: seq, entries: [] }
}

function wait({ head: { seq } }: Pull, feed: string, since: number): FeedPage {
  return { feed, since, cursor: since, more: true, reset: false, top: seq, entries: [] }
}

type Telling = (cell: ServerCell, rec: string, name: string) => boolean

const everyCell: Telling = () => true

/** A value that the tablet has just sent, and that stands as it was sent, is not told back. */
function newerThan(since: number, own: OwnCells): Telling {
  return (cell, rec, name) => cell.seq > since && own.get(rec)?.get(name) !== cell.seq
}

function entryOf(asked: Pull, { rec, feed, seq, left, record }: Place, isNew: Telling): Entry {
  const cells: Record<string, Cell> = {}
  if (!left) {
    for (const [name, cell] of Object.entries(record.cells)) {
      if (!isNew(cell, rec, name) || !asked.tells(feed, record.kind, name)) continue
      cells[name] = bare(cell)
    }
  }
  return { rec, kind: record.kind, seq, left, cells }
}

function bare({ seq: _seq, past, ...told }: ServerCell): Cell {
  return past.length === 0 ? told : { ...told, past }
}
