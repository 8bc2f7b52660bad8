import type { KeySet, Refused } from "#/platform/unlocking.ts"
import type { lockWords } from "#/text/lock.ts"

type Words = (typeof lockWords)["ru"]

type NotSet = Exclude<KeySet, Refused | { readonly kind: "set" | "secret-needed" }>

/** Why a way to the key was not made or changed. */
export function keySetSentence(result: NotSet, words: Words): string {
  switch (result.kind) {
    case "weak":
      return weaknessSentence(result.why, words)
    case "server":
      return result.failure === "weak-passphrase"
        ? words.newPhrase.weak.common
        : words.server[result.failure]
    case "cancelled":
    case "unsupported":
      return words.key.passkeyFailed
  }
}

type Why = Extract<KeySet, { readonly kind: "weak" }>["why"]

/** «short» is said of PINs where they are typed; here it is about a phrase. */
function weaknessSentence(why: Why, { newPin, newPhrase }: Words): string {
  switch (why) {
    case "short":
    case "common":
      return newPhrase.weak[why]
    case "not-digits":
    case "repeats":
    case "row":
    case "date":
      return newPin.weak[why]
  }
}

/** The server refuses only a phrase that was typed wrong. */
export type SecretRefusal = Refused | Extract<KeySet, { readonly kind: "server" }>

/** Why the PIN or the phrase that was to show who it is did not do. */
export function secretSentence(refused: SecretRefusal, words: Words): string {
  switch (refused.kind) {
    case "wrong":
      return refused.triesLeft === null ? words.phrase.wrong : words.pin.wrong(refused.triesLeft)
    case "wait":
      return words.wait(Math.ceil(refused.waitMs / 1000))
    case "pin-gone":
      return words.secret.gone
    case "no-way":
      return words.secret.noWay
    case "server":
      return words.phrase.wrong
  }
}
