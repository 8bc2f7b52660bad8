import type { Fault } from "./fault.ts"

/** Rules of the design left out one by one, each as small as it can be said in the real code. */
export const faults: readonly Fault[] = [
  {
    name: "plain-sequence",
    says: "numbers of the sequence are given out before the transaction and not under the school's lock",
    among: ["together"],
    rewrites: [
      {
        file: "src/server/endpoints/sync.ts",
        find: "call.note({ device: deviceEnding(request.device), ops: request.ops.length })\n",
        replace: `call.note({ device: deviceEnding(request.device), ops: request.ops.length })
  const from =
    request.ops.length === 0
      ? undefined
      : await services.store.transaction(async (tx) => {
          const rows = tx.school(identity.scope)
          const head = await rows.lock()
          await rows.putHead({ ...head, seq: head.seq + request.ops.length * 50 + 10 })
          return head.seq
        })
  // A longer batch takes longer: a shorter one that came later commits before it.
  for (let turn = 0; turn < request.ops.length * 40; turn += 1) {
    await new Promise((resolve) => setImmediate(resolve))
  }
`,
      },
      {
        file: "src/server/endpoints/sync.ts",
        find: "meet(tx, identity, { request, now, entriesMax })",
        replace: "meet(tx, identity, { request, now, entriesMax, from })",
      },
      {
        file: "src/server/endpoints/sync.ts",
        find: "interface Asked {",
        replace: "interface Asked {\n  readonly from: number | undefined",
      },
      {
        file: "src/server/endpoints/sync.ts",
        find: "beginChanges(rows, { epoch, now })",
        replace: "beginChanges(rows, { epoch, now, from: asked.from })",
      },
      {
        file: "src/server/endpoints/sync.ts",
        find: "const { floor } = await rows.lock()",
        replace: "const { floor, seq: given } = await rows.lock()",
      },
      {
        file: "src/server/endpoints/sync.ts",
        find: "const head = { seq: changes.seq(), floor }",
        replace: "const head = { seq: given, floor }",
      },
      {
        file: "src/server/changes.ts",
        find: "  readonly now: number\n}",
        replace: "  readonly now: number\n  readonly from?: number | undefined\n}",
      },
      {
        file: "src/server/changes.ts",
        find: "{ epoch, now }: Moment",
        replace: "{ epoch, now, from }: Moment",
      },
      {
        file: "src/server/changes.ts",
        find: "let { seq, serverOps } = before",
        replace: "let { serverOps } = before\n  let seq = from ?? before.seq",
      },
      {
        file: "src/server/changes.ts",
        find: "{ ...before, seq, serverOps }",
        replace: "{ ...before, seq: Math.max(before.seq, seq), serverOps }",
      },
    ],
  },
  {
    name: "record-and-op-apart",
    says: "the record is written in one transaction and its op in the next",
    rewrites: [
      {
        file: "src/data/write.ts",
        find: "return journal.queue.run(() => written(journal, edits, nowMs))",
        replace: `return journal.queue.run(async () => {
    const outcome = await written(journal, edits, nowMs)
    const ops = opsLater.get(journal)
    opsLater.delete(journal)
    if (ops !== undefined) await journal.database.outbox.bulkPut([...ops])
    return outcome
  })`,
      },
      {
        file: "src/data/write.ts",
        find: "    database.outbox.bulkPut([...prepared.ops]),\n",
        replace: "",
      },
      {
        file: "src/data/write.ts",
        find: "async function putPrepared({ database }: Journal, prepared: Prepared): Promise<void> {",
        replace: `const opsLater = new WeakMap<Journal, readonly OpRow[]>()

async function putPrepared(journal: Journal, prepared: Prepared): Promise<void> {
  const { database } = journal
  opsLater.set(journal, prepared.ops)`,
      },
    ],
  },
  {
    name: "cleared-on-send",
    says: "an op leaves the outbox when it is sent",
    rewrites: [
      {
        file: "src/data/sync-store.ts",
        find: "    if (sentTo > 0) await touch(database, { sentTo })",
        replace: "    await outbox.bulkDelete(fresh.map((row) => row.n))",
      },
    ],
  },
  {
    name: "no-dedupe",
    says: "an op that comes a second time is judged and applied a second time",
    among: ["network", "together"],
    rewrites: [
      {
        file: "src/server/push.ts",
        find: "if (n <= last) {",
        replace: "if (false) {",
      },
      {
        file: "src/server/push.ts",
        find: "    last = n\n",
        replace: "    last = Math.max(last, n)\n",
      },
      {
        file: "src/server/sqlite-rows.ts",
        find: '"INSERT INTO op (',
        replace: '"INSERT OR REPLACE INTO op (',
      },
    ],
  },
  {
    name: "cursor-before-rows",
    says: "the cursors are stored in one transaction and the rows they stand for in the next",
    rewrites: [
      {
        file: "src/data/accept-pages.ts",
        find: "const left = await store(journal, await plan(journal, ground, answer))",
        replace: `const work = await plan(journal, ground, answer)
    await journal.database.feeds.bulkPut([...work.feeds])
    const left = await store(journal, work)`,
      },
    ],
  },
  {
    name: "no-floor",
    says: "tombstones are collected and the floor stays where it was",
    among: ["delete", "collect", "months", "backup"],
    rewrites: [
      {
        file: "src/server/tombstones.ts",
        find: "if (collected > 0) await rows.putHead({ ...head, seq: above, floor: above })",
        replace: "",
      },
    ],
  },
  {
    name: "floor-too-low",
    says: "the floor rises to what was told of the tombstones, and not above those who were told of them",
    among: ["delete", "collect", "months", "backup"],
    rewrites: [
      {
        file: "src/server/tombstones.ts",
        find: "if (collected > 0) await rows.putHead({ ...head, seq: above, floor: above })",
        replace: "if (collected > 0) await rows.putHead({ ...head, floor: above - 1 })",
      },
    ],
  },
  {
    name: "wall-clock-only",
    says: "the later time wins a cell, even against an edit made on top of it",
    among: ["skew", "together"],
    rewrites: [
      {
        file: "src/sync/merge.ts",
        find: "if (saw || isOnTop || sameDevice(current.op, incoming.op)) {",
        replace: "if (false) {",
      },
    ],
  },
  {
    name: "arrival-wins",
    says: "whatever comes last wins a cell",
    among: ["backup", "restore", "network"],
    rewrites: [
      {
        file: "src/sync/merge.ts",
        find: "if (current.op === incoming.op || isAmong(current.past, incoming)) return",
        replace: "if (current.op === incoming.op) return",
      },
      {
        file: "src/sync/merge.ts",
        find: "if (laterThan(incoming, current)) {",
        replace: "if (true) {",
      },
    ],
  },
  {
    name: "no-purge",
    says: "a tablet whose access was taken away keeps what the school told it",
    among: ["revoke"],
    rewrites: [
      {
        file: "src/data/sync-store.ts",
        find: '      await purgeFeeds(journal, "all")\n',
        replace: "",
      },
    ],
  },
  {
    name: "device-survives",
    says: "the device id is kept apart from the database and comes back without its counter",
    among: ["evict", "backup"],
    rewrites: [
      {
        file: "src/data/journal.ts",
        find: '{ key: "device", id: newId(), n: 0, lastAt: 0 }',
        replace: '{ key: "device", id: keptId(database, newId), n: 0, lastAt: 0 }',
      },
      {
        file: "src/data/journal.ts",
        find: "export async function placeOf(",
        replace: `const keptIds = new WeakMap<object, Map<string, string>>()

/** As a second store beside IndexedDB would keep it, which the browser does not wipe together with it. */
function keptId(database: JournalDatabase, newId: () => string): string {
  const beside = Dexie.dependencies.indexedDB
  const ids = keptIds.get(beside) ?? new Map<string, string>()
  keptIds.set(beside, ids)
  const id = ids.get(database.name) ?? newId()
  ids.set(database.name, id)
  return id
}

export async function placeOf(`,
      },
    ],
  },
  {
    name: "no-epoch",
    says: "a restored server goes on under its former epoch",
    among: ["backup", "restore"],
    rewrites: [
      { file: "src/server/epoch.ts", find: "await door.setEpoch(epoch)\n", replace: "\n" },
    ],
  },
  {
    name: "dropped-on-receipt",
    says: "an op is settled by its receipt, before the pull has passed it",
    among: ["small-pages", "backup", "restore", "alone"],
    rewrites: [
      {
        file: "src/data/page-rules.ts",
        find: '(op) => op.state === "receipted" && (op.seq ?? Infinity) <= passed',
        replace: '(op) => op.state === "receipted" && passed >= 0',
      },
      {
        file: "src/data/accept-pages.ts",
        find: 'feeds.some((row) => row.state === "building") ? [] : settledBy(ops, feeds)',
        replace: "settledBy(ops, feeds)",
      },
    ],
  },
  {
    name: "bad-op-blocks",
    says: "an op the server cannot take stays at the head of the queue",
    among: ["wrong"],
    rewrites: [
      {
        file: "src/server/push.ts",
        find: "    person = judged.person\n",
        replace: '    if ("reason" in judged.receipt) break\n    person = judged.person\n',
      },
    ],
  },
  {
    name: "settled-not-kept",
    says: "a settled op is forgotten at once, and not when a backup holds it",
    among: ["backup", "restore"],
    rewrites: [
      {
        file: "src/data/accept-pages.ts",
        find: "doneUpTo(database, work.server.safe,",
        replace: "doneUpTo(database, Infinity,",
      },
    ],
  },
  {
    name: "not-staged",
    says: "a feed that is built anew replaces the old copy with its first page",
    among: ["small-pages", "backup", "restore"],
    rewrites: [
      {
        file: "src/data/accept-pages.ts",
        find: "(page) => isWhole(page) && replaces(cursors.get(page.feed))",
        replace: "(page) => !page.reset && page.since === 0 && replaces(cursors.get(page.feed))",
      },
      {
        file: "src/data/staging.ts",
        find: "if (page.more) return []",
        replace: "if (page.more) return fed",
      },
    ],
  },
  {
    name: "epoch-ignored",
    says: "the server takes requests of another epoch",
    among: ["backup", "restore"],
    rewrites: [
      {
        file: "src/server/endpoints/sync.ts",
        find: "if (request.epoch !== 0 && request.epoch !== epoch) {",
        replace: "if (false) {",
      },
      {
        file: "src/data/accept-pages.ts",
        find: "server.epoch !== 0 && server.epoch !== answer.epoch",
        replace: "server.epoch !== 0 && answer.epoch === 0",
      },
    ],
  },
  {
    name: "no-offset",
    says: "the tablet stamps its edits with its own clock",
    among: ["skew"],
    rewrites: [
      {
        file: "src/sync/clock.ts",
        find: "offsetMs: serverNow - nowMs }",
        replace: "offsetMs: 0 * (serverNow - nowMs) }",
      },
    ],
  },
  {
    name: "floor-on-building",
    says: "a feed being built is measured by its cursor and not by where it began",
    among: ["small-pages", "delete", "collect", "months", "backup"],
    rewrites: [
      {
        file: "src/server/pull.ts",
        find: "(begun < floor || cursor > seq)",
        replace: "(cursor < floor || cursor > seq)",
      },
    ],
  },
  {
    name: "no-ancestors",
    says: "a cell does not remember what its value was written on top of",
    among: ["backup", "restore"],
    rewrites: [
      {
        file: "src/sync/merge.ts",
        find: "return [...new Set(past)].slice(0, pastPerCellMax)",
        replace: "return [...new Set(past)].slice(0, pastPerCellMax * 0)",
      },
    ],
  },
  {
    name: "collected-before-backup",
    says: "a tombstone is collected though no backup holds it",
    among: ["delete", "collect", "months"],
    rewrites: [
      {
        file: "src/server/tombstones.ts",
        find: "if (device === undefined || numberIn(op) > device.safe) return false",
        replace: "if (device === undefined) return false",
      },
    ],
  },
  {
    name: "stale-accepted",
    says: "a page is taken wherever the tablet stands now",
    among: ["late", "network", "two-tabs"],
    rewrites: [
      {
        file: "src/data/page-rules.ts",
        find: "row !== undefined && row.cursor === page.since",
        replace: "row !== undefined && page.since >= 0",
      },
    ],
  },
  {
    name: "past-not-carried",
    says: "an op does not say what the value under it stood on",
    among: ["backup", "restore"],
    rewrites: [
      {
        file: "src/data/write.ts",
        find: "past === undefined || past.length === 0 ? set : { ...set, past }",
        replace: "past === undefined || past.length >= 0 ? set : { ...set, past }",
      },
    ],
  },
  {
    name: "joined-ignored",
    says: "a record that came into a feed is told only as far as it changed since",
    among: ["move", "lead", "appoint"],
    rewrites: [
      {
        file: "src/server/pull.ts",
        find: "place.joined > cursor ? 0 : cursor",
        replace: "cursor",
      },
    ],
  },
  {
    name: "leaving-not-told",
    says: "a record that leaves a feed is not told of",
    among: ["move", "lead", "appoint"],
    rewrites: [
      {
        file: "src/server/pull.ts",
        find: "{ ...newsIn({ feed, cursor }), limit: room + 1 }",
        replace: "{ ...newsIn({ feed, cursor }), leftAfter: seq, limit: room + 1 }",
      },
    ],
  },
  {
    name: "clone-unnoticed",
    says: "two copies of one tablet go on under one device id",
    among: ["clone"],
    rewrites: [
      {
        file: "src/data/sync-store.ts",
        find: 'one.reason === "changed-body"',
        replace: "one.reason !== one.reason",
      },
    ],
  },
  {
    name: "receipts-of-before",
    says: "after a restore a copied tablet trusts receipts that were given before it",
    rewrites: [
      {
        file: "src/data/after-restore.ts",
        find: "judgedStates.has(stateOf(row, device))",
        replace: "row.n > answer.last && judgedStates.has(stateOf(row, device))",
      },
      {
        file: "src/data/after-restore.ts",
        find: "touch(database, { settledTo: 0 })",
        replace: "touch(database, { settledTo: Math.min(device.settledTo ?? 0, answer.last) })",
      },
    ],
  },
  {
    name: "copied-queue-taken",
    says: "what follows a number that names two things is taken under the same device id",
    among: ["clone", "network"],
    rewrites: [{ file: "src/server/push.ts", find: "if (isCopy) {", replace: "if (false) {" }],
  },
  {
    name: "collected-given-back",
    says: "a tablet takes a receipt for the value, whenever the op was taken in",
    rewrites: [
      {
        file: "src/data/page-rules.ts",
        find: " && isNews(row, receipt.seq)",
        replace: "",
      },
    ],
  },
  {
    name: "built-over-news",
    says: "a feed whose building ends puts what it told before over what another has told since",
    rewrites: [
      {
        file: "src/data/accept-pages.ts",
        find: "!entry.left && !isKnown",
        replace: '!entry.left && (!isKnown || arrived.cursors.get(feed)?.state === "building")',
      },
    ],
  },
  {
    name: "former-told-stays",
    says: "a record that comes into a feed that stands is compared with what another epoch had told of it",
    rewrites: [
      {
        file: "src/data/accept-pages.ts",
        find: "!entry.left && !isKnown",
        replace: '!entry.left && !isKnown && arrived.cursors.get(feed)?.state === "building"',
      },
    ],
  },
  {
    name: "aside-called-seen",
    says: "an edit says that its author has seen what only lies aside while a feed is built",
    rewrites: [
      {
        file: "src/data/write.ts",
        find: 'cursors.filter(({ state }) => state === "live").map(',
        replace: "cursors.map(",
      },
    ],
  },
  {
    name: "uncovered-not-told",
    says: "of an op sent again only what is shown as its own comes into the base",
    rewrites: [
      {
        file: "src/data/accept-pages.ts",
        find: "cells.filter(([name]) => own[name]?.n !== op.n)",
        replace: "cells.filter(([name]) => (own[name]?.n ?? 0) > op.n)",
      },
    ],
  },
  {
    name: "superseded-called-applied",
    says: "the receipt of an op that lost says that it was applied",
    rewrites: [
      {
        file: "src/server/push.ts",
        find: 'if (merged.kind !== "won" && !sameJson(',
        replace: 'if (merged.kind === "known" && !sameJson(',
      },
    ],
  },
  {
    name: "known-called-applied",
    says: "the receipt of an op that came after what was written on it says that it was applied",
    among: ["backup", "restore"],
    rewrites: [
      {
        file: "src/server/push.ts",
        find: 'if (merged.kind !== "won" && !sameJson(',
        replace: 'if (merged.kind === "lost" && !sameJson(',
      },
    ],
  },
  {
    name: "cursor-of-before",
    says: "what a tablet had seen before a restore counts as seen after it",
    among: ["backup", "restore"],
    rewrites: [
      {
        file: "src/server/push.ts",
        find: "op.epoch === changes.epoch ? op.seen : 0",
        replace: "op.seen",
      },
    ],
  },
  {
    name: "followers-left-behind",
    says: "a register stays in the feeds in which its activity stood before",
    among: ["lead"],
    rewrites: [
      {
        file: "src/server/push.ts",
        find: 'if (kind === "activity") await followActivity(changes, stored, record)',
        replace: "",
      },
    ],
  },
  {
    name: "superseded-not-told",
    says: "the cells an op won are not told back though it lost others",
    rewrites: [
      {
        file: "src/server/push.ts",
        find: 'if (verdict === "applied") noteWon(',
        replace: "noteWon(",
      },
    ],
  },
  {
    name: "sent-absorbs",
    says: "an op that was sent takes in the next tap",
    among: ["network"],
    rewrites: [
      {
        file: "src/data/write.ts",
        find: 'ops.filter((op) => stateOf(op, device) === "fresh")',
        replace: 'ops.filter((op) => ["fresh", "sent"].includes(stateOf(op, device)))',
      },
    ],
  },
  {
    name: "not-put-back",
    says: "after a restore lost ops are sent again but their values are not put back over the base",
    among: ["backup", "restore"],
    rewrites: [
      {
        file: "src/sync/held.ts",
        find: "if ((own[name]?.n ?? 0) <= op.n) own[name] = { ...cell, n: op.n }",
        replace: "if (false) own[name] = { ...cell, n: op.n }",
      },
    ],
  },
  {
    name: "access-before-epoch",
    says: "a tablet revoked on a restored server does not learn of the restore",
    among: ["backup", "restore", "revoke"],
    rewrites: [
      {
        file: "src/server/endpoints/sync.ts",
        find: "  // Before the right of access:",
        replace: `  const early = readPerson(await rows.record(scope.person))
  if (identity.kind === "revoked" || early === undefined || early.revoked) {
    return { kind: "revoked", marker: request.marker, serverNow: now }
  }
  // Before the right of access:`,
      },
    ],
  },
  {
    name: "ops-purged",
    says: "with the right of access goes what was not sent yet",
    among: ["revoke"],
    rewrites: [
      {
        file: "src/data/sync-store.ts",
        find: '      await purgeFeeds(journal, "all")\n',
        replace:
          '      await purgeFeeds(journal, "all")\n      await journal.database.outbox.clear()\n',
      },
    ],
  },
  {
    name: "rival-forgotten",
    says: "an edit on top of one half of a clash hides the other half",
    rewrites: [
      {
        file: "src/sync/merge.ts",
        find: "const rival = saw ? undefined : rivalBeside(incoming, current)",
        replace: "const rival = undefined",
      },
    ],
  },
  {
    name: "rival-given-up",
    says: "a clash goes on though the author of one half has come to the value of the other",
    among: ["together"],
    rewrites: [
      {
        file: "src/sync/merge.ts",
        find: "rival === undefined || standsOn(incoming, rival) ? undefined : rival",
        replace: "rival",
      },
    ],
  },
  {
    name: "news-cut-off",
    says: "news that exceed an answer come in several pages",
    among: ["small-pages", "together"],
    rewrites: [
      {
        file: "src/server/pull.ts",
        find: "    return room === asked.entriesMax ? begin(asked, feed, cursor) : wait(asked, feed, cursor)\n",
        replace: `    const cut = places.slice(0, room)
    const entries = cut.map((place) =>
      entryOf(asked, place, newerThan(place.joined > cursor ? 0 : cursor, asked.own)),
    )
    return {
      feed,
      since: cursor,
      cursor: cut.at(-1)?.seq ?? cursor,
      more: true,
      reset: false,
      top: seq,
      entries,
    }
`,
      },
    ],
  },
  {
    name: "settled-while-building",
    says: "ops are settled while a feed that may hold their records is being built",
    among: ["small-pages", "backup", "restore", "alone"],
    rewrites: [
      {
        file: "src/data/accept-pages.ts",
        find: 'feeds.some((row) => row.state === "building") ? [] : settledBy(ops, feeds)',
        replace: 'settledBy(ops, feeds.filter((row) => row.state === "live"))',
      },
    ],
  },
  {
    name: "lost-feed-kept",
    says: "a class that was taken from a person stays on the tablet",
    among: ["appoint"],
    rewrites: [
      {
        file: "src/data/accept-pages.ts",
        find: "if (lost.length > 0) await",
        replace: "if (lost.length < 0) await",
      },
    ],
  },
  {
    name: "aside-lost",
    says: "an op the server refused is thrown away and not set aside",
    among: ["wrong"],
    rewrites: [
      {
        file: "src/data/page-rules.ts",
        find: 'return { ...row, state: "aside", seq: receipt.seq, refusal }',
        replace: 'return { ...row, state: "mended", seq: receipt.seq, refusal }',
      },
    ],
  },
  {
    name: "moved-unnoticed",
    says: "an answer is stored over what another tab has written meanwhile",
    among: ["two-tabs", "together"],
    rewrites: [
      {
        file: "src/data/accept-pages.ts",
        find: "if (hasMoved(device, work.ground.device)) return undefined",
        replace: "",
      },
    ],
  },
  {
    name: "receipts-only-once",
    says: "a receipt is given when the op is applied and never again",
    among: ["network"],
    rewrites: [
      {
        file: "src/server/push.ts",
        find: "      receipts.push(receipt)\n      continue\n",
        replace: "      continue\n",
      },
    ],
  },
  {
    name: "gate-at-the-tablet-alone",
    says: "the server takes a sitting whatever the consent says: it trusts the tablets",
    among: ["diagnostics"],
    rewrites: [
      {
        file: "src/server/results-rules.ts",
        find: "if (!stoodOpen(consent, on)) return withoutConsent",
        replace: "",
      },
    ],
  },
  {
    name: "sitting-changes",
    says: "a sitting that was taken may be changed like any other record",
    among: ["diagnostics"],
    rewrites: [
      {
        file: "src/server/admit.ts",
        find: 'if (word.kind === "changes") return invalid("never-changes", word.cell)',
        replace: 'if (word.kind === "changes") return { kind: "taken" }',
      },
    ],
  },
  {
    name: "first-request-carries",
    says: "the first request carries ops, stamped by a clock that has not been compared with the server's",
    among: ["skew"],
    rewrites: [
      {
        file: "src/data/sync-store.ts",
        find: "server.epoch === 0 ? [] : firstOf(open.slice(0, opsMax))",
        replace: "firstOf(open.slice(0, opsMax))",
      },
    ],
  },
  {
    name: "followers-outlive",
    says: "a deleted lesson is collected and its register stays behind, where nobody can tell any more whose it is",
    rewrites: [
      {
        file: "src/server/tombstones.ts",
        find: 'const followers = record.kind === "activity" ? await rows.recordsUnder(id) : []',
        replace: "const followers: readonly StoredRecord[] = []",
      },
    ],
  },
  {
    name: "former-forgotten",
    says: "a half that takes another id keeps nothing of what it had sent by the former one, should it be wanted again",
    among: ["clone", "network", "restore", "backup"],
    rewrites: [
      {
        file: "src/data/new-device.ts",
        find: 'const wanted = rows.filter(({ state }) => state !== "mended")',
        replace:
          'const wanted = rows.filter(({ state }) => state !== "mended" && state !== "kept")',
      },
    ],
  },
  {
    name: "former-out-of-order",
    says: "what was sent under a former id is given again before what it was written on, which had been refused once",
    rewrites: [
      {
        file: "src/data/new-device.ts",
        find: ": inOrderMade(opened)",
        replace: ": opened",
      },
    ],
  },
  {
    name: "refused-not-asked",
    says: "after a restore a tablet does not ask again about what had been refused, and its other half is not noticed",
    named: true,
    rewrites: [
      {
        file: "src/data/after-restore.ts",
        find: "all.filter((row) => judgedStates.has(stateOf(row, device)))",
        replace:
          'all.filter((row) => judgedStates.has(stateOf(row, device)) && (row.n > answer.last || stateOf(row, device) !== "aside"))',
      },
    ],
  },
  {
    name: "number-is-the-name",
    says: "an edit is known by the number of its op alone, whatever value that carries",
    named: true,
    rewrites: [
      {
        file: "src/sync/edit-name.ts",
        find: 'return rest === "" || rest === `${mark}${sumOf(edit)}`',
        replace: 'return rest === "" || rest.startsWith(mark)',
      },
    ],
  },
  {
    name: "losers-past-forgotten",
    says: "of an edit that lost it is not remembered what it was written on: given again after a restore, that wins",
    rewrites: [
      {
        file: "src/sync/merge.ts",
        find: "bounded([editName(incoming), ...beforeOf(incoming), ...current.past])",
        replace: "bounded([editName(incoming), ...current.past])",
      },
    ],
  },
]

export function faultNamed(name: string): Fault {
  const fault = faults.find((one) => one.name === name)
  if (fault === undefined) {
    throw new Error(`no fault «${name}»; there are ${faults.map((one) => one.name).join(", ")}`)
  }
  return fault
}
