import { limited, type Queries } from "./queries.ts"
import {
  entryColumns,
  rescueEntryOf,
  rescueRowOf,
  rescueValues,
  type RescueRows,
} from "./rescue-rows.ts"
import { integer } from "./row.ts"

/** Every statement names the school first, as in sqlite-rows.ts. */
export function sqliteRescues({ all, one, run }: Queries, school: string): RescueRows {
  return {
    rescue: async (id) => {
      const row = one("SELECT * FROM rescue WHERE school = ? AND id = ?", school, id)
      return row === undefined ? undefined : rescueRowOf(row)
    },
    rescues: async (limit) =>
      all(
        `SELECT ${entryColumns} FROM rescue WHERE school = ? ORDER BY came_at DESC, id ${limited}`,
        school,
        limit,
      ).map(rescueEntryOf),
    rescuesWaitingFrom: async (person) => {
      const row = one(
        "SELECT count(*) AS waiting FROM rescue WHERE school = ? AND came_from = ? AND state = 'waiting'",
        school,
        person,
      )
      return row === undefined ? 0 : integer(row, "waiting")
    },
    putRescue: async (row) => {
      run(
        `INSERT INTO rescue (school, ${entryColumns}, bundle) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (school, id) DO UPDATE SET state = excluded.state, decided_at = excluded.decided_at, decided_by = excluded.decided_by`,
        school,
        ...rescueValues(row),
      )
    },
    replaceBundle: async (id, bundle) => {
      run("UPDATE rescue SET bundle = ? WHERE school = ? AND id = ?", bundle, school, id)
    },
  }
}
