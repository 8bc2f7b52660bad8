import { pair, type SameKeys } from "./pair.ts"

/** Signing in again where one stands: the journal is open, only the session with the school has ended. */
const ru = {
  title: "Войти парольной фразой",
  why: (name: string) =>
    `${name}, введите свою парольную фразу: записи уйдут сами. На планшете ничего не изменится.`,
  signIn: "Войти и отправить",
  signingIn: "Входим…",
}

const en: SameKeys<typeof ru> = {
  title: "Sign in with the passphrase",
  why: (name) =>
    `${name}, type your passphrase and the records go by themselves. Nothing on this tablet changes.`,
  signIn: "Sign in and send",
  signingIn: "Signing in…",
}

export const signInWords = pair(ru, en)
