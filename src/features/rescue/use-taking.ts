import { useState } from "react"

import {
  readFoundBytes,
  readRescueFile,
  type FoundBundle,
  type FoundRescue,
} from "#/platform/rescue-file.ts"
import {
  opsInBundle,
  opsOfPlain,
  planFor,
  relay,
  sealedToServer,
  takeIn,
  type Relayed,
} from "#/platform/rescue-import.ts"
import { useServices } from "#/platform/services.tsx"
import type { Op } from "#/sync/op.ts"
import { rescueWords } from "#/text/rescue.ts"
import { useWords } from "#/ui/words.tsx"

/** How far the taking in of a file or a showing has come. */
export type TakingStep =
  | { readonly kind: "rest" }
  | { readonly kind: "working" }
  /** `fault`: what was wrong with the code typed before. */
  | { readonly kind: "code"; readonly bundle: FoundBundle; readonly fault?: string }
  /** One of the four questions the app asks: a file of another day is laid over what is here. */
  | { readonly kind: "confirm"; readonly ops: readonly Op[]; readonly madeAt: number }
  | { readonly kind: "done"; readonly said: string }
  | { readonly kind: "failed"; readonly said: string }

export interface Taking {
  readonly step: TakingStep
  readonly takeFile: (file: File) => void
  readonly takeBytes: (bytes: Uint8Array<ArrayBuffer>) => void
  readonly giveCode: (bundle: FoundBundle, typed: string) => void
  readonly confirm: (ops: readonly Op[]) => void
  readonly leave: () => void
}

/** Takes in what came from another tablet, step by step. Nothing is changed before the last one. */
export function useTaking(): Taking {
  const words = useWords(rescueWords)
  const services = useServices()
  const { place } = services
  const [step, setStep] = useState<TakingStep>({ kind: "rest" })
  const fail = (fault: keyof typeof words.fault): TakingStep => ({
    kind: "failed",
    said: words.fault[fault],
  })
  const askFor = (bundle: FoundBundle, fault?: keyof typeof words.fault): TakingStep =>
    fault === undefined
      ? { kind: "code", bundle }
      : { kind: "code", bundle, fault: words.fault[fault] }
  const relayed = (outcome: Relayed, bundle: FoundBundle): TakingStep => {
    switch (outcome.kind) {
      case "taken": {
        const { applied, superseded, refused } = outcome
        const said =
          refused === 0
            ? words.done.taken(applied + superseded)
            : words.done.takenPart(applied + superseded, refused)
        return { kind: "done", said }
      }
      case "kept":
        return { kind: "done", said: words.done.kept }
      case "carried":
        return { kind: "done", said: words.done.carried(outcome.ops) }
      case "too-big":
      case "full":
        return fail(outcome.kind)
      case "fault": {
        // The server has got another key since: the code still opens it.
        const hasCode = bundle.sealed.code !== null
        const isOtherKey = outcome.fault === "foreign" || outcome.fault === "no-way"
        return hasCode && isOtherKey ? askFor(bundle) : fail(outcome.fault)
      }
    }
  }
  const begin = async (found: FoundRescue): Promise<TakingStep> => {
    if (found.kind === "fault") return fail(found.fault)
    if (place.mode === "demo") return fail("practice")
    if (found.kind === "plain") {
      return { kind: "confirm", ops: opsOfPlain(found.unsent), madeAt: found.unsent.madeAt }
    }
    const { bundle } = found
    switch (planFor(place, bundle)) {
      case "foreign":
      case "practice":
        return fail("foreign")
      case "relay":
        return relayed(await relay(services, bundle), bundle)
      case "code-then-own":
      case "code-then-relay":
        return bundle.sealed.code === null ? fail("no-way") : askFor(bundle)
    }
  }
  const withCode = async (bundle: FoundBundle, typed: string): Promise<TakingStep> => {
    if (planFor(place, bundle) === "code-then-own") {
      const opened = await opsInBundle(bundle, typed)
      return opened.kind === "fault"
        ? askFor(bundle, opened.fault)
        : { kind: "confirm", ops: opened.ops, madeAt: opened.madeAt }
    }
    const resealed = await sealedToServer(services, bundle, typed)
    if (resealed.kind === "fault") return askFor(bundle, resealed.fault)
    const found = await readFoundBytes(resealed.bytes)
    if (found.kind !== "bundle") return fail("damaged")
    return relayed(await relay(services, found.bundle), found.bundle)
  }
  const run = (next: () => Promise<TakingStep>): void => {
    setStep({ kind: "working" })
    void (async () => setStep(await next()))()
  }
  return {
    step,
    takeFile: (file) => run(async () => begin(await readRescueFile(file))),
    takeBytes: (bytes) => run(async () => begin(await readFoundBytes(bytes))),
    giveCode: (bundle, typed) => run(() => withCode(bundle, typed)),
    confirm: (ops) =>
      run(async () => {
        const written = await takeIn(services, ops)
        if (written.kind !== "saved") return fail(written.kind)
        const { changed } = written
        const said = changed === 0 ? words.done.ownNothing : words.done.own(changed)
        return { kind: "done", said }
      }),
    leave: () => setStep({ kind: "rest" }),
  }
}
