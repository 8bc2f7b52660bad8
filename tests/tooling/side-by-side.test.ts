import { once } from "node:events"
import { createServer, connect, type Socket } from "node:net"

import { heldOf, lineOf } from "#tests/bench/peers/page/job.ts"
import { openLine, unbraked, type Line, type Speed } from "#tests/bench/side-by-side/line.ts"
import { afterEach, beforeEach, describe, expect, test } from "vitest"

const echo = createServer((socket) => socket.pipe(socket))
let line: Line

beforeEach(async () => {
  echo.listen(0, "127.0.0.1")
  await once(echo, "listening")
  const address = echo.address()
  line = await openLine()
  line.leadTo(typeof address === "object" && address !== null ? address.port : 0)
})

afterEach(async () => {
  await line.close()
  echo.close()
  await once(echo, "close")
})

describe("the line between peers and their servers", () => {
  test("carries every byte and counts it both ways", async () => {
    const sent = Buffer.from(Array.from({ length: 300_000 }, (_, place) => place % 251))
    const { come } = await exchange(sent)
    expect(come.equals(sent)).toBe(true)
    expect(line.counted()).toEqual({ up: 300_000, down: 300_000 })
  })

  test("is as slow as it was told to be, and carries the same", async () => {
    const speed: Speed = {
      upBytesPerSecond: 100_000,
      downBytesPerSecond: 200_000,
      latencyMs: 100,
    }
    line.become(speed)
    const sent = Buffer.from(Array.from({ length: 20_000 }, (_, place) => place % 251))
    const { ms, come } = await exchange(sent)
    expect(come.equals(sent)).toBe(true)
    // A turn to connect, a turn for the bytes, 200 ms for all of them up and the last piece down; timers round.
    expect(ms).toBeGreaterThan(395)
    line.become(unbraked)
    expect((await exchange(sent)).ms).toBeLessThan(ms)
  })

  test("ends connections opened since a moment and leaves earlier ones", async () => {
    const early = await ask()
    const now = performance.now()
    const late = await ask()
    line.cut(now)
    await once(late, "close")
    early.write("still")
    await once(early, "data")
    early.destroy()
  })
})

describe("the comparison of what was written with what has come", () => {
  const marks = [lineOf("lesson-1", ["one", "present"]), lineOf("lesson-1", ["two", "late"])]

  test("does not depend on the order in which a system keeps marks", async () => {
    expect(await heldOf([...marks].reverse())).toEqual(await heldOf(marks))
  })

  test("sees a lost mark, a doubled one and another value", async () => {
    const whole = await heldOf(marks)
    const wrong = [marks.slice(1), [...marks, marks[0] ?? ""], [marks[0] ?? "", "lesson-1 two ill"]]
    for (const lines of wrong) expect((await heldOf(lines)).digest).not.toBe(whole.digest)
  })
})

async function ask(): Promise<Socket> {
  const socket = connect(Number(new URL(line.url).port), "127.0.0.1")
  socket.write("ask")
  await once(socket, "data")
  return socket
}

async function exchange(sent: Buffer): Promise<{ readonly ms: number; readonly come: Buffer }> {
  const began = performance.now()
  const socket = connect(Number(new URL(line.url).port), "127.0.0.1")
  socket.end(sent)
  const come = Buffer.concat(await socket.toArray())
  return { ms: performance.now() - began, come }
}
