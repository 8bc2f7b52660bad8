import type { Fault, Rewrite } from "#tests/simulation/planted/fault.ts"

const streams = "src/server/live-streams.ts"
const announcing = "src/server/announcing.ts"

function without(name: string, rewrite: Rewrite): Fault {
  return { name, says: `without «${rewrite.find}»`, rewrites: [rewrite] }
}

/** The guards of the live nudges left out one by one; each is named by the promise it keeps. */
export const liveFaults: readonly Fault[] = [
  without("another tablet hears", {
    file: announcing,
    find: `tell({ kind: "changed", school: scope.school, by })`,
    replace: "",
  }),
  without("the sender does not", {
    file: streams,
    find: "if (who.session !== except) stream.nudge()",
    replace: "stream.nudge()",
  }),
  without("another school does not", {
    file: streams,
    find: "for (const { who, stream } of this.#of(school))",
    replace:
      "for (const { who, stream } of [...this.#schools.keys()].flatMap((one) => this.#of(one)))",
  }),
  without("what was rolled back is told to nobody", {
    file: announcing,
    find: "(told) => news.push(told)",
    replace: "(told) => nudges.publish(told)",
  }),
  without("an access that ends ends the stream", {
    file: announcing,
    find: `if (ended !== "no") tell({ kind: "ended", school, session: id })`,
    replace: "",
  }),
  without("an end nobody told of is noticed", {
    file: streams,
    find: "if (!isRead || !may)",
    replace: "if (!isRead)",
  }),
  without("nobody signed in does not listen", {
    file: "src/server/endpoints/live.ts",
    // The table of rights says so, and the line below it says it once more to the compiler.
    find: `if (forbidden !== undefined) return refusalResponse(raw, forbidden)
  if (identity.kind !== "member") return refusalResponse(raw, refuse("signed-out"))`,
    replace: "",
  }),
  without("who takes nothing is given up", {
    file: "src/server/event-stream.ts",
    find: "return unread < unreadBeatsMax",
    replace: "return true",
  }),
  without("a person has so many", {
    file: streams,
    find: `else if (ofPerson.length >= limits.perPerson) return later("too-many")`,
    replace: "",
  }),
  without("of a session the oldest gives way", {
    file: streams,
    find: "if (ofSession.length >= limits.perSession) this.#end(ofSession[0])",
    replace: "if (ofSession.length < 0) return later('busy')",
  }),
  without("all together are so many", {
    file: streams,
    find: "|| this.#size >= limits.inAll",
    replace: "",
  }),
  without("none is older than its life", {
    file: streams,
    find: "() => this.#end(opened), lifeMs",
    replace: "() => undefined, lifeMs",
  }),
  without("a stop ends them", {
    file: streams,
    find: "for (const one of this.#of(school)) this.#end(one)\n",
    replace: "",
  }),
]
