import { pair, type SameKeys } from "./pair.ts"

/** «Ещё»: settings, this device, and what is rarely needed. */
const ru = {
  title: "Ещё",
  place: {
    title: "Этот планшет",
    school: "Школа",
    person: "Кто ведёт",
    you: "вы, без входа",
    role: {
      head: "директор",
      navigator: "педагог-навигатор",
      leader: "ведущий урока",
    },
    alone: "без сервера",
    demo: "учебные данные",
    device: "Номер устройства",
    since: "Журнал ведётся",
    sinceWhen: (when: string) => `с ${when}`,
  },
  work: {
    title: "Журнал",
    school: "Школа",
    schoolDetail: "люди, приглашения, классы педагогов",
    join: "Присоединиться к школе",
    joinDetail: "по приглашению; записи останутся и уйдут туда",
    sync: "Отправка",
    syncDetail: "что ждёт, что не принято, сохранить в файл",
    imports: "Загруженные списки",
    importsDetail: "откуда классы, отменить загрузку",
    templates: "Чек-листы школы",
    templatesDetail: "пункты для новых уроков",
  },
  practice: {
    title: "Учебный класс",
    enter: "Посмотреть учебный класс",
    enterWhy: "Придуманные 7Б и 8А. Ваши записи останутся нетронутыми.",
    leave: "Выйти из учебного класса",
    leaveWhy: "Сейчас открыт учебный класс: всё придумано, ничего не отправляется.",
  },
  device: {
    title: "Устройство",
    install: "Установка",
    installed: "установлен, открывается со значка",
    notInstalled: "открыт во вкладке браузера",
    storage: "Хранилище",
    storageDetail: "бережёт ли браузер записи, сколько места",
  },
  look: {
    title: "Вид",
    language: "Язык",
    languages: { ru: "Русский", en: "English" },
    theme: "Тема",
    themes: { system: "как на планшете", light: "светлая", dark: "тёмная" },
  },
  about: {
    title: "О журнале",
    what: "Бортжурнал: открытый журнал педагога-навигатора проекта «Билет в будущее». Работает без интернета, ничего не берёт с чужих серверов.",
    version: "Версия",
    protocol: "Протокол",
    licence: "Лицензия",
    howWeTest: "Как мы проверяем",
    server: "Как запустить сервер школы",
    serverSteps: [
      "На школьном компьютере установите Node.js и скачайте журнал.",
      "В его папке выполните npm ci, потом npm start.",
      "Откройте ссылку, которую напечатает сервер: по ней создают школу и входят директором.",
      "В разделе «Школа» пригласите педагогов: они войдут по QR-коду.",
    ],
    serverLost: "Потеряли вход директора: npm start -- --new-head-link.",
  },
  storage: {
    title: "Хранилище",
    kept: {
      kept: "Браузер обещал беречь записи и не стирать их сам.",
      "may-be-wiped": "Браузер может стереть записи, если на планшете кончится место.",
      unknown: "Этот браузер не говорит, бережёт ли он записи.",
    },
    keptShort: { kept: "бережёт", "may-be-wiped": "не обещает", unknown: "неизвестно" },
    ask: "Попросить беречь записи",
    asking: "Спрашиваем браузер…",
    askInstall: "Надёжнее всего поставить журнал значком на экран.",
    toInstall: "Установка",
    declined: "Браузер пока не согласился. Поставьте журнал значком на экран и спросите ещё раз.",
    nearlyFull:
      "Места почти не осталось. Удалите ненужное с планшета: отметки важнее фотографий и фильмов.",
    clock: (by: string) =>
      `Часы планшета расходятся с сервером на ${by}. Порядок записей от этого не страдает, но поправьте время в настройках.`,
    facts: {
      title: "Что здесь есть",
      keeps: "Браузер",
      free: "Свободно",
      used: "Занято журналом",
      unknownSize: "браузер не говорит",
      classes: "Классы",
      pupils: "Ученики",
      activities: "Уроки и мероприятия",
      waiting: "Ждут отправки",
      lists: "Списки от",
      listsLocal: "заведены здесь",
      listsNever: "ещё не загружены",
      offline: "Без интернета",
      offlineYes: "откроется",
      offlineNo: "пока не откроется: журнал ещё не сохранён целиком",
    },
    bytes: (size: number) => bytes(size, ["КБ", "МБ", "ГБ"]),
    checking: "Проверяем…",
  },
}

