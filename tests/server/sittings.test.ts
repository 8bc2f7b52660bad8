import { describe, expect, test } from "vitest"

import type { Json } from "#/base/json.ts"
import { classFeed, resultsFeed } from "#/domain/feeds.ts"
import { recordIds } from "#/domain/record-ids.ts"
import { api, pathOf } from "#/sync/api.ts"

import {
  aDiagnostic,
  aSitting,
  consentOf,
  diagnostic,
  eightA,
  given,
  ivan,
  knowing,
  ofOleg,
  olga,
  sevenB,
} from "./a-diagnostic.ts"
import { anId, type Tablet } from "./a-server.ts"

const sitting = anId(100)
const answer = "lily-of-the-valley"

const sit = async (
  tablet: Tablet,
  values: Record<string, Json> = aSitting(),
  id: string = sitting,
) => (await tablet.sync([tablet.op("sitting", id, values)])).receipts

const told = async (tablet: Tablet): Promise<string> =>
  JSON.stringify((await tablet.everything()).pages)

describe("the gate at the server", () => {
  test("takes a sitting when the pupil's consent stands on the day of the diagnostic", async () => {
    const { anna } = await aDiagnostic()
    expect(await sit(anna)).toMatchObject([{ verdict: "applied" }])
  })

  test("refuses one without a consent, whatever the tablet has let through", async () => {
    const { anna } = await aDiagnostic()
    expect(await sit(anna, aSitting({ pupil: olga }))).toMatchObject([
      { verdict: "forbidden", reason: "no-consent" },
    ])
    expect(await told(anna)).not.toContain(answer)
  })

  test.each([
    ["refused", { status: "refused" }],
    ["signed only afterwards", { day: "2026-11-19" }],
    ["withdrawn on that very day", { status: "withdrawn", withdrawn: "2026-11-18" }],
    ["signed by nobody who may", { signed: "pupil" }],
    ["deleted", { gone: true }],
  ])("refuses one whose consent was %s", async (_how, more) => {
    const { anna } = await aDiagnostic()
    await anna.sync([anna.op("consent", consentOf(olga), given(olga, more))])
    expect(await sit(anna, aSitting({ pupil: olga }))).toMatchObject([{ reason: "no-consent" }])
  })

  test("refuses one while two tablets say different things of the consent", async () => {
    const { anna, head } = await aDiagnostic()
    await anna.sync([anna.op("consent", consentOf(olga), given(olga))])
    await head.sync([head.op("consent", consentOf(olga), given(olga, { status: "refused" }))])
    expect(await sit(anna, aSitting({ pupil: olga }))).toMatchObject([{ reason: "no-consent" }])
  })

  test("opens for the school's own consent and for no other purpose", async () => {
    const { anna } = await aDiagnostic()
    const fund = recordIds.consent(olga, "fund")
    await anna.sync([anna.op("consent", fund, given(olga, { purpose: "fund" }))])
    expect(await sit(anna, aSitting({ pupil: olga }))).toMatchObject([{ reason: "no-consent" }])
  })

  test("counts a consent that came earlier in the same batch, and none that comes later", async () => {
    const { anna } = await aDiagnostic()
    const { receipts } = await anna.sync([
      anna.op("sitting", anId(101), aSitting({ pupil: olga })),
      anna.op("consent", consentOf(olga), given(olga)),
      anna.op("sitting", anId(102), aSitting({ pupil: olga })),
    ])
    expect(receipts).toMatchObject([
      { verdict: "forbidden", reason: "no-consent" },
      { verdict: "applied" },
      { verdict: "applied" },
    ])
    // What was set aside is sent again, as a new op.
    const again = anna.op("sitting", anId(101), aSitting({ pupil: olga }))
    expect((await anna.sync([again])).receipts).toMatchObject([{ verdict: "applied" }])
  })

  test("lets what was sat before a withdrawal in that came later", async () => {
    const { anna } = await aDiagnostic()
    const withdrawal = { status: "withdrawn", withdrawn: "2026-11-19" }
    await anna.sync([anna.op("consent", consentOf(ivan), withdrawal, knowing)])
    expect(await sit(anna)).toMatchObject([{ verdict: "applied" }])
  })

  test("lets nobody in whom the diagnostic is not about", async () => {
    const { anna, client } = await aDiagnostic()
    await client.change(anna.person, { classes: [sevenB, eightA] })
    await anna.sync([anna.op("consent", consentOf(ofOleg), given(ofOleg))])
    expect(await sit(anna, aSitting({ pupil: ofOleg }))).toMatchObject([
      { verdict: "invalid", reason: "bad-value", cell: "pupil" },
    ])
    // Of a pupil nobody has told of it cannot be known whose class that is.
    expect(await sit(anna, aSitting({ pupil: anId(999) }), anId(101))).toMatchObject([
      { verdict: "forbidden", reason: "class-of-another" },
    ])
  })

  test("knows whom the group or the register of the diagnostic names beside the class", async () => {
    const { anna, client } = await aDiagnostic({ group: [ivan, ofOleg] })
    await client.change(anna.person, { classes: [sevenB, eightA] })
    await anna.sync([anna.op("consent", consentOf(ofOleg), given(ofOleg))])
    expect(await sit(anna, aSitting({ pupil: ofOleg }))).toMatchObject([{ verdict: "applied" }])

    const other = await aDiagnostic()
    await other.client.change(other.anna.person, { classes: [sevenB, eightA] })
    const register = recordIds.register(diagnostic)
    await other.anna.sync([
      other.anna.op("consent", consentOf(ofOleg), given(ofOleg)),
      other.anna.op("register", register, { activity: diagnostic, list: [ivan, ofOleg] }),
    ])
    expect(await sit(other.anna, aSitting({ pupil: ofOleg }))).toMatchObject([
      { verdict: "applied" },
    ])
  })

  test.each([
    ["another kind of activity", { kind: "lesson" }],
    ["a class in which the pupil is not", { classes: [eightA] }],
  ])("takes none of %s", async (_what, more) => {
    const { anna } = await aDiagnostic(more)
    expect(await sit(anna)).toMatchObject([{ verdict: "invalid", reason: "bad-value" }])
  })

  test("takes none of an activity that there is not, or that is something else", async () => {
    const { anna } = await aDiagnostic()
    for (const activity of [anId(77), ivan]) {
      expect(await sit(anna, aSitting({ activity }))).toMatchObject([
        { verdict: "invalid", reason: "bad-value", cell: "activity" },
      ])
    }
  })
})

