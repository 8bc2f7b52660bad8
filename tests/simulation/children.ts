import { fork, type ChildProcess } from "node:child_process"
import { availableParallelism, tmpdir } from "node:os"
import { join } from "node:path"

import * as v from "valibot"

import { toldSchema, type Order, type Told } from "./order.ts"

const program = new URL("./child.ts", import.meta.url)

/** Half of what a child costs before its first history is reading the program; Node keeps that by its content. */
const env = { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), "bortzhurnal-simulation") }

/** A history that ends in no verdict at all is a failure of its own: its process is ended after this. */
const silenceMsMax = 120_000

export interface Crew {
  readonly onTold: (told: Told) => void
  /** Asked before each order: false leaves the rest undone. */
  readonly goesOn?: () => boolean
  readonly hands?: number
}

/** Does the orders in processes of their own, as many at once as there are processors. */
export async function doOrders(orders: readonly Order[], crew: Crew): Promise<void> {
  const { onTold, goesOn = () => true, hands = availableParallelism() } = crew
  const left = [...orders]
  const work = async (): Promise<void> => {
    for (let next = left.shift(); next !== undefined && goesOn(); next = left.shift()) {
      await doOrder(next, onTold)
    }
  }
  await Promise.all(Array.from({ length: hands }, work))
}

function doOrder(order: Order, onTold: (told: Told) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = fork(program, [JSON.stringify(order)], {
      stdio: ["ignore", "inherit", "pipe", "ipc"],
      env,
      // Histories leave much behind that is soon forgotten.
      execArgv: ["--max-semi-space-size=64"],
    })
    const watch = endWhenSilent(child)
    let said = ""
    let silent = false
    child.stderr?.on("data", (bytes) => (said += String(bytes)))
    child.on("message", (message) => {
      watch.heard()
      onTold(v.parse(toldSchema, message))
    })
    child.on("error", reject)
    child.on("exit", (code) => {
      watch.end()
      silent = watch.isSilent()
      if (code === 0) resolve()
      else reject(new Error(silent ? `no verdict in time: ${JSON.stringify(order)}` : said))
    })
  })
}

function endWhenSilent(child: ChildProcess) {
  let isSilent = false
  const giveUp = (): void => {
    isSilent = true
    child.kill()
  }
  let timer = setTimeout(giveUp, silenceMsMax)
  return {
    heard: () => {
      clearTimeout(timer)
      timer = setTimeout(giveUp, silenceMsMax)
    },
    end: () => clearTimeout(timer),
    isSilent: () => isSilent,
  }
}
