import { pair, type SameKeys } from "./pair.ts"
import { counted, countedEn, plural } from "./plural.ts"

/** The first run, joining a school and setting up a server. */
const ru = {
  title: "Бортжурнал",
  sub: "Журнал педагога-навигатора: классы, уроки, диагностика. Работает и без интернета.",
  invited: {
    title: "У меня есть приглашение",
    text: "Наведите камеру планшета на QR-код или введите код из 12 знаков. Классы школы откроются здесь, записи будут отправляться сами.",
    action: "Войти по приглашению",
  },
  alone: {
    title: "Без сервера",
    text: "Всё останется на этом планшете. К школе можно присоединиться позже: ничего не потеряется.",
    action: "Начать без сервера",
  },
  practice: {
    title: "Учебный класс",
    text: "Придуманные 7Б и 8А с уроками и отметками. Можно нажимать всё подряд: никуда не отправляется.",
    action: "Посмотреть учебный класс",
  },
  opening: "Открываем…",
  already: "На этом планшете журнал уже ведётся.",
  toJournal: "Вернуться в журнал",
  toStart: "К началу",
  emptied: {
    title: "Хранилище браузера очищено",
    were: (classes: number, waiting: number, when: string) =>
      `Здесь были: ${counted(classes, "класс", "класса", "классов")}, ${
        waiting === 0
          ? "всё было отправлено"
          : `ждали отправки ${counted(waiting, "запись", "записи", "записей")}`
      } (${when}).`,
    why: "Так бывает после очистки истории, сброса планшета или когда на нём кончилось место.",
    again:
      "Войдите по новой ссылке: всё, что было отправлено, вернётся. Ссылку даёт директор школы.",
    resume: (name: string, school: string) => `Вход сохранился: ${name}, ${school}.`,
    resumeAction: "Вернуть отправленное",
    rescue:
      "То, что не успело уйти, есть только в спасательном файле, если вы его сохраняли. Откройте журнал, и файл можно будет вернуть на странице отправки.",
  },
  setUp: {
    title: "Новый сервер школы",
    sub: "Сервер пуст. Назовите школу и её директора: вы войдёте как директор и сможете пригласить педагогов.",
    schoolName: "Школа",
    schoolExample: "Например, Школа № 12",
    city: "Город",
    name: "Ваши фамилия, имя, отчество",
    nameExample: "Например, Кузнецова Марина Павловна",
    missing: "Без этого школу не создать.",
    action: "Создать школу и войти",
    working: "Создаём школу…",
  },
  join: {
    title: "Приглашение в школу",
    titleArea: "Приглашение координатора",
    code: "Код приглашения",
    codeHint: "12 знаков, как AC3E-HK4M-PT5X. Регистр и дефисы не важны.",
    codeWrong: "В коде 12 знаков. Проверьте, все ли они введены.",
    look: "Открыть приглашение",
    looking: "Спрашиваем сервер…",
    qr: "QR-код открывают камерой планшета: наведите её на код и нажмите на ссылку.",
    noInvitation: "Нет приглашения? Его делает директор школы в разделе «Школа».",
    otherCode: "Ввести другой код",
    greeting: (name: string) => `Здравствуйте, ${name}`,
    who: "Кто вы",
    school: "Школа",
    area: "Город или регион",
    until: "Действует",
    untilWhen: (when: string) => `до ${when}`,
    nothingHere: "На этом планшете пока ничего нет: классы школы загрузятся сюда.",
    localGoes: (records: number, school: string) =>
      `${counted(records, "запись", "записи", "записей")} с этого планшета ${plural(records, "уйдёт", "уйдут", "уйдут")} в школу: ${school}. Здесь они тоже останутся.`,
    keeps: (records: number) =>
      records === 0
        ? "Планшет уже ваш. Всё останется на месте."
        : `Планшет уже ваш. ${counted(records, "запись", "записи", "записей")} в сохранности и ${plural(records, "уйдёт", "уйдут", "уйдут")} после входа.`,
    accept: "Войти в школу",
    acceptArea: "Войти",
    nothingHereArea: "На этом планшете пока ничего нет: числа по школам загрузятся сюда.",
    accepting: "Входим…",
    notNow: "Не сейчас",
    beside: (names: readonly string[]) =>
      names.length === 0
        ? "На этом планшете уже есть чужой журнал. Ваш будет отдельным: каждый закрыт от других своим PIN-кодом."
        : `На этом планшете уже есть журнал: ${names.join(", ")}. Ваш будет отдельным: каждый закрыт от других своим PIN-кодом.`,
    openByPin: "Открыть по PIN",
    openByThis: "PIN забыт: открыть приглашением",
    locked: (name: string) =>
      `На этом планшете есть ваш журнал${name === "" ? "" : `, ${name}`}, и он закрыт. Откройте его по PIN, а если PIN забыт, этим приглашением.`,
  },
  failure: {
    used: "По этому приглашению уже вошли. Попросите директора сделать новое.",
    expired: "Срок приглашения вышел или его заменили новым. Попросите директора сделать новое.",
    unknown: "Такого приглашения нет. Проверьте код или попросите новое.",
    "wrong-link":
      "Эта ссылка не подходит. Возьмите последнюю, которую напечатал сервер при запуске.",
    "already-set-up": "Школа на этом сервере уже создана. Войдите по приглашению.",
    "too-many": "Слишком много попыток. Подождите минуту и повторите.",
    broken: "Сервер ответил не так, как нужно. Повторите, а если не поможет, обновите приложение.",
    offline: "Нет связи. Код можно ввести позже, работать можно и без него.",
    unreachable: "Сервер не отвечает. Код можно ввести позже, работать можно и без него.",
    portal:
      "Вместо сервера ответила чужая страница: вход в вайфай или школьный фильтр. Откройте браузер, войдите в сеть и повторите.",
  },
  install: {
    title: "Значок на экране",
    why: "С экрана журнал открывается без интернета, а браузер бережёт записи.",
    action: "Установить",
    done: "Установлено: открывайте журнал со значка на экране.",
  },
}

