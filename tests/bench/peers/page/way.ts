/** A peer, and how it cuts marks into documents where that can be chosen. */
export type Way =
  | "pouchdb-mark"
  | "pouchdb-lesson"
  | "rxdb-mark"
  | "rxdb-lesson"
  | "yjs"
  | "tinybase"