describe("a sitting", () => {
  test("is told whole with its first op, or not taken", async () => {
    const { anna } = await aDiagnostic()
    for (const cell of ["activity", "instrument", "version", "startedAt", "seconds"]) {
      const { [cell]: _left, ...rest } = aSitting()
      const [receipt] = await sit(anna, rest)
      expect(receipt).toMatchObject({ verdict: "invalid", reason: "bad-value", cell })
    }
    expect(await sit(anna, aSitting({ answers: null }))).toMatchObject([
      { verdict: "invalid", reason: "bad-value", cell: "answers" },
    ])
  })

  test("never changes afterwards, not even for the better", async () => {
    const { anna } = await aDiagnostic()
    await sit(anna, aSitting({ finishedAt: null }))
    for (const change of [
      { answers: { "item-1": "another" } },
      { answers: null },
      { finishedAt: 5 },
      { pupil: olga },
      { activity: null },
    ]) {
      const op = anna.op("sitting", sitting, change, knowing)
      expect((await anna.sync([op])).receipts).toMatchObject([
        { verdict: "invalid", reason: "never-changes", cell: Object.keys(change)[0] },
      ])
    }
    expect(await told(anna)).toContain(answer)
  })

  test("may be taken back, and that may be undone", async () => {
    const { anna } = await aDiagnostic()
    await sit(anna)
    const back = anna.op("sitting", sitting, { gone: true }, knowing)
    expect((await anna.sync([back])).receipts).toMatchObject([{ verdict: "applied" }])
    const undone = anna.op("sitting", sitting, { gone: null }, knowing)
    expect((await anna.sync([undone])).receipts).toMatchObject([{ verdict: "applied" }])
    expect(await told(anna)).toContain(answer)
  })

  test("that comes again word for word is known, under its own name and under another", async () => {
    const { anna } = await aDiagnostic()
    const op = anna.op("sitting", sitting, aSitting())
    const [first] = (await anna.sync([op])).receipts
    expect((await anna.sync([op])).receipts).toEqual([first])
    // A copied tablet goes on under a new id and sends it once more.
    const [again] = await sit(anna)
    expect(again).toMatchObject({ verdict: "applied", seq: first?.seq })
    const { body } = await anna.client.look(`${api.history.path}?rec=${sitting}`)
    expect(body).toMatchObject({ changes: [{}, {}] })
  })

  test("follows its pupil to another class and leaves the former teacher, whose register keeps the mark", async () => {
    const { head, anna, oleg } = await aDiagnostic()
    const register = recordIds.register(diagnostic)
    await anna.sync([
      anna.op("sitting", sitting, aSitting()),
      anna.op("register", register, {
        activity: diagnostic,
        list: [ivan],
        [`m:${ivan}`]: "finished",
      }),
    ])
    await head.sync([head.op("pupil", ivan, { class: eightA }, knowing)])
    expect(await told(oleg)).toContain(answer)
    expect(await told(anna)).not.toContain(answer)
    expect(await told(anna)).toContain(`finished`)
  })

  test("of a pupil who has gone to another class meanwhile is still taken from where it was sat", async () => {
    const { head, anna, oleg } = await aDiagnostic()
    await head.sync([head.op("pupil", ivan, { class: eightA }, knowing)])
    expect(await sit(anna)).toMatchObject([{ verdict: "applied" }])
    expect(await told(oleg)).toContain(answer)
    expect(await told(anna)).not.toContain(answer)
  })
})

