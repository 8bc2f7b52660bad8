import { pair, type SameKeys } from "./pair.ts"
import { counted, countedEn, plural } from "./plural.ts"

const records = (count: number): string => counted(count, "запись", "записи", "записей")
const changes = (count: number): string => counted(count, "изменение", "изменения", "изменений")

/** What is unsent as a file or a run of codes, and how it comes back. */
const ru = {
  title: "Спасти записи",
  back: "Ещё",
  give: {
    title: "Отдать с этого планшета",
    none: "Всё, что здесь записано, есть на сервере: спасать нечего.",
    noneLocal: "Записей пока нет, спасать нечего.",
    only: (count: number) =>
      `Только на этом планшете: ${changes(count)}. Сохраните их зашифрованным файлом или покажите камере другого планшета, сеть не нужна.`,
    file: "Сохранить в файл",
    show: "Показать другому планшету",
    saved: (count: number) => `Файл готов, в нём ${changes(count)}`,
    savedJoined:
      "Отдайте файл любому педагогу школы: он откроет его в журнале, и записи попадут на сервер как ваши. Прочесть их по дороге нельзя. Код нужен, только если у школы новый сервер.",
    savedLocal:
      "Файл открывается только этим кодом. Запишите код отдельно от файла: второй раз мы его не покажем.",
    code: "Код к файлу",
  },
  run: {
    title: "Показ другому планшету",
    how: "На другом планшете откройте «Ещё», «Спасти записи», «Снять камерой» и держите его в ладони от этого экрана. Коды идут по кругу, пропущенный покажется снова.",
    picture: (place: number, of: number) => `Код ${place} из ${of}`,
    preparing: "Готовим коды",
    pause: "Остановить",
    go: "Пустить дальше",
    before: "Предыдущий",
    after: "Следующий",
    speed: "Скорость",
    speeds: { slow: "Медленно", usual: "Обычно", fast: "Быстро" },
    coarse: "Крупные коды",
    coarseWhy: "Их больше, но они читаются слабой камерой. Другой планшет начнёт сначала.",
    end: "Закончить показ",
    code: "Этот код попросит другой планшет",
    codeSpare: "Код на случай, если у школы новый сервер",
  },
  take: {
    title: "Принять с другого планшета",
    why: "Файл или показ с планшета, который не может отправить сам: вашего прежнего или другого педагога школы.",
    whyLocal: "Файл или показ с вашего прежнего планшета.",
    file: "Открыть файл",
    camera: "Снять камерой",
    working: "Принимаем",
    codeAsk: "Код из 20 знаков, его показал другой планшет",
    codeHint: "Большие и маленькие буквы, пробелы и раскладка не важны.",
    codeShort: "В коде 20 знаков: буквы и цифры.",
    open: "Открыть",
    cancel: "Не открывать",
  },
  camera: {
    title: "Камера",
    aim: "Наведите камеру на коды другого планшета.",
    video: "То, что видит камера",
    progress: (have: number, of: number) => `Прочитано ${have} из ${of}`,
    missing: (list: string) => `Ещё нет: ${list}`,
    andMore: (count: number) => `и ещё ${count}`,
    otherRun: "Это коды другого показа. Начните с ним заново или верните прежний планшет.",
    restart: "Читать новый показ",
    notOurs: "Этот код не из показа журнала.",
    close: "Закрыть камеру",
    opening: "Открываем камеру",
    denied: "Браузер не даёт журналу камеру: разрешите её для этого адреса в настройках.",
    none: "Камеры здесь нет. Передайте записи файлом.",
    busy: "Камера занята другим приложением. Закройте его и попробуйте ещё раз.",
    insecure: "Камера работает, только когда журнал открыт по https. Передайте записи файлом.",
  },
  done: {
    taken: (count: number) =>
      count === 0
        ? "Эти записи уже есть на сервере, ничего не задвоено."
        : `Сервер принял ${changes(count)}. Файл больше не нужен.`,
    takenPart: (count: number, refused: number) =>
      `Сервер принял ${changes(count)}, а ${refused} не принял: они сохранены для директора.`,
    kept: "Записи на сервере, теперь их посмотрит директор. Файл больше не нужен.",
    carried: (count: number) =>
      `Связи нет, поэтому этот планшет повезёт ${records(count)} на сервер сам. Файл пока не удаляйте.`,
    own: (count: number) => `Возвращено: ${records(count)}`,
    ownNothing: "Всё из этого файла уже есть на планшете или записано здесь позже.",
  },
  fault: {
    "not-ours": "Это не спасательный файл журнала.",
    newer: "Файл сделан более новой версией журнала: обновите журнал и откройте его ещё раз.",
    cut: "Файл скопирован не целиком. Скопируйте его ещё раз с того планшета.",
    damaged: "Файл повреждён по дороге. Скопируйте его ещё раз с того планшета.",
    foreign: "Это записи другой школы: здесь их принять нельзя.",
    "no-way": "Этот файл открывается только на сервере своей школы.",
    "wrong-code": "Код не подходит к этому файлу. Проверьте, что он от него, и наберите ещё раз.",
    "no-key": "Нужна связь с сервером школы. Сохраните файл и откройте его, когда она появится.",
    "too-big":
      "Файл слишком большой, чтобы отправить его отсюда. Отдайте его тому, кто ведёт сервер: npm run rescue.",
    practice: "Учебный класс ничего не принимает. Выйдите из него и откройте файл ещё раз.",
    refused:
      "Файл записан другой версией журнала: обновите журнал и повторите. Ничего не изменено.",
    full: "На планшете нет места. Ничего не изменено, файл цел.",
    closed: "База журнала закрыта, обновите страницу. Ничего не изменено, файл цел.",
  },
  confirm: {
    title: "Вернуть записи из файла?",
    text: (count: number, when: string) =>
      `В файле от ${when} — ${records(count)}. То, что на этом планшете записано позже, останется как есть.`,
    run: (count: number) => `Вернуть ${records(count)}`,
    stay: "Ничего не менять",
  },
  carried: {
    title: "Этот планшет везёт",
    of: (name: string, count: number) => `${name}: ${records(count)}`,
    someone: "Другой педагог",
    when: (when: string) => `от ${when}, уйдёт при первой связи`,
    putAway: "Убрать",
    putAwayFrom: (name: string) => `Убрать записи: ${name}`,
    send: "Отправить сейчас",
  },
  kept: {
    title: "Ждут вашего решения",
    why: {
      unsigned: "не подписаны входом этого педагога",
      revoked: "доступ педагога или планшета закрыт",
      "put-aside": "отданы планшетом, с которого убрали школу",
      "person-unknown": "школа не знает этого педагога: пригласите его заново",
      "device-of-another": "сервер знает этот планшет за другим человеком",
      numbers: "часть записей между ними и сервером потеряна",
      "partly-refused": "принято не всё",
    },
    of: (name: string, count: number) => `${name}: ${changes(count)}`,
    detail: (when: string, what: string, why: string) =>
      [`от ${when}`, what, why].filter((part) => part !== "").join(" · "),
    about: {
      register: (count: number) =>
        counted(count, "журнал урока", "журнала уроков", "журналов уроков"),
      activity: (count: number) => counted(count, "мероприятие", "мероприятия", "мероприятий"),
      pupil: (count: number) => counted(count, "карточка", "карточки", "карточек"),
      class: (count: number) => counted(count, "класс", "класса", "классов"),
      other: (count: number) => counted(count, "другая запись", "другие записи", "других записей"),
    },
    take: "Принять",
    discard: "Отложить",
    taken: (count: number) => `Принято: ${changes(count)}`,
    discarded: "Отложено. Записи остались на сервере закрытыми, их можно принять позже.",
    personUnknown: "Школа не знает этого педагога. Пригласите его заново и примите записи потом.",
    sealed:
      "Ключ сервера с тех пор сменился: эти записи открыть нельзя. Попросите файл и код к нему.",
    failed: "Сервер не ответил. Попробуйте, когда связь будет.",
    state: { waiting: "", taken: "принято", discarded: "отложено" },
    takeOf: (name: string) => `Принять записи: ${name}`,
    discardOf: (name: string) => `Отложить записи: ${name}`,
  },
  hint: {
    old: (count: number, span: string) =>
      `${records(count)} ${plural(count, "лежит", "лежат", "лежат")} только на этом планшете уже ${span}. Сохраните их в файл.`,
    unkept: (count: number) =>
      `Браузер может сам стереть этот планшет, а ${records(count)} есть только здесь. Сохраните их в файл.`,
    go: "Спасти записи",
    later: "Напомнить завтра",
  },
}

