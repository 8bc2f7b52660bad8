import { pair, type SameKeys } from "./pair.ts"

/** The frame around the screens, and the moments in which no screen can open. */
const ru = {
  today: "Сегодня",
  classes: "Классы",
  season: "Сезон",
  report: "Отчёты",
  area: "Свод",
  more: "Ещё",
  blocked:
    "Бортжурнал открыт в другом окне в старой версии. Закройте другие окна, и это откроется само.",
  outdated: "В другом окне открылась новая версия. Всё сохранено; откройте это окно заново.",
  lost: "Браузер закрыл хранилище и не открывает его снова. Откройте окно заново.",
  wiped:
    "Хранилище браузера только что очищено вместе с записями. Откройте окно заново: увидите, что здесь было и как вернуть отправленное.",
  unusable:
    "Браузер не даёт сохранять данные на этом планшете. Выйдите из режима инкогнито или освободите место, потом откройте заново.",
  reload: "Открыть заново",
  full: "На планшете кончилось место: последнее не записано. Освободите место и повторите.",
  closed: "Хранилище закрылось, последнее не записано. Откройте окно заново и повторите.",
  refusedValue: "Так записать нельзя: проверьте длину и вид того, что ввели.",
  notFound: "Такой страницы нет. Возможно, она была в другой школе или её отменили.",
  toToday: "На «Сегодня»",
}

const en: SameKeys<typeof ru> = {
  today: "Today",
  classes: "Classes",
  season: "Season",
  report: "Reports",
  area: "Summary",
  more: "More",
  blocked:
    "The logbook is open elsewhere in an old version. Close the other windows and this one opens.",
  outdated: "A new version has opened in another window. All is saved; reload this window.",
  lost: "The browser closed the storage and does not open it again. Reload this window.",
  wiped:
    "The browser’s storage has just been cleared with the records in it. Reload: you will see what was here and how to bring back what was sent.",
  unusable:
    "The browser does not let this tablet store data. Leave private mode or free some space, then reload.",
  reload: "Reload",
  full: "The tablet is full: the last change was not saved. Free some space and try again.",
  closed:
    "The storage has closed and the last change was not saved. Reload the window and try again.",
  refusedValue: "This cannot be saved: check the length and the form of what was typed.",
  notFound: "There is no such page. It may have been in another school, or was cancelled.",
  toToday: "To Today",
}

export const shellWords = pair(ru, en)
