import { pair, type SameKeys } from "./pair.ts"
import { counted, countedEn } from "./plural.ts"

/** «Вход с кодом»: the second factor, and the form that asks for a code of it. */
const ru = {
  title: "Вход с кодом",
  sub: "Второй фактор",
  loading: "Спрашиваем сервер…",
  onlySome: "Раздел для директора и координаторов: им вход с кодом нужен для приглашений.",
  none: {
    title: "Код с телефона",
    why: "Кто узнал вашу парольную фразу или взял открытый планшет, без вашего телефона не пригласит чужого человека, не закроет доступ педагогу и не сотрёт данные.",
    how: "Понадобится приложение для кодов на телефоне: «Яндекс Ключ», Google Authenticator, Aegis или любое другое. Интернет телефону не нужен.",
    required: "На этом сервере без кода нельзя приглашать, закрывать доступ и стирать данные.",
    begin: "Завести код",
  },
  begun: {
    title: "Добавьте журнал в приложение",
    scan: "Наведите камеру приложения на этот QR-код.",
    qr: "QR-код для приложения кодов",
    typed: "Или введите ключ вручную",
    key: "Ключ",
    nowCode: "Приложение покажет шесть цифр. Введите их здесь.",
    confirm: "Подтвердить",
    cancel: "Не заводить",
  },
  codes: {
    title: "Запасные коды",
    why: "Каждый заменит телефон один раз, если он потерян или сломан. Напечатайте или перепишите и держите отдельно от телефона: второй раз их не увидеть.",
    list: "Запасные коды",
    print: "Напечатать",
    done: "Коды сохранены",
    paper: (school: string) => `Бортжурнал, ${school}: запасные коды для входа с кодом`,
  },
  on: {
    title: "Код заведён",
    why: "Журнал спросит код перед приглашением, закрытием доступа и стиранием, не чаще раза в десять минут.",
    left: (count: number) =>
      count === 0
        ? "Запасных кодов не осталось."
        : `Осталось: ${counted(count, "запасной код", "запасных кода", "запасных кодов")}.`,
    few: "Заведите код заново, чтобы получить десять новых запасных.",
    again: "Завести заново",
    againWhy: "Для нового телефона или новых запасных кодов. Прежние перестанут действовать.",
    lost: "Нет ни телефона, ни запасных кодов? Код снимет тот, кто ведёт сервер школы.",
  },
  step: {
    title: "Подтвердите, что это вы",
    why: "Это действие можно сделать только с кодом. Он подойдёт и для следующих десяти минут.",
    none: "Для этого действия нужен вход с кодом, а он ещё не заведён. Это пара минут.",
    toBegin: "Завести код",
  },
  code: {
    label: "Код",
    hint: "6 цифр из приложения или запасной код",
    firstHint: "6 цифр из приложения",
    missing: "Введите 6 цифр из приложения или запасной код из 12 знаков.",
    confirm: "Подтвердить",
    cancel: "Не сейчас",
    checking: "Проверяем…",
  },
  failure: {
    "wrong-code": "Код не подошёл. Дождитесь нового и введите его. Проверьте время на телефоне.",
    "too-many": "Слишком много попыток. Подождите несколько минут.",
    offline: "Нет связи. Код проверяет сервер школы.",
    unreachable: "Сервер не отвечает. Повторите чуть позже.",
    portal:
      "Вместо сервера ответила чужая страница: вход в вайфай или школьный фильтр. Войдите в сеть и повторите.",
    "signed-out": "Вход закончился. Войдите по новой ссылке на странице отправки.",
    "no-key":
      "На сервере не открыт его ключ, поэтому вход с кодом не действует. Скажите тому, кто ведёт сервер.",
    broken: "Сервер не смог этого сделать. Повторите чуть позже.",
  },
}

const en: SameKeys<typeof ru> = {
  title: "Sign-in code",
  sub: "Second factor",
  loading: "Asking the server…",
  onlySome: "A section for heads and coordinators: they need a code to invite people.",
  none: {
    title: "A code from your phone",
    why: "Somebody who has learnt your passphrase or taken an open tablet cannot, without your phone, invite a stranger, end a teacher’s access or erase data.",
    how: "It takes an authenticator app on the phone: Aegis, Google Authenticator or any other. The phone needs no internet.",
    required: "On this server nobody can invite, end an access or erase without a code.",
    begin: "Set up the code",
  },
  begun: {
    title: "Add the logbook to the app",
    scan: "Point the app’s camera at this QR code.",
    qr: "QR code for the authenticator app",
    typed: "Or type the key by hand",
    key: "Key",
    nowCode: "The app shows six digits. Type them here.",
    confirm: "Confirm",
    cancel: "Do not set up",
  },
  codes: {
    title: "Recovery codes",
    why: "Each replaces the phone once, should it be lost or broken. Print or copy them and keep them away from the phone: they are not shown again.",
    list: "Recovery codes",
    print: "Print",
    done: "The codes are safe",
    paper: (school) => `Logbook, ${school}: recovery codes for signing in with a code`,
  },
  on: {
    title: "The code is set up",
    why: "The logbook asks for a code before inviting, ending an access and erasing, no more than once in ten minutes.",
    left: (count) =>
      count === 0
        ? "No recovery codes are left."
        : `Left: ${countedEn(count, "recovery code", "recovery codes")}.`,
    few: "Set the code up anew to get ten fresh recovery codes.",
    again: "Set up anew",
    againWhy: "For a new phone or new recovery codes. The former ones stop working.",
    lost: "Neither the phone nor a recovery code? Whoever runs the school’s server takes the code off.",
  },
  step: {
    title: "Confirm that it is you",
    why: "This can be done only with a code. It holds for the next ten minutes, too.",
    none: "This needs a sign-in code, and there is none yet. It takes two minutes.",
    toBegin: "Set up the code",
  },
  code: {
    label: "Code",
    hint: "6 digits from the app, or a recovery code",
    firstHint: "6 digits from the app",
    missing: "Type 6 digits from the app or a recovery code of 12 signs.",
    confirm: "Confirm",
    cancel: "Not now",
    checking: "Checking…",
  },
  failure: {
    "wrong-code": "The code does not fit. Wait for a new one and type it. Check the phone’s clock.",
    "too-many": "Too many tries. Wait a few minutes.",
    offline: "No connection. The school’s server checks the code.",
    unreachable: "The server does not answer. Try again a little later.",
    portal:
      "A foreign page answered instead of the server: a wifi sign-in or a school filter. Sign in to the network and try again.",
    "signed-out": "The sign-in has ended. Sign in by a new link on the page about sending.",
    "no-key":
      "The server has no key of its own, so sign-in codes do not work. Tell whoever runs the server.",
    broken: "The server could not do this. Try again a little later.",
  },
}

export const factorWords = pair(ru, en)
