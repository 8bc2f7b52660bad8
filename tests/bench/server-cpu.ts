import { existsSync, readdirSync, readFileSync } from "node:fs"

/** Milliseconds of processor time that a process has used so far, over all its threads; undefined outside Linux. */
export function cpuMsOf(pid: number): number | undefined {
  const tasks = `/proc/${pid}/task`
  if (!existsSync(tasks)) return undefined
  const spent = readdirSync(tasks).map((task) => {
    // «time on the processor, time waiting, slices», in nanoseconds.
    const [nanoseconds] = readFileSync(`${tasks}/${task}/schedstat`, "utf8").split(" ")
    return Number(nanoseconds) / 1e6
  })
  return spent.reduce((sum, part) => sum + part, 0)
}