const en: SameKeys<typeof ru> = {
  title: "Rescue records",
  back: "More",
  give: {
    title: "Give from this tablet",
    none: "Everything written here is on the server: nothing to rescue.",
    noneLocal: "There are no records yet, nothing to rescue.",
    only: (count) =>
      `On this tablet alone: ${countedEn(count, "change", "changes")}. Save them as an encrypted file or show them to another tablet’s camera; no network is needed.`,
    file: "Save to a file",
    show: "Show to another tablet",
    saved: (count) => `The file is ready, with ${countedEn(count, "change", "changes")}`,
    savedJoined:
      "Give the file to any teacher of the school: opened in the logbook, the records reach the server as yours. Nobody can read them on the way. The code is needed only if the school has got a new server.",
    savedLocal:
      "The file opens by this code alone. Write the code down apart from the file: we do not show it again.",
    code: "The file’s code",
  },
  run: {
    title: "Showing to another tablet",
    how: "On the other tablet open “More”, “Rescue records”, “Read by camera” and hold it a hand’s breadth from this screen. The codes go round; a missed one comes again.",
    picture: (place, of) => `Code ${place} of ${of}`,
    preparing: "Preparing the codes",
    pause: "Stop",
    go: "Go on",
    before: "Previous",
    after: "Next",
    speed: "Speed",
    speeds: { slow: "Slow", usual: "Usual", fast: "Fast" },
    coarse: "Coarse codes",
    coarseWhy:
      "There are more of them, but a weak camera reads them. The other tablet begins anew.",
    end: "End showing",
    code: "The other tablet will ask for this code",
    codeSpare: "The code in case the school has got a new server",
  },
  take: {
    title: "Take from another tablet",
    why: "A file or a showing from a tablet that cannot send by itself: your former one or another teacher’s of the school.",
    whyLocal: "A file or a showing from your former tablet.",
    file: "Open a file",
    camera: "Read by camera",
    working: "Taking it in",
    codeAsk: "The code of 20 signs that the other tablet showed",
    codeHint: "Capitals, spaces and the keyboard layout do not matter.",
    codeShort: "A code has 20 signs: letters and digits.",
    open: "Open",
    cancel: "Do not open",
  },
  camera: {
    title: "Camera",
    aim: "Point the camera at the other tablet’s codes.",
    video: "What the camera sees",
    progress: (have, of) => `Read ${have} of ${of}`,
    missing: (list) => `Still missing: ${list}`,
    andMore: (count) => `and ${count} more`,
    otherRun:
      "These are the codes of another showing. Begin with it anew or bring the former tablet back.",
    restart: "Read the new showing",
    notOurs: "This code is not from a showing of the logbook.",
    close: "Close the camera",
    opening: "Opening the camera",
    denied:
      "The browser does not give the camera to the logbook: allow it for this address in the settings.",
    none: "There is no camera here. Pass the records on as a file.",
    busy: "Another app is using the camera. Close it and try again.",
    insecure:
      "The camera works only when the logbook was opened by https. Pass the records on as a file.",
  },
  done: {
    taken: (count) =>
      count === 0
        ? "The server has these records already; nothing was doubled."
        : `The server has taken ${countedEn(count, "change", "changes")}. The file is no longer needed.`,
    takenPart: (count, refused) =>
      `The server has taken ${countedEn(count, "change", "changes")} and refused ${refused}: those are kept for the head.`,
    kept: "The records are on the server, and the head will look at them. The file is no longer needed.",
    carried: (count) =>
      `There is no connection, so this tablet will bring ${countedEn(count, "record", "records")} to the server by itself. Keep the file for now.`,
    own: (count) => `Brought back: ${countedEn(count, "record", "records")}`,
    ownNothing: "Everything in this file is on the tablet already or was written here later.",
  },
  fault: {
    "not-ours": "This is not a rescue file of the logbook.",
    newer: "The file was made by a newer version: update the logbook and open it again.",
    cut: "The file was not copied whole. Copy it again from that tablet.",
    damaged: "The file was damaged on the way. Copy it again from that tablet.",
    foreign: "These are another school’s records: they cannot be taken in here.",
    "no-way": "This file opens only at its own school’s server.",
    "wrong-code": "The code does not fit this file. Check that it belongs to it and type it again.",
    "no-key":
      "A connection to the school’s server is needed. Keep the file and open it when there is one.",
    "too-big":
      "The file is too large to be sent from here. Give it to whoever runs the server: npm run rescue.",
    practice: "The practice class takes nothing in. Leave it and open the file again.",
    refused:
      "The file was written by another version: update the logbook and repeat. Nothing was changed.",
    full: "The tablet has no room. Nothing was changed, the file is whole.",
    closed:
      "The logbook’s database is closed, reload the page. Nothing was changed, the file is whole.",
  },
  confirm: {
    title: "Bring back the records of the file?",
    text: (count, when) =>
      `The file of ${when} holds ${countedEn(count, "record", "records")}. What was written on this tablet later stays as it is.`,
    run: (count) => `Bring back ${countedEn(count, "record", "records")}`,
    stay: "Change nothing",
  },
  carried: {
    title: "This tablet carries",
    of: (name, count) => `${name}: ${countedEn(count, "record", "records")}`,
    someone: "Another teacher",
    when: (when) => `of ${when}, goes with the first connection`,
    putAway: "Put away",
    putAwayFrom: (name) => `Put away the records: ${name}`,
    send: "Send now",
  },
  kept: {
    title: "Waiting for your decision",
    why: {
      unsigned: "not signed by this teacher’s sign-in",
      revoked: "the teacher’s or the tablet’s access is closed",
      "put-aside": "given up by a tablet from which the school was removed",
      "person-unknown": "the school does not know this teacher: invite them anew",
      "device-of-another": "the server knows this tablet as another person’s",
      numbers: "records between these and the server are lost",
      "partly-refused": "not all of it was taken",
    },
    of: (name, count) => `${name}: ${countedEn(count, "change", "changes")}`,
    detail: (when, what, why) =>
      [`of ${when}`, what, why].filter((part) => part !== "").join(" · "),
    about: {
      register: (count) => countedEn(count, "register", "registers"),
      activity: (count) => countedEn(count, "activity", "activities"),
      pupil: (count) => countedEn(count, "pupil", "pupils"),
      class: (count) => countedEn(count, "class", "classes"),
      other: (count) => countedEn(count, "other record", "other records"),
    },
    take: "Take in",
    discard: "Put aside",
    taken: (count) => `Taken in: ${countedEn(count, "change", "changes")}`,
    discarded: "Put aside. The records stay sealed on the server and can be taken in later.",
    personUnknown:
      "The school does not know this teacher. Invite them anew and take the records in then.",
    sealed:
      "The server’s key has changed since: these records cannot be opened. Ask for the file and its code.",
    failed: "The server did not answer. Try when there is a connection.",
    state: { waiting: "", taken: "taken in", discarded: "put aside" },
    takeOf: (name) => `Take in the records: ${name}`,
    discardOf: (name) => `Put aside the records: ${name}`,
  },
  hint: {
    old: (count, span) =>
      `${countedEn(count, "record", "records")} have been on this tablet alone for ${span}. Save them to a file.`,
    unkept: (count) =>
      `The browser may wipe this tablet by itself, and ${countedEn(count, "record", "records")} are only here. Save them to a file.`,
    go: "Rescue records",
    later: "Remind me tomorrow",
  },
}

export const rescueWords = pair(ru, en)
