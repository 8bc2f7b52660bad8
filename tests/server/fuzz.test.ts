import fc from "fast-check"
import { describe, expect, test } from "vitest"

import { classFeed } from "#/domain/feeds.ts"
import { recordIds } from "#/domain/record-ids.ts"
import { createSchool } from "#/server/school.ts"
import { openSession } from "#/server/session.ts"
import { protocolVersion } from "#/sync/limits.ts"
import { syncPath } from "#/sync/protocol.ts"
import { writeRequest } from "#/sync/wire.ts"

import { anId, Client, Server, Tablet } from "./a-server.ts"
import { junk, placesIn, replaced } from "./mutations.ts"

const [class7, class8] = [anId(7), anId(8)]

const aSitting = (activity: string, pupil: string, answer: string) => ({
  activity,
  pupil,
  instrument: "spheres",
  version: 1,
  startedAt: 1,
  seconds: 60,
  answers: { "item-1": answer },
})

describe("a request with anything in any of its places", () => {
  test(
    "never breaks the server and never changes another school",
    { timeout: 60_000 },
    async () => {
      const server = new Server()
      const head = await server.found()
      const ours = await head.hire("Анна", "navigator", [class7])
      const second = await server.services.store.transaction(async (tx) => {
        const scope = await createSchool(tx, server.services, {
          schoolName: "Вторая",
          name: "Вера",
        })
        return openSession(tx, server.services, { scope, by: "invitation" })
      })
      const theirHead = new Client(server)
      theirHead.cookie = `session=${second.token}`
      const theirs = await theirHead.hire("Борис", "navigator", [class8])
      await theirs.sync([
        theirs.op("pupil", anId(901), { class: class8, last: "Чужой" }),
        theirs.op("activity", anId(902), {
          kind: "diagnostic",
          day: "2026-10-12",
          classes: [class8],
        }),
        theirs.op("consent", recordIds.consent(anId(901), "school"), {
          pupil: anId(901),
          purpose: "school",
          status: "given",
        }),
        theirs.op("sitting", anId(903), aSitting(anId(902), anId(901), "theirs")),
      ])
      const before = JSON.stringify((await theirs.everything()).pages)

      const request = {
        protocol: protocolVersion,
        marker: "m",
        device: ours.device,
        epoch: 0,
        confirm: 0,
        feeds: [{ feed: classFeed(class7), cursor: 0, from: 3 }],
        ops: [
          ours.op("pupil", anId(101), { class: class7, last: "Ершов" }, { prev: "a.1" }),
          ours.op("activity", anId(201), { classes: [class7], kind: "lesson" }),
          ours.op("activity", anId(202), {
            classes: [class7],
            kind: "diagnostic",
            day: "2026-10-12",
          }),
          ours.op("consent", recordIds.consent(anId(101), "school"), {
            pupil: anId(101),
            purpose: "school",
            status: "given",
          }),
          ours.op("sitting", anId(203), aSitting(anId(202), anId(101), "a")),
        ],
      }
      const sent: unknown = JSON.parse(writeRequest(request))
      const places = placesIn(sent)
      await fc.assert(
        fc.asyncProperty(fc.constantFrom(...places), junk, async (place, by) => {
          // Beyond what an account may ask in an hour: the limits are not what is tried here.
          server.nowMs += 10_000
          const reply = await ours.client.send(syncPath, JSON.stringify(replaced(sent, place, by)))
          expect([200, 400]).toContain(reply.status)
        }),
        { numRuns: Number(process.env["FUZZ_RUNS"] ?? 600) },
      )

      expect(JSON.stringify((await theirs.everything()).pages)).toBe(before)
      const whole = new Tablet(ours.client, ours.person)
      expect(JSON.stringify(await whole.everything())).not.toMatch(/Чужой|theirs/)
    },
  )
})
