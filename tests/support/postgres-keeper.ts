import { renameSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { setTimeout as pause } from "node:timers/promises"

import { connectAlone } from "#/server/postgres-pool.ts"
import { prepareDatabase } from "#/server/postgres-schema.ts"

import { Cluster } from "./postgres-cluster.ts"

/**
 * Keeps one PostgreSQL for a whole run of tests: starts it, says where it is and takes it away when the process that
 * asked for it has ended, however it ended.
 */
const [folder = "", asker = ""] = process.argv.slice(2)

function say(name: string, text: string): void {
  writeFileSync(join(folder, "saying"), text)
  renameSync(join(folder, "saying"), join(folder, name))
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** Roles as docs/operating.md has them, and a database to copy for each test. */
async function furnish(cluster: Cluster): Promise<void> {
  const admin = await connectAlone(cluster.url())
  for (const role of ["keeper_of_school", "school"]) {
    await admin.query(`CREATE ROLE ${role} LOGIN PASSWORD '${role}'`)
  }
  await admin.query("CREATE DATABASE school OWNER keeper_of_school")
  await admin.end()
  await prepareDatabase(cluster.url("school", "keeper_of_school"), cluster.url("school", "school"))
}

try {
  // Nobody cuts the power here; what that would do is tested elsewhere.
  const cluster = await Cluster.create({
    settings: { fsync: "off", full_page_writes: "off", shared_buffers: "64MB" },
  })
  try {
    await furnish(cluster)
    say("ready", JSON.stringify({ keeper: process.pid, port: cluster.port }))
    while (isAlive(Number(asker))) await pause(300)
  } finally {
    await cluster.remove()
  }
} catch (fault) {
  say("failed", String(fault))
  await pause(5_000)
}
rmSync(folder, { recursive: true, force: true })
