import { pair, type SameKeys } from "./pair.ts"
import { counted, countedEn, plural } from "./plural.ts"

/** The sync indicator: always words, a count and a time. `when` is a formatted moment, `from` a formatted day. */
const ru = {
  allSent: (when: string) => `Всё отправлено · ${when}`,
  waiting: (records: number) => `Сохранено на планшете · ждут отправки: ${records}`,
  sending: (sent: number, records: number) => `Отправляем: ${sent} из ${records}`,
  offline: (records: number) =>
    records === 0
      ? "Нет связи. Работайте дальше"
      : `Нет связи. Работайте дальше · ждут: ${records}`,
  full: (records: number) => `На планшете нет места для обмена · ждут: ${records}`,
  unreachable: (retryAt: string, records: number) =>
    `Сервер не отвечает, повторим в ${retryAt} · ждут: ${records}`,
  signIn: (records: number) =>
    records === 0
      ? "Войдите, чтобы получать и отправлять"
      : `Войдите, чтобы отправить. ${counted(records, "запись", "записи", "записей")} в сохранности`,
  refused: (records: number) =>
    `Сервер не принял ${counted(records, "запись", "записи", "записей")} — посмотреть`,
  conflict: (pupils: number) =>
    `Разные отметки у ${pupils} ${plural(pupils, "ученика", "учеников", "учеников")} — выбрать`,
  twoValues: (fields: number) => `Два разных значения: ${fields} — выбрать`,
  oldLists: (from: string) => `Списки от ${from}`,
  practice: "Учебные данные",
  localOnly: "Только на этом планшете",
  revoked: (records: number) => `Доступ к школе закрыт · на планшете: ${records}`,
  oldApp: (records: number) => `Обновите приложение, чтобы отправить · ждут: ${records}`,
}

const en: SameKeys<typeof ru> = {
  allSent: (when) => `All sent · ${when}`,
  waiting: (records) => `Saved on this tablet · ${records} waiting`,
  sending: (sent, records) => `Sending ${sent} of ${records}`,
  offline: (records) =>
    records === 0 ? "Offline. Keep working" : `Offline. Keep working · ${records} waiting`,
  full: (records) => `No room on this tablet to send and receive · ${records} waiting`,
  unreachable: (retryAt, records) =>
    `Server not answering, next try ${retryAt} · ${records} waiting`,
  signIn: (records) =>
    records === 0
      ? "Sign in to send and receive"
      : `Sign in to send. ${countedEn(records, "record is", "records are")} safe`,
  refused: (records) => `${countedEn(records, "record", "records")} not accepted — see why`,
  conflict: (pupils) => `${countedEn(pupils, "pupil has", "pupils have")} two different marks`,
  twoValues: (fields) => `${countedEn(fields, "field has", "fields have")} two different values`,
  oldLists: (from) => `Lists from ${from}`,
  practice: "Practice data",
  localOnly: "Only on this tablet",
  revoked: (records) => `Access to the school has ended · ${records} kept here`,
  oldApp: (records) => `Update the app to send · ${records} waiting`,
}

export const syncWords = pair(ru, en)