const en: SameKeys<typeof ru> = {
  title: "Logbook",
  sub: "The navigator teacher’s log: classes, lessons, diagnostics. Works without the internet too.",
  invited: {
    title: "I have an invitation",
    text: "Point the tablet’s camera at the QR code or type the 12-character code. The school’s classes open here and records send themselves.",
    action: "Join by invitation",
  },
  alone: {
    title: "Without a server",
    text: "Everything stays on this tablet. You can join a school later and nothing is lost.",
    action: "Start without a server",
  },
  practice: {
    title: "Practice class",
    text: "Invented classes 7Б and 8А with lessons and marks. Press anything: nothing is sent anywhere.",
    action: "See the practice class",
  },
  opening: "Opening…",
  already: "There is a logbook on this tablet already.",
  toJournal: "Back to the logbook",
  toStart: "To the start",
  emptied: {
    title: "The browser’s storage was cleared",
    were: (classes, waiting, when) =>
      `Here were: ${countedEn(classes, "class", "classes")}, ${
        waiting === 0 ? "all sent" : `${countedEn(waiting, "record", "records")} waiting to be sent`
      } (${when}).`,
    why: "This happens when the history is cleared, the tablet is reset or has run out of space.",
    again: "Sign in by a new link: whatever was sent comes back. The head of the school gives it.",
    resume: (name, school) => `You are still signed in: ${name}, ${school}.`,
    resumeAction: "Bring back what was sent",
    rescue:
      "What had not been sent exists only in a rescue file, if you saved one. Open the logbook and give it back on the page about sending.",
  },
  setUp: {
    title: "A new school server",
    sub: "The server is empty. Name the school and its head: you sign in as the head and can invite teachers.",
    schoolName: "School",
    schoolExample: "For example, School No. 12",
    city: "City",
    name: "Your full name",
    nameExample: "For example, Kuznetsova Marina Pavlovna",
    missing: "The school cannot be made without it.",
    action: "Make the school and sign in",
    working: "Making the school…",
  },
  join: {
    title: "Invitation to a school",
    titleArea: "Invitation for a coordinator",
    code: "Invitation code",
    codeHint: "12 characters like AC3E-HK4M-PT5X. Case and dashes do not matter.",
    codeWrong: "A code has 12 characters. Check that all of them are there.",
    look: "Open the invitation",
    looking: "Asking the server…",
    qr: "A QR code is opened with the tablet’s camera: point it at the code and tap the link.",
    noInvitation: "No invitation? The head of the school makes one under “School”.",
    otherCode: "Type another code",
    greeting: (name) => `Hello, ${name}`,
    who: "Who you are",
    school: "School",
    area: "City or region",
    until: "Valid",
    untilWhen: (when) => `until ${when}`,
    nothingHere: "There is nothing on this tablet yet: the school’s classes will load here.",
    localGoes: (records, school) =>
      `${countedEn(records, "record", "records")} of this tablet will go to the school: ${school}. They stay here too.`,
    keeps: (records) =>
      records === 0
        ? "The tablet is yours already. Everything stays in its place."
        : `The tablet is yours already. ${countedEn(records, "record is", "records are")} safe and will be sent after signing in.`,
    accept: "Join the school",
    acceptArea: "Sign in",
    nothingHereArea:
      "There is nothing on this tablet yet: the counts of the schools will load here.",
    accepting: "Joining…",
    notNow: "Not now",
    beside: (names) =>
      names.length === 0
        ? "Somebody else’s journal is on this tablet already. Yours will be separate: each is closed to others by a PIN of its own."
        : `There is a journal on this tablet already: ${names.join(", ")}. Yours will be separate: each is closed to others by a PIN of its own.`,
    openByPin: "Open by PIN",
    openByThis: "PIN forgotten: open by the invitation",
    locked: (name) =>
      `Your logbook is on this tablet${name === "" ? "" : `, ${name}`}, and it is locked. Open it by its PIN or, if the PIN is forgotten, by this invitation.`,
  },
  failure: {
    used: "Somebody has joined by this invitation already. Ask the head for a new one.",
    expired: "The invitation is over or was replaced by a new one. Ask the head for a new one.",
    unknown: "There is no such invitation. Check the code or ask for a new one.",
    "wrong-link": "This link does not fit. Take the last one the server printed when it started.",
    "already-set-up": "The school on this server exists already. Join by an invitation.",
    "too-many": "Too many tries. Wait a minute and try again.",
    broken:
      "The server’s answer was not what it should be. Try again; if it persists, update the app.",
    offline: "No connection. The code can be typed later; you can work without it.",
    unreachable:
      "The server does not answer. The code can be typed later; you can work without it.",
    portal:
      "A foreign page answered instead of the server: a wifi sign-in or a school filter. Open the browser, sign in to the network and try again.",
  },
  install: {
    title: "An icon on the screen",
    why: "From the home screen the logbook opens without internet and the browser keeps your records.",
    action: "Install",
    done: "Installed: open the logbook from its icon.",
  },
}

export const startWords = pair(ru, en)