describe("what pupils answered", () => {
  test("is for whoever holds the class, and for no other teacher", async () => {
    const { anna, oleg, vera } = await aDiagnostic()
    await sit(anna)
    expect((await anna.sync()).access).toContain(resultsFeed(sevenB))
    expect(await told(anna)).toContain(answer)
    for (const other of [oleg, vera]) expect(await told(other)).not.toContain(answer)
    expect(await sit(oleg, aSitting(), anId(101))).toMatchObject([{ reason: "class-of-another" }])
    expect(await sit(vera, aSitting(), anId(102))).toMatchObject([{ reason: "lesson-of-another" }])
  })

  test("is not the head's, in no page, no history and no bundle", async () => {
    const { anna, head, client } = await aDiagnostic()
    await sit(anna)
    const everything = await head.everything()
    expect(everything.access.filter((feed) => feed.startsWith("results:"))).toEqual([])
    expect(JSON.stringify(everything.pages)).not.toContain(answer)
    expect(JSON.stringify(everything.pages)).not.toContain(sitting)
    const asked = await head.sync([], [{ feed: resultsFeed(sevenB), cursor: 0 }])
    expect(asked.pages).toEqual([])
    expect((await client.look(`${api.history.path}?rec=${sitting}`)).status).toBe(404)
    for (const path of [api.audit.path, api.rescues.path, api.retention.path, api.devices.path]) {
      expect(JSON.stringify((await client.look(path)).body)).not.toContain(answer)
    }
    expect(await sit(head, aSitting(), anId(101))).toMatchObject([{ reason: "class-of-another" }])
  })

  test("is the head's who has the class as a teacher, and ends with the class", async () => {
    const { anna, head, client } = await aDiagnostic()
    await sit(anna)
    await client.change(head.person, { classes: [sevenB] })
    expect(await told(head)).toContain(answer)
    expect((await client.look(`${api.history.path}?rec=${sitting}`)).status).toBe(200)
    await client.change(head.person, { classes: [] })
    expect((await head.sync()).access).not.toContain(resultsFeed(sevenB))
  })

  test("is asked about in the journal of access: whose answers a tablet could see", async () => {
    const { anna, head, client } = await aDiagnostic()
    await sit(anna)
    await head.sync()
    const sight = async (device: string) =>
      (await client.look(pathOf(api.sight, device))).body as { results: unknown[] }
    expect((await sight(anna.device)).results).toMatchObject([{ class: sevenB, pupils: [ivan] }])
    expect((await sight(head.device)).results).toEqual([])
    await client.change(head.person, { classes: [sevenB] })
    await head.sync()
    expect((await sight(head.device)).results).toMatchObject([{ class: sevenB, pupils: [ivan] }])
  })

  test("goes from the tablet when the class does", async () => {
    const { anna, client } = await aDiagnostic()
    await sit(anna)
    await client.change(anna.person, { classes: [] })
    const { access } = await anna.sync()
    expect(access).not.toContain(resultsFeed(sevenB))
    expect(access).not.toContain(classFeed(sevenB))
  })
})

