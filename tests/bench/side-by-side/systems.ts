import { runPeer } from "./peer.ts"
import type { Running } from "./system.ts"
import { runUs, type Place } from "./us.ts"

export type System = {
  readonly title: string
  /** What is merged as a whole. */
  readonly merges: string
  readonly run: (place: Place) => Promise<Running>
}

export const systemNames = [
  "us",
  "us-empty",
  "pouchdb-mark",
  "pouchdb-lesson",
  "rxdb-mark",
  "rxdb-lesson",
  "yjs",
  "tinybase",
] as const

export type SystemName = (typeof systemNames)[number]

export function isSystem(name: string): name is SystemName {
  return name in systems
}

export const systems: Readonly<Record<SystemName, System>> = {
  us: { title: "this project", merges: "a mark", run: (place) => runUs(place, "plan") },
  "us-empty": {
    title: "this project, 816 records more in the pull",
    merges: "a mark",
    run: (place) => runUs(place, "empty"),
  },
  "pouchdb-mark": {
    title: "PouchDB, a document a mark",
    merges: "a mark",
    run: (place) => runPeer(place, "pouchdb-mark"),
  },
  "pouchdb-lesson": {
    title: "PouchDB, a document a lesson",
    merges: "a lesson",
    run: (place) => runPeer(place, "pouchdb-lesson"),
  },
  "rxdb-mark": {
    title: "RxDB, a document a mark",
    merges: "a mark",
    run: (place) => runPeer(place, "rxdb-mark"),
  },
  "rxdb-lesson": {
    title: "RxDB, a document a lesson",
    merges: "a lesson",
    run: (place) => runPeer(place, "rxdb-lesson"),
  },
  yjs: { title: "Yjs", merges: "a mark", run: (place) => runPeer(place, "yjs") },
  tinybase: { title: "TinyBase", merges: "a mark", run: (place) => runPeer(place, "tinybase") },
}
