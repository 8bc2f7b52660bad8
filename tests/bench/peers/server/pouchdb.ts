import { join } from "node:path"

import express from "express"
import expressPouchDb from "express-pouchdb"
import httpAdapter from "pouchdb-adapter-http"
import levelAdapter from "pouchdb-adapter-leveldb"
import PouchDB from "pouchdb-core"
import mapReduce from "pouchdb-mapreduce"
import replication from "pouchdb-replication"

import type { Ground, Served } from "./part.ts"

/** What pouchdb-server is made of, over PouchDB 9 and LevelDB, in its leaner mode. */
export function servePouchDb({ data }: Ground): Served {
  for (const plugin of [levelAdapter, httpAdapter, mapReduce, replication]) PouchDB.plugin(plugin)
  const Stored = PouchDB.defaults({ prefix: join(data, "/"), adapter: "leveldb" })
  const app = express()
  app.use("/db", expressPouchDb(Stored, { mode: "minimumForPouchDB" }))
  return { answering: (asked, answer) => app(asked, answer) }
}