describe("a leader who holds the diagnostic and not the class", () => {
  const led = async () => {
    const school = await aDiagnostic()
    const { head, vera } = school
    await head.sync([head.op("activity", diagnostic, { leader: vera.person }, knowing)])
    return school
  }

  test("brings the sittings in and is told nothing of them afterwards", async () => {
    const { vera, anna } = await led()
    expect(await sit(vera)).toMatchObject([{ verdict: "applied" }])
    expect(await told(vera)).not.toContain(sitting)
    expect(await told(anna)).toContain(answer)
    expect((await vera.client.look(`${api.history.path}?rec=${sitting}`)).status).toBe(404)
    const taken = vera.op("sitting", sitting, { gone: true })
    expect((await vera.sync([taken])).receipts).toMatchObject([{ verdict: "applied" }])
  })

  test("knows who has a consent, and not who signed it on which sheet", async () => {
    const { vera, head } = await led()
    const page = (await vera.everything()).pages.flatMap(({ entries }) => entries)
    const consent = page.find(({ rec }) => rec === consentOf(ivan))
    expect(Object.keys(consent?.cells ?? {}).sort()).toEqual(["day", "pupil", "purpose", "status"])
    await head.sync([head.op("consent", consentOf(olga), given(olga))])
    expect(await vera.sees()).toContain(consentOf(olga))
    const fund = recordIds.consent(ivan, "fund")
    await head.sync([head.op("consent", fund, given(ivan, { purpose: "fund" }))])
    expect(await vera.sees()).not.toContain(fund)
  })

  test("knows it no more when the diagnostic is another's, or becomes something else", async () => {
    const one = await led()
    await one.head.sync([one.head.op("activity", diagnostic, { leader: one.anna.person }, knowing)])
    expect(await one.vera.sees()).not.toContain(consentOf(ivan))
    const other = await led()
    await other.head.sync([other.head.op("activity", diagnostic, { kind: "lesson" }, knowing)])
    expect(await other.vera.sees()).toContain(ivan)
    expect(await other.vera.sees()).not.toContain(consentOf(ivan))
  })

  test("who leads a lesson there has no business with consents", async () => {
    const { head, vera } = await aDiagnostic()
    const lesson = { kind: "lesson", day: "2026-11-18", classes: [sevenB], leader: vera.person }
    await head.sync([head.op("activity", anId(60), lesson)])
    expect(await vera.sees()).toContain(ivan)
    expect(await vera.sees()).not.toContain(consentOf(ivan))
  })

  test("a head who leads it brings the sittings in, too", async () => {
    const { head } = await aDiagnostic()
    await head.sync([head.op("activity", diagnostic, { leader: head.person }, knowing)])
    expect(await sit(head)).toMatchObject([{ verdict: "applied" }])
    expect(await told(head)).not.toContain(answer)
  })
})

describe("a recommendation", () => {
  const consultation = anId(51)
  const id = recordIds.recommendation(consultation, ivan)
  const values = {
    activity: consultation,
    pupil: ivan,
    nextStep: "Сходить на день открытых дверей",
  }

  const advised = async () => {
    const school = await aDiagnostic()
    const { anna } = school
    const held = { kind: "consultation", day: "2026-11-18", classes: [sevenB], leader: anna.person }
    await anna.sync([
      anna.op("activity", consultation, held),
      anna.op("recommendation", id, values),
    ])
    return school
  }

  test("is written and changed by whoever holds the class and told to nobody else", async () => {
    const { anna, oleg, head, vera } = await advised()
    const change = anna.op("recommendation", id, { shared: true }, knowing)
    expect((await anna.sync([change])).receipts).toMatchObject([{ verdict: "applied" }])
    expect(await anna.sees()).toContain(id)
    for (const other of [oleg, head, vera]) {
      expect(await other.sees()).not.toContain(id)
      const op = other.op("recommendation", id, { shared: false })
      expect((await other.sync([op])).receipts).toMatchObject([{ verdict: "forbidden" }])
    }
  })

  test("goes along with the pupil", async () => {
    const { anna, oleg, head } = await advised()
    await head.sync([head.op("pupil", ivan, { class: eightA }, knowing)])
    expect(await oleg.sees()).toContain(id)
    expect(await anna.sees()).not.toContain(id)
  })

  test("cannot be passed off as another pupil's", async () => {
    const { anna } = await advised()
    for (const change of [{ pupil: olga }, { pupil: null }, { activity: diagnostic }]) {
      const op = anna.op("recommendation", id, change, knowing)
      expect((await anna.sync([op])).receipts).toMatchObject([
        { verdict: "invalid", reason: "bad-value", cell: "pupil" },
      ])
    }
  })

  test("of a pupil whom the server does not know is nobody's", async () => {
    const { anna } = await advised()
    const stranger = recordIds.recommendation(consultation, anId(9))
    const op = anna.op("recommendation", stranger, { ...values, pupil: anId(9) })
    expect((await anna.sync([op])).receipts).toMatchObject([{ verdict: "forbidden" }])
  })
})
