import { pair, type SameKeys } from "./pair.ts"

/** The line about a newer release: what has happened and what a tap does. Nothing is ever reloaded without the tap. */
const ru = {
  ready: "Есть новая версия. Обновите, когда закончите: записи сохранены.",
  update: "Обновить",
  applying: "Обновляем…",
  failed: "Новая версия скачалась не целиком. Работает прежняя, попробуем позже.",
  replaced: "В другой вкладке включили новую версию. Эта пока работает на прежней.",
  partMissing: "Часть журнала не загрузилась. Откройте его заново, когда будет связь.",
  reopen: "Открыть заново",
}

const en: SameKeys<typeof ru> = {
  ready: "A new version is here. Update when you have finished: your records are saved.",
  update: "Update",
  applying: "Updating…",
  failed: "The new version did not download whole. The present one works on; we will try later.",
  replaced: "Another tab has switched to the new version. This one still runs the old one.",
  partMissing: "A part of the logbook did not load. Open it again once there is a connection.",
  reopen: "Open again",
}

export const updateWords = pair(ru, en)
