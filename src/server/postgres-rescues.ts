import type { PostgresSchool } from "./postgres-school.ts"
import {
  entryColumns,
  rescueEntryOf,
  rescueRowOf,
  rescueValues,
  type RescueRows,
} from "./rescue-rows.ts"
import { integer } from "./row.ts"

export function postgresRescues(held: PostgresSchool): RescueRows {
  const { link, school } = held
  return {
    rescue: async (id) => {
      const [row] = await held.read("SELECT * FROM rescue WHERE school = $1 AND id = $2", id)
      return row === undefined ? undefined : rescueRowOf(row)
    },
    rescues: async (limit) =>
      (
        await held.read(
          `SELECT ${entryColumns} FROM rescue WHERE school = $1 ORDER BY came_at DESC, id LIMIT $2`,
          limit,
        )
      ).map(rescueEntryOf),
    rescuesWaitingFrom: async (person) => {
      const [row] = await held.read(
        "SELECT count(*) AS waiting FROM rescue WHERE school = $1 AND came_from = $2 AND state = 'waiting'",
        person,
      )
      return row === undefined ? 0 : integer(row, "waiting")
    },
    putRescue: async (row) => {
      await link.head(school)
      link.write(
        school,
        `INSERT INTO rescue (school, ${entryColumns}, bundle) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) ON CONFLICT (school, id) DO UPDATE SET state = excluded.state, decided_at = excluded.decided_at, decided_by = excluded.decided_by`,
        school,
        ...rescueValues(row),
      )
    },
    replaceBundle: async (id, bundle) => {
      await link.head(school)
      link.write(
        school,
        "UPDATE rescue SET bundle = $2 WHERE school = $1 AND id = $3",
        school,
        bundle,
        id,
      )
    },
  }
}
