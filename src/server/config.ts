import { parseArgs } from "node:util"

export interface Config {
  readonly port: number
  readonly host: string
  readonly data: string
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
  --restored           база восстановлена из копии: планшеты пришлют то, чего в ней нет
  --worker-off         отдавать service worker, который убирает сам себя
  --help               эта справка`

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
    return {
      kind: "config",
      config: {
        port,
        host: values.host ?? environment["HOST"] ?? (behindTls ? "127.0.0.1" : "0.0.0.0"),
        data: values.data ?? environment["DATA_FOLDER"] ?? "data",
        assets: values.dev === true ? null : (values.assets ?? "dist"),
        behindTls,
        workerOff: values["worker-off"] ?? false,
        demo: values.demo ?? false,
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
  restored: { type: "boolean" },
  "worker-off": { type: "boolean" },
  help: { type: "boolean" },
} as const

function wrong(message: string): ReadConfig {
  return { kind: "wrong", message }
}