const en: SameKeys<typeof ru> = {
  title: "More",
  place: {
    title: "This tablet",
    school: "School",
    person: "Kept by",
    you: "you, without signing in",
    role: { head: "head", navigator: "navigator teacher", leader: "lesson leader" },
    alone: "without a server",
    demo: "practice data",
    device: "Device number",
    since: "Logbook kept",
    sinceWhen: (when) => `since ${when}`,
  },
  work: {
    title: "Logbook",
    school: "School",
    schoolDetail: "people, invitations, classes of teachers",
    join: "Join a school",
    joinDetail: "by invitation; the records stay and go there",
    sync: "Sending",
    syncDetail: "what waits, what was not accepted, save to a file",
    imports: "Imported lists",
    importsDetail: "where classes came from, undo an import",
    templates: "The school’s checklists",
    templatesDetail: "items for new lessons",
  },
  practice: {
    title: "Practice class",
    enter: "See the practice class",
    enterWhy: "Invented classes 7Б and 8А. Your own records stay untouched.",
    leave: "Leave the practice class",
    leaveWhy: "The practice class is open: all of it is invented and nothing is sent.",
  },
  device: {
    title: "Device",
    install: "Installing",
    installed: "installed, opens from its icon",
    notInstalled: "open in a tab of the browser",
    storage: "Storage",
    storageDetail: "whether the browser keeps records, how much space",
  },
  look: {
    title: "Look",
    language: "Language",
    languages: { ru: "Русский", en: "English" },
    theme: "Theme",
    themes: { system: "as on the tablet", light: "light", dark: "dark" },
  },
  about: {
    title: "About the logbook",
    what: "An open logbook for navigator teachers of the project “Билет в будущее”. It works without the internet and takes nothing from foreign servers.",
    version: "Version",
    protocol: "Protocol",
    licence: "Licence",
    howWeTest: "How we test",
    server: "How to start a school server",
    serverSteps: [
      "Install Node.js on a school computer and download the logbook.",
      "In its folder run npm ci, then npm start.",
      "Open the link the server prints: it makes the school and signs the head in.",
      "Invite teachers under “School”: they join by a QR code.",
    ],
    serverLost: "If the head’s sign-in is lost: npm start -- --new-head-link.",
  },
  storage: {
    title: "Storage",
    kept: {
      kept: "The browser promised to keep the records and not to wipe them by itself.",
      "may-be-wiped": "The browser may wipe the records when the tablet runs out of space.",
      unknown: "This browser does not tell whether it keeps the records.",
    },
    keptShort: { kept: "keeps them", "may-be-wiped": "does not promise", unknown: "unknown" },
    ask: "Ask to keep the records",
    asking: "Asking the browser…",
    askInstall: "The surest way is an icon on the home screen.",
    toInstall: "Installing",
    declined:
      "The browser has not agreed yet. Put the logbook on the home screen and ask once more.",
    nearlyFull:
      "There is hardly any space left. Remove what is not needed: marks matter more than photos and films.",
    clock: (by) =>
      `The tablet’s clock differs from the server’s by ${by}. The order of records does not suffer, but set the time right.`,
    facts: {
      title: "What is here",
      keeps: "The browser",
      free: "Free",
      used: "Used by the logbook",
      unknownSize: "the browser does not tell",
      classes: "Classes",
      pupils: "Pupils",
      activities: "Lessons and events",
      waiting: "Waiting to be sent",
      lists: "Lists from",
      listsLocal: "made here",
      listsNever: "not loaded yet",
      offline: "Without internet",
      offlineYes: "opens",
      offlineNo: "does not open yet: the logbook is not stored whole",
    },
    bytes: (size) => bytes(size, ["KB", "MB", "GB"]),
    checking: "Checking…",
  },
}

/** «1,2 ГБ», with the decimal sign of the language of the units. */
function bytes(size: number, [kb, mb, gb]: readonly [string, string, string]): string {
  const write = (value: number): string => {
    const text = value >= 10 ? String(Math.round(value)) : value.toFixed(1)
    return kb === "КБ" ? text.replace(".", ",") : text
  }
  if (size >= 1e9) return `${write(size / 1e9)} ${gb}`
  if (size >= 1e6) return `${write(size / 1e6)} ${mb}`
  return `${Math.max(1, Math.round(size / 1e3))} ${kb}`
}

export const moreWords = pair(ru, en)
