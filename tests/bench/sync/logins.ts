import { Agent, request as ask } from "node:http"
import { setTimeout as pause } from "node:timers/promises"

import { quantile, type Figures } from "#tests/bench/rounds.ts"

import { must } from "#/base/assert.ts"
import { argon2id } from "#/server/passphrase-hasher.ts"
import { mintScope } from "#/server/scope.ts"
import type { ServerKey } from "#/server/server-key.ts"
import type { Store } from "#/server/store.ts"
import { api } from "#/sync/api.ts"

import { aPlace, type StoreName } from "./place.ts"
import { seat, type Seat } from "./seats.ts"
import { newPupils, Tablet } from "./tablet.ts"

export const loginsPerSecond = 200
const schools = 16
const tablets = 16
const people = 1_000
const phaseMs = 10_000
const betweenPushesMs = 250
const passphrase = "зелёный чайник спит"
/** A whole city signs in from as many addresses; one alone would be slowed down long before. */
const addresses = 250

/**
 * Sixteen tablets send a register every quarter of a second, first by themselves, then while two hundred people a
 * second sign in with the right passphrase: more than the server hashes, so most are told to come again.
 */
export async function benchLogins(name: StoreName): Promise<Figures> {
  const place = await aPlace(name)
  const store = await place.open()
  const seats = await seat(store, { schools, tablets: people })
  await givePassphrases(store, seats, place.key())
  await store.close()
  const running = await place.start()
  const each = Math.floor(seats.length / tablets)
  const working = Array.from(
    { length: tablets },
    (_, index) => new Tablet(must(seats[index * each]), running.port),
  )
  await Promise.all(working.map((tablet) => tablet.arrive()))
  await pushFor(working, phaseMs / 5)
  const calm = await pushFor(working, phaseMs)
  const storm = startStorm(seats, running.port)
  const stormy = await pushFor(working, phaseMs)
  const logins = await storm.stop()
  for (const tablet of working) tablet.leave()
  await running.stop()
  await place.remove()
  const count = (status: number): number => logins.filter((one) => one.status === status).length
  return {
    calm: quantile(calm, 0.95),
    stormy: quantile(stormy, 0.95),
    calmMedian: quantile(calm, 0.5),
    stormyMedian: quantile(stormy, 0.5),
    asked: logins.length / (phaseMs / 1_000),
    signedIn: count(200) / (phaseMs / 1_000),
    comeAgain: count(503) / (phaseMs / 1_000),
    other: logins.length - count(200) - count(503),
    sentAway: quantile(
      logins.filter(({ status }) => status === 503).map((login) => login.ms),
      0.95,
    ),
  }
}

/** All have the same one, hashed once: a thousand hashes would take longer than the benchmark. */
async function givePassphrases(
  store: Store,
  seats: readonly Seat[],
  key: ServerKey,
): Promise<void> {
  const salt = Buffer.alloc(16, 5)
  const hash = Buffer.from(await argon2id(key.pepper)(passphrase, salt)).toString("base64url")
  const kept = { salt: salt.toString("base64url"), hash, keyId: key.id, setAt: 1 }
  for (const school of new Set(seats.map((one) => one.school))) {
    await store.transaction(async (tx) => {
      const rows = tx.school(mintScope({ school, person: "bench" }))
      for (const one of seats.filter((each) => each.school === school)) {
        await rows.putPassphrase({ ...kept, school, person: one.person })
      }
    })
  }
}

/** How long each push took, in milliseconds. Each tablet keeps its pace, however long an answer takes. */
async function pushFor(working: readonly Tablet[], forMs: number): Promise<readonly number[]> {
  const list = newPupils()
  const until = performance.now() + forMs
  const waits: number[] = []
  await Promise.all(
    working.map(async (tablet, index) => {
      await pause((betweenPushesMs / working.length) * index)
      while (performance.now() < until) {
        const next = pause(betweenPushesMs)
        const lesson = tablet.lesson()
        const reply = await tablet.send(tablet.pack([lesson.op, tablet.register(lesson.id, list)]))
        tablet.take(reply.answer())
        waits.push(reply.ms)
        await next
      }
    }),
  )
  return waits
}

interface Login {
  readonly status: number
  readonly ms: number
}

function startStorm(seats: readonly Seat[], port: number) {
  const agent = new Agent({ keepAlive: true })
  const logins: Promise<Login>[] = []
  const began = performance.now()
  // By the clock and not by the timer's ticks: a busy machine drops those, and the storm would ease.
  const blowing = setInterval(() => {
    const due = ((performance.now() - began) / 1_000) * loginsPerSecond
    while (logins.length < due) {
      const one = must(seats[logins.length % seats.length])
      logins.push(signIn(one, { agent, port, index: logins.length }))
    }
  }, 5)
  return {
    stop: async (): Promise<readonly Login[]> => {
      clearInterval(blowing)
      const all = await Promise.all(logins)
      agent.destroy()
      return all
    },
  }
}

interface Way {
  readonly agent: Agent
  readonly port: number
  readonly index: number
}

function signIn({ school, person }: Seat, { agent, port, index }: Way): Promise<Login> {
  const began = performance.now()
  const body = JSON.stringify({ school, person, passphrase })
  const headers = {
    "content-type": "application/json",
    "content-length": Buffer.byteLength(body),
    "sec-fetch-site": "same-origin",
  }
  const localAddress = `127.0.1.${1 + (index % addresses)}`
  const where = { host: "127.0.0.1", port, localAddress, path: api.signIn.path, agent }
  return new Promise((resolve, reject) => {
    ask({ ...where, method: "POST", headers }, (response) => {
      response.resume()
      response.on("end", () => {
        resolve({ status: response.statusCode ?? 0, ms: performance.now() - began })
      })
    })
      .on("error", reject)
      .end(body)
  })
}
