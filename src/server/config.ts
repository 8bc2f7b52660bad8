import { parseArgs } from "node:util"

export interface Config {
  readonly port: number
  readonly host: string
  readonly data: string
  /** Where PostgreSQL is; undefined when SQLite in the data folder keeps everything. */
  readonly database: DatabasePlace | undefined
  /** Where the server's key lies; undefined: in the data folder. */
  readonly keyFile: string | undefined
  /** Whose second factor is to be taken off: a person's id, or every head's. */
  readonly resetFactor: string | undefined
  /** Null in development, where Vite serves the screens. */
  readonly assets: string | null
  readonly behindTls: boolean
  readonly workerOff: boolean
  readonly demo: boolean
  readonly newHeadLink: boolean
  readonly restored: boolean
  readonly help: boolean
  /** The address that links are printed with; by default this machine and the port. */
  readonly origin: string | undefined
}

/** From the environment only: flags of a process are seen by everybody on the machine. */
export interface DatabasePlace {
  readonly url: string
  readonly ownerUrl: string | undefined
}

export type ReadConfig =
  | { readonly kind: "config"; readonly config: Config }
  | { readonly kind: "wrong"; readonly message: string }

export const usage = `Бортжурнал, сервер школы

  --port <число>       порт, по умолчанию 8080 (или PORT)
  --host <адрес>       на каком адресе слушать: по умолчанию все, за TLS только 127.0.0.1 (или HOST)
  --data <папка>       где лежат данные, по умолчанию data (или DATA_FOLDER)
  --assets <папка>     собранное приложение, по умолчанию dist
  --origin <адрес>     внешний адрес для ссылок, например https://journal.school.ru (или ORIGIN)
  --behind-tls         перед сервером стоит Caddy или nginx с TLS (или BEHIND_TLS=1)
  --demo               наполнить пустую базу выдуманной школой
  --dev                без экранов: их отдаёт Vite
  --new-head-link      напечатать новую ссылку для входа директора и выйти
  --reset-factor <кто> снять второй фактор: id человека или head (все директора), и выйти
  --restored           база восстановлена из копии: планшеты пришлют то, чего в ней нет
  --worker-off         отдавать service worker, который убирает сам себя
  --help               эта справка

  BORTZHURNAL_KEY_FILE файл ключа сервера, по умолчанию server.key в папке данных
  DATABASE_URL         PostgreSQL вместо файла SQLite: postgres://роль:пароль@машина:5432/база
  DATABASE_OWNER_URL   то же от имени владельца таблиц: создаёт и обновляет их при запуске`

/** Reads flags and the environment, once. Says what is wrong in one line instead of guessing. */
export function readConfig(
  flags: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): ReadConfig {
  try {
    const { values } = parseArgs({ args: [...flags], options, strict: true })
    const behindTls = values["behind-tls"] ?? environment["BEHIND_TLS"] === "1"
    const written = values.port ?? environment["PORT"] ?? "8080"
    const port = Number(written)
    if (!/^\d+$/.test(written) || port > 65_535) return wrong(`порт «${written}» не число до 65535`)
    const origin = values.origin ?? environment["ORIGIN"]
    if (origin !== undefined && !URL.canParse(origin)) return wrong(`«${origin}» не адрес`)
    const database = databasePlace(environment)
    if (database === "wrong") {
      return wrong(
        "DATABASE_URL и DATABASE_OWNER_URL пишутся так: postgres://роль:пароль@машина:5432/база",
      )
    }
    return {
      kind: "config",
      config: {
        port,
        database,
        host: values.host ?? environment["HOST"] ?? (behindTls ? "127.0.0.1" : "0.0.0.0"),
        data: values.data ?? environment["DATA_FOLDER"] ?? "data",
        assets: values.dev === true ? null : (values.assets ?? "dist"),
        behindTls,
        workerOff: values["worker-off"] ?? false,
        demo: values.demo ?? false,
        keyFile: environment["BORTZHURNAL_KEY_FILE"] || undefined,
        resetFactor: values["reset-factor"],
        newHeadLink: values["new-head-link"] ?? false,
        restored: values.restored ?? false,
        help: values.help ?? false,
        origin: origin === undefined ? undefined : new URL(origin).origin,
      },
    }
  } catch (fault) {
    return wrong(fault instanceof Error ? fault.message : "непонятные параметры")
  }
}

const options = {
  port: { type: "string" },
  host: { type: "string" },
  data: { type: "string" },
  assets: { type: "string" },
  origin: { type: "string" },
  "behind-tls": { type: "boolean" },
  demo: { type: "boolean" },
  dev: { type: "boolean" },
  "new-head-link": { type: "boolean" },
  "reset-factor": { type: "string" },
  restored: { type: "boolean" },
  "worker-off": { type: "boolean" },
  help: { type: "boolean" },
} as const

/** Never repeats what was written there: it holds a password. */
export function databasePlace(
  environment: Readonly<Record<string, string | undefined>>,
): DatabasePlace | undefined | "wrong" {
  const url = environment["DATABASE_URL"] || undefined
  const ownerUrl = environment["DATABASE_OWNER_URL"] || undefined
  if (url === undefined) return ownerUrl === undefined ? undefined : "wrong"
  const written = [url, ownerUrl].filter((one) => one !== undefined)
  return written.every(isPostgres) ? { url, ownerUrl } : "wrong"
}

function isPostgres(url: string): boolean {
  return URL.canParse(url) && /^postgres(ql)?:$/.test(new URL(url).protocol)
}

function wrong(message: string): ReadConfig {
  return { kind: "wrong", message }
}
