import fc from "fast-check"
import { describe, expect, test } from "vitest"

import { classFeed } from "#/domain/feeds.ts"
import { createSchool } from "#/server/school.ts"
import { openSession } from "#/server/session.ts"
import { protocolVersion } from "#/sync/limits.ts"
import { syncPath } from "#/sync/protocol.ts"
import { writeRequest } from "#/sync/wire.ts"

import { anId, Client, Server, Tablet } from "./a-server.ts"

const [class7, class8] = [anId(7), anId(8)]

const junk = fc.oneof(
  fc.constantFrom(
    null,
    -1,
    0,
    1,
    1.5,
    2 ** 53,
    1e308,
    "",
    "server",
    "__proto__",
    "school",
    true,
    [],
    {},
  ),
  fc.constantFrom(
    class7,
    class8,
    anId(101),
    anId(901),
    classFeed(class8),
    "constructor",
    "\ud800",
    "gone",
  ),
  fc.string(),
  fc.jsonValue({ maxDepth: 3 }),
)

/** Paths to every place in a JSON value. */
function placesIn(
  value: unknown,
  path: readonly (string | number)[] = [],
): (readonly (string | number)[])[] {
  if (typeof value !== "object" || value === null) return [path]
  const inside = Array.isArray(value)
    ? value.flatMap((item, index) => placesIn(item, [...path, index]))
    : Object.entries(value).flatMap(([key, item]) => placesIn(item, [...path, key]))
  return [path, ...inside]
}

function replaced(value: unknown, path: readonly (string | number)[], by: unknown): unknown {
  const [step, ...rest] = path
  if (step === undefined) return by
  if (Array.isArray(value)) {
    return value.map((item: unknown, index) => (index === step ? replaced(item, rest, by) : item))
  }
  const entries = Object.entries(value as Record<string, unknown>)
  return Object.fromEntries(
    entries.map(([key, item]) => [key, key === step ? replaced(item, rest, by) : item]),
  )
}

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
        return openSession(tx, server.services, scope)
      })
      const theirHead = new Client(server)
      theirHead.cookie = `session=${second.token}`
      const theirs = await theirHead.hire("Борис", "navigator", [class8])
      await theirs.sync([theirs.op("pupil", anId(901), { class: class8, last: "Чужой" })])
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
      expect(JSON.stringify(await whole.everything())).not.toContain("Чужой")
    },
  )
})
