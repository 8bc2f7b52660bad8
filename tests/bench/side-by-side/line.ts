import { once } from "node:events"
import { connect, createServer, type Socket } from "node:net"

import { assert } from "#/base/assert.ts"

/**
 * The line between tablet and server: a TCP proxy that counts every byte and can be made slow. Chromium's own brake on
 * the network knows requests and not WebSockets, and would spare half of the systems; this one treats all alike.
 */
export type Line = {
  readonly url: string
  readonly leadTo: (port: number) => void
  readonly become: (speed: Speed) => void
  /**
   * Ends the connections that were opened since then (by performance.now), as when a tablet was out of reach: whoever
   * comes next has to open one.
   */
  readonly cut: (sinceMs: number) => void
  /** Bytes of TCP streams so far, headers included. */
  readonly counted: () => Traffic
  readonly close: () => Promise<void>
}

export type Traffic = { readonly up: number; readonly down: number }

export type Speed = {
  readonly upBytesPerSecond: number
  readonly downBytesPerSecond: number
  /** There and back. */
  readonly latencyMs: number
}

export const unbraked: Speed = {
  upBytesPerSecond: Number.POSITIVE_INFINITY,
  downBytesPerSecond: Number.POSITIVE_INFINITY,
  latencyMs: 0,
}

/** 1.6 Mbit/s down, 750 kbit/s up, 150 ms there and back: Chromium's own "3G". */
export const thirdGeneration: Speed = {
  upBytesPerSecond: 750_000 / 8,
  downBytesPerSecond: 1_600_000 / 8,
  latencyMs: 150,
}

/** A slow line carries pieces this small, so that several connections share it. */
const pieceBytes = 4_096
/** Beyond this much under way the sender has to wait, as on a real line. */
const underWayMax = 64 * 1_024

export async function openLine(): Promise<Line> {
  const openedAt = new Map<Socket, number>()
  const sent = { up: 0, down: 0 }
  /** When each direction of the whole line is free again. */
  const freeAt = { up: 0, down: 0 }
  let speed = unbraked
  let target = 0

  const carry = (from: Socket, to: Socket, way: "up" | "down"): void => {
    let underWay = 0
    const later = inOrder()
    const rate = (): number => (way === "up" ? speed.upBytesPerSecond : speed.downBytesPerSecond)
    from.on("data", (bytes: Buffer) => {
      sent[way] += bytes.length
      if (speed === unbraked && underWay === 0) {
        if (!to.write(bytes)) {
          from.pause()
          to.once("drain", () => from.resume())
        }
        return
      }
      for (let place = 0; place < bytes.length; place += pieceBytes) {
        const piece = bytes.subarray(place, place + pieceBytes)
        freeAt[way] = Math.max(performance.now(), freeAt[way]) + (piece.length / rate()) * 1_000
        underWay += piece.length
        later(freeAt[way] + speed.latencyMs / 2, () => {
          underWay -= piece.length
          if (!to.destroyed) to.write(piece)
          if (underWay < underWayMax) from.resume()
        })
      }
      if (underWay >= underWayMax) from.pause()
    })
    from.on("end", () => later(performance.now(), () => to.end()))
    from.on("error", () => to.destroy())
    from.on("close", () => later(performance.now(), () => to.destroy()))
  }

  const server = createServer({ allowHalfOpen: true, noDelay: true }, (near) => {
    // A new connection costs a turn there and back before its first byte.
    near.pause()
    const far = connect({ port: target, host: "127.0.0.1", allowHalfOpen: true, noDelay: true })
    for (const socket of [near, far]) {
      openedAt.set(socket, performance.now())
      socket.on("close", () => openedAt.delete(socket))
    }
    carry(near, far, "up")
    carry(far, near, "down")
    near.pause()
    setTimeout(() => near.resume(), speed.latencyMs)
  }).listen(0, "127.0.0.1")
  await once(server, "listening")
  const address = server.address()
  assert(address !== null && typeof address === "object", "a bound socket has an address")

  return {
    url: `http://127.0.0.1:${address.port}`,
    leadTo: (port) => {
      target = port
    },
    become: (next) => {
      speed = next
      freeAt.up = freeAt.down = 0
    },
    cut: (sinceMs) => {
      for (const [socket, at] of openedAt) if (at >= sinceMs) socket.destroy()
    },
    counted: () => ({ ...sent }),
    close: async () => {
      for (const socket of openedAt.keys()) socket.destroy()
      server.close()
      await once(server, "close")
    },
  }
}

/**
 * Runs things at their times, but each after the one before, whatever the speed has become since. One timer for all:
 * Node rounds each timer by itself, and two of nearly the same time could change places.
 */
function inOrder(): (atMs: number, run: () => void) => void {
  const queue: { readonly atMs: number; readonly run: () => void }[] = []
  const wait = (): void => {
    const [next] = queue
    if (next !== undefined) setTimeout(runDue, Math.max(0, next.atMs - performance.now()))
  }
  const runDue = (): void => {
    for (let [next] = queue; next !== undefined && next.atMs <= performance.now(); [next] = queue) {
      queue.shift()
      next.run()
    }
    wait()
  }
  return (atMs, run) => {
    queue.push({ atMs, run })
    if (queue.length === 1) wait()
  }
}
