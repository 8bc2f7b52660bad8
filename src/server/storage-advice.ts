import { databaseIn } from "./data-folder.ts"
import type { LogLine } from "./log.ts"
import type { StorageTrouble } from "./storage-trouble.ts"

/** What is wrong with the data folder and what to do about it, in a sentence for whoever runs the server. */
export function storageAdvice(trouble: StorageTrouble, data: string): string {
  const file = databaseIn(data)
  switch (trouble) {
    case "full":
      return `на диске, где лежит ${file}, нет места. Освободите его: запись продолжится сама, планшеты пришлют всё, что накопили`
    case "read-only":
      return `в папку «${data}» или в файл ${file} нельзя писать. Верните право записи тому, от чьего имени работает сервер, и проверьте, что диск подключён не только для чтения`
    case "damaged":
      return `база ${file} повреждена, из неё ничего не отдаётся. Остановите сервер и верните последнюю копию: npm run restore -- --data ${data} --from <файл копии>`
    case "failing":
      return `диск не даёт читать или писать ${file}. Проверьте, что папка «${data}» на месте и доступна и что диск исправен`
  }
}

/** The same trouble is told again when it lasts for so long. */
const tellAgainMs = 600_000

/** Passes the lines of the log on, and says at the first one that tells of a trouble what to do about it. */
export function logWithAdvice(
  log: (line: LogLine) => void,
  { data, nowMs, say }: { data: string; nowMs: () => number; say: (advice: string) => void },
): (line: LogLine) => void {
  const toldAt = new Map<StorageTrouble, number>()
  return (line) => {
    log(line)
    const { storage } = line
    if (storage === undefined) return
    const now = nowMs()
    if (now - (toldAt.get(storage) ?? Number.NEGATIVE_INFINITY) < tellAgainMs) return
    toldAt.set(storage, now)
    say(storageAdvice(storage, data))
  }
}
