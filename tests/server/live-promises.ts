import { must } from "#/base/assert.ts"
import { recordIds } from "#/domain/record-ids.ts"
import { announcing } from "#/server/announcing.ts"
import type { LiveLimits } from "#/server/live-streams.ts"
import { createNudges, type News } from "#/server/nudges.ts"
import { createSchool } from "#/server/school.ts"
import { hashOf } from "#/server/secrets.ts"
import { openSession } from "#/server/session.ts"

import { Client, Server, Tablet } from "./a-server.ts"
import { ask, Ear, settled } from "./an-ear.ts"

const class7 = recordIds.schoolClass({ year: 2026, grade: 7, letter: "А" })
/** By then it would have happened, with heartbeats every 5 ms. */
const patienceMs = 1_500

async function aSchool(live: Partial<LiveLimits> = {}) {
  const server = new Server({ live: { gatherMs: 1, ...live } })
  const head = await server.found()
  const anna = await head.hire("Анна", "navigator", [class7])
  return { server, head, anna }
}

function send(anna: Tablet): Promise<unknown> {
  return anna.sync([anna.op("class", class7, { grade: 7, letter: "А", year: 2026 })])
}

/** Whether it happens before patience is over. */
async function happens(what: Promise<unknown>): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), patienceMs)
  })
  const soon = what.then(() => true)
  const result = await Promise.race([soon, late])
  clearTimeout(timer)
  return result
}

/** What the live nudges promise, each shown on a server of its own: true when it is kept. */
export const promises: Readonly<Record<string, () => Promise<boolean>>> = {
  "another tablet hears": async () => {
    const { head, anna } = await aSchool()
    const ear = await Ear.of(head)
    await send(anna)
    return happens(ear.nudged())
  },
  "the sender does not": async () => {
    const { head, anna } = await aSchool()
    const [own, other] = [await Ear.of(anna.client), await Ear.of(head)]
    await send(anna)
    await happens(other.nudged())
    await settled()
    return own.nudges === 0
  },
  "another school does not": async () => {
    const { server, head, anna } = await aSchool()
    const stranger = new Client(server)
    stranger.cookie = await server.services.store.transaction(async (tx) => {
      const names = { schoolName: "Школа № 2", name: "Второй директор" }
      const scope = await createSchool(tx, server.services, names)
      return `session=${(await openSession(tx, server.services, { scope, by: "invitation" })).token}`
    })
    const [ours, theirs] = [await Ear.of(head), await Ear.of(stranger)]
    await send(anna)
    await happens(ours.nudged())
    await settled()
    return theirs.nudges === 0
  },
  "what was rolled back is told to nobody": async () => {
    const { server } = await aSchool()
    const nudges = createNudges()
    const heard: News[] = []
    nudges.subscribe((news) => heard.push(news))
    const names = { schoolName: "Школа № 2", name: "Второй директор" }
    const failing = announcing(server.services.store, nudges).transaction(async (tx) => {
      await createSchool(tx, server.services, names)
      throw new Error("the disk is full")
    })
    await failing.catch(() => undefined)
    return heard.length === 0
  },
  "an access that ends ends the stream": async () => {
    const { head, anna } = await aSchool()
    const ear = await Ear.of(anna.client)
    await head.change(anna.person, { revoke: true })
    return happens(ear.over())
  },
  "an end nobody told of is noticed": async () => {
    const { server, anna } = await aSchool({ heartbeatMs: 5 })
    const ear = await Ear.of(anna.client)
    const token = anna.client.cookie.slice("session=".length)
    await server.services.store.transaction(async ({ door }) => {
      const session = must(await door.session(hashOf("session", token)))
      await door.putSession({ ...session, ended: "revoked" })
    })
    return happens(ear.over())
  },
  "nobody signed in does not listen": async () => {
    const { server } = await aSchool()
    return (await ask(new Client(server))).status === 401
  },
  "who takes nothing is given up": async () => {
    const { head } = await aSchool({ heartbeatMs: 5 })
    const deaf = await ask(head)
    await new Promise((resolve) => setTimeout(resolve, 50))
    return happens(deaf.text())
  },
  "a person has so many": async () => {
    const { head } = await aSchool({ perPerson: 1 })
    await Ear.of(head)
    return (await ask(head)).status === 429
  },
  "of a session the oldest gives way": async () => {
    const { head } = await aSchool({ perSession: 1 })
    const first = await Ear.of(head)
    await Ear.of(head)
    return happens(first.over())
  },
  "all together are so many": async () => {
    const { head, anna } = await aSchool({ inAll: 1 })
    await Ear.of(head)
    return (await ask(anna.client)).status === 503
  },
  "none is older than its life": async () => {
    const { head } = await aSchool({ lifeMs: 5 })
    return happens((await Ear.of(head)).over())
  },
  "a stop ends them": async () => {
    const { server, head } = await aSchool()
    const ear = await Ear.of(head)
    server.app.endStreams()
    return happens(ear.over())
  },
}
