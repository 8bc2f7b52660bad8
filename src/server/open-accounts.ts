import type { Accounts } from "./accounts.ts"
import { argon2id, createHasher } from "./passphrase-hasher.ts"
import { openServerKey } from "./server-key.ts"
import type { Store } from "./store.ts"

/** Which key the database was last used with. */
const keySetting = "server-key"

export interface OpenedAccounts {
  /** Undefined when there is no key: everything else works. */
  readonly accounts: Accounts | undefined
  /** What whoever runs the server should know, a sentence each. */
  readonly advice: readonly string[]
}

/** Opens the server's key, or makes it at the first start, and says what is wrong with it. */
export async function openAccounts(store: Store, file: string): Promise<OpenedAccounts> {
  const opened = openServerKey(file)
  if (opened.kind === "none")
    return { accounts: undefined, advice: [withoutKeyLine(file, opened.code)] }
  const { key, isForAnyone } = opened
  const former = await store.transaction(async ({ door }) => {
    const known = await door.setting(keySetting)
    if (known !== key.id) await door.setSetting(keySetting, key.id)
    return known
  })
  const isOther = former !== undefined && former !== key.id
  return {
    accounts: { key, hasher: createHasher(argon2id(key.pepper)) },
    advice: [...(isOther ? [otherKeyLine(file)] : []), ...(isForAnyone ? [openToAll(file)] : [])],
  }
}

function withoutKeyLine(file: string, code: string): string {
  const why = code === "damaged" ? "в нём не ключ" : code
  return `ключ сервера ${file} не открыть (${why}). Парольные фразы, ключи планшетов на хранении и вторые факторы не действуют, остальное работает. Верните файл и запустите снова`
}

function otherKeyLine(file: string): string {
  return `ключ сервера ${file} не тот, с которым работали прежде. Парольные фразы, ключи планшетов на хранении и вторые факторы, заведённые с прежним, не действуют. Верните прежний файл; если его больше нет, заведите их заново`
}

function openToAll(file: string): string {
  return `ключ сервера ${file} могут прочитать и другие пользователи машины: chmod 600 ${file}`
}
