import fc from "fast-check"
import { expect, test } from "vitest"

import type { Json } from "#/base/json.ts"
import { classFeed, personFeed } from "#/domain/feeds.ts"
import { recordIds } from "#/domain/record-ids.ts"
import type { RecordKind } from "#/domain/record.ts"
import { mintScope } from "#/server/scope.ts"

import { anId, Server, Tablet } from "./a-server.ts"

const classes = [anId(1), anId(2), anId(3)]
const pupils = [anId(11), anId(12), anId(13), anId(14)]
const activities = [anId(21), anId(22), anId(23)]

/** One thing that a head may do on a day full of changes. */
type Step =
  | { readonly do: "class"; readonly which: number }
  | { readonly do: "pupil"; readonly which: number; readonly to: number }
  | {
      readonly do: "activity"
      readonly which: number
      readonly in: readonly number[]
      readonly leader: number
    }
  | { readonly do: "gone"; readonly which: number; readonly gone: boolean }
  | { readonly do: "register"; readonly which: number }
  | { readonly do: "appoint"; readonly who: number; readonly to: readonly number[] }

const which = fc.nat({ max: 2 })
const some = fc.uniqueArray(which, { maxLength: 3 })
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant("class" as const), which }),
  fc.record({ do: fc.constant("pupil" as const), which: fc.nat({ max: 3 }), to: which }),
  fc.record({
    do: fc.constant("activity" as const),
    which,
    in: some,
    leader: fc.integer({ min: -1, max: 2 }),
  }),
  fc.record({ do: fc.constant("gone" as const), which, gone: fc.boolean() }),
  fc.record({ do: fc.constant("register" as const), which }),
  fc.record({ do: fc.constant("appoint" as const), who: which, to: some }),
)

const at = <Item>(list: readonly Item[], index: number): Item => {
  const item = list[index]
  if (item === undefined) throw new Error(`no item ${index}`)
  return item
}

/** What the steps should have come to, said without any of the server's code. */
class Model {
  readonly made = new Set<string>()
  readonly everIn = new Map<string, Set<string>>()
  readonly lessons = new Map<
    string,
    { classes: readonly string[]; leader: string | null; gone: boolean }
  >()
  readonly appointed = new Map<string, readonly string[]>()
  readonly isLeader: ReadonlySet<string>
  readonly head: string

  constructor(head: string, isLeader: ReadonlySet<string>) {
    this.head = head
    this.isLeader = isLeader
  }

  guestsIn(schoolClass: string): readonly string[] {
    return [...this.lessons.values()]
      .filter((lesson) => !lesson.gone && lesson.classes.includes(schoolClass))
      .map(({ leader }) => leader)
      .filter((leader) => leader !== null)
      .filter(
        (leader) =>
          this.isLeader.has(leader) || !(this.appointed.get(leader) ?? []).includes(schoolClass),
      )
  }

  feedsOf(id: string): ReadonlySet<string> {
    if (classes.includes(id)) return new Set([classFeed(id), ...this.guestsIn(id).map(personFeed)])
    if (pupils.includes(id)) {
      const ever = [...(this.everIn.get(id) ?? [])]
      return new Set([
        ...ever.map(classFeed),
        ...ever.flatMap((one) => this.guestsIn(one)).map(personFeed),
      ])
    }
    const activity = activities.find((one) => one === id || recordIds.register(one) === id)
    const lesson = this.lessons.get(activity ?? "")
    const own = (lesson?.classes ?? []).map(classFeed)
    const leader = lesson?.leader == null ? [] : [personFeed(lesson.leader)]
    return new Set([...(own.length > 0 ? own : [personFeed(this.head)]), ...leader])
  }
}

test(
  "after any day every record stands in exactly the feeds of those it concerns",
  { timeout: 60_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyStep, { maxLength: 30 }), async (steps) => {
        const server = new Server()
        const client = await server.found()
        const { person, school } = await client.session()
        const head = new Tablet(client, person.id)
        const [anna, boris] = [
          await client.invite("Анна", "navigator"),
          await client.invite("Борис", "navigator"),
        ]
        const oleg = await client.invite("Олег", "leader")
        const people = [anna.person.id, boris.person.id, oleg.person.id]
        const model = new Model(person.id, new Set([oleg.person.id]))
        for (const one of steps) await take(one, { head, people, model })

        const scope = mintScope({ school: school.id, person: "server" })
        await server.services.store.transaction(async (tx) => {
          for (const id of model.made) {
            const places = await tx.school(scope).placesOf(id)
            const standing = places.filter(({ left }) => !left).map(({ feed }) => feed)
            expect([id, new Set(standing)]).toEqual([id, model.feedsOf(id)])
          }
        })
        await server.services.store.close()
      }),
      { numRuns: Number(process.env["MEMBERSHIP_RUNS"] ?? 60) },
    )
  },
)

interface Day {
  readonly head: Tablet
  readonly people: readonly string[]
  readonly model: Model
}

async function take(step: Step, { head, people, model }: Day): Promise<void> {
  const put = async (kind: RecordKind, id: string, cells: Record<string, Json>): Promise<void> => {
    model.made.add(id)
    const { receipts } = await head.sync([head.op(kind, id, cells)])
    expect(receipts).toMatchObject([{ verdict: "applied" }])
  }
  switch (step.do) {
    case "class":
      return put("class", at(classes, step.which), { grade: 7 })
    case "pupil": {
      const [id, to] = [at(pupils, step.which), at(classes, step.to)]
      model.everIn.set(id, new Set([...(model.everIn.get(id) ?? []), to]))
      return put("pupil", id, { class: to })
    }
    case "activity": {
      const id = at(activities, step.which)
      const leader = step.leader < 0 ? null : at(people, step.leader)
      const chosen = step.in.map((index) => at(classes, index))
      const gone = model.lessons.get(id)?.gone ?? false
      model.lessons.set(id, { classes: chosen, leader, gone })
      return put("activity", id, { classes: chosen, leader, kind: "lesson" })
    }
    case "gone": {
      const id = at(activities, step.which)
      const lesson = model.lessons.get(id)
      if (lesson === undefined) return
      model.lessons.set(id, { ...lesson, gone: step.gone })
      return put("activity", id, { gone: step.gone })
    }
    case "register": {
      const activity = at(activities, step.which)
      return put("register", recordIds.register(activity), { activity })
    }
    case "appoint": {
      const [who, to] = [at(people, step.who), step.to.map((index) => at(classes, index))]
      model.appointed.set(who, to)
      await head.client.change(who, { classes: to })
    }
  }
}
