import { pair, type SameKeys } from "./pair.ts"
import { counted, countedEn } from "./plural.ts"

/** The page about sending: what waits, what was refused and why, what to do. */
const ru = {
  title: "Отправка",
  explain: {
    demo: "Это учебный класс: здесь всё придумано и ничего никуда не отправляется.",
    local:
      "Сервер не подключён: записи живут только на этом планшете. Присоединитесь к школе, и они уйдут туда сами.",
    sent: "Сервер подтвердил каждую запись этого планшета.",
    waiting: "Записи сохранены здесь и уйдут, как только получится. Можно закрывать планшет.",
    sending: "Записи уходят на сервер. Можно продолжать работу.",
    offline: "Планшет без связи. Отметки сохраняются здесь и уйдут сами, когда она появится.",
    full: "Планшет полон: пока не освободится место, отправить и получить ничего нельзя. Сохранённое цело и уйдёт потом само.",
    unreachable:
      "Связь есть, но сервер школы не отвечает. Записи в сохранности, повторим сами. Если вайфай просит войти, войдите в браузере.",
    "signed-out":
      "Вход на этом планшете закончился. Войдите своей парольной фразой. Нет фразы — попросите у директора новую ссылку или код; если вы директор, на сервере школы выполните npm start -- --new-head-link. Записи после входа уйдут сами, ничего не сотрётся.",
    revoked:
      "Директор закрыл доступ. Списки школы с этого планшета убраны, неотправленное осталось здесь: сохраните его в файл или войдите по новому приглашению.",
    version: "У сервера другая версия приложения. Обновите журнал: он возьмёт её, и записи уйдут.",
    refused: "Остальное отправляется как обычно. Непринятое ждёт вас ниже.",
    clash:
      "Два человека отметили по-разному, не зная друг о друге. Оба значения целы, выберите верное.",
  },
  sendNow: "Отправить сейчас",
  checkNow: "Проверить сейчас",
  enterCode: "Войти по новой ссылке",
  joinSchool: "Присоединиться к школе",
  leavePractice: "Выйти из учебного класса",
  reload: "Обновить журнал",
  rescue: "Спасти записи",
  rescueWhy: (records: number) =>
    `Всё, чего нет на сервере: ${counted(records, "запись", "записи", "записей")}. Их можно отдать зашифрованным файлом или показать камере другого планшета.`,
  safety: "Запасной выход",
  facts: {
    sent: "Всё было отправлено",
    fetched: "Списки от",
    clock: "Часы планшета",
    never: "ещё ни разу",
  },
  clockRight: "верны",
  clockAhead: (by: string) => `спешат на ${by}`,
  clockBehind: (by: string) => `отстают на ${by}`,
  waiting: "Ждут отправки",
  onlyHere: "Есть только здесь",
  nothingUnsent: "Всё, что здесь записано, есть на сервере: сохранять в файл нечего.",
  nothingLocal: "Записей пока нет, сохранять в файл нечего.",
  more: (records: number) => `и ещё ${counted(records, "запись", "записи", "записей")}`,
  refused: "Сервер не принял",
  clashes: "Разные отметки",
  mend: "Исправить",
  choose: "Выбрать",
  resend: "Отправить ещё раз",
  setDown: "Убрать из показа",
  resent: (what: string) => `Отправляем ещё раз: ${what}`,
  wasSetDown: (what: string) => `Убрано из показа: ${what}`,
  menu: (what: string) => `${what}: ещё`,
  refusal: {
    "unknown-kind": "Сервер пока не знает таких записей: его нужно обновить.",
    "unknown-field": "Сервер пока не знает этого поля: его нужно обновить.",
    "bad-value": "Такое значение записать нельзя: проверьте, что введено.",
    "too-large": "Слишком много для одной записи.",
    "server-only": "Это меняет только директор в разделе «Школа».",
    "class-of-another": (classes: string) =>
      classes === ""
        ? "Этот класс ведёт другой педагог: попросите директора закрепить его за вами."
        : `Класс ${classes} ведёт другой педагог: попросите директора закрепить его за вами.`,
    "lesson-of-another": "Этот урок ведёт другой человек: попросите его или директора.",
    "not-for-this-role": "Ведущий урока меняет только свои уроки: попросите навигатора.",
    "changed-body": "Запись изменилась по дороге. Отправьте её ещё раз.",
    "no-consent":
      "На сервере нет согласия на этот день. Внесите его в разделе «Согласия» и отправьте прохождение ещё раз.",
    "never-changes": "Такая запись делается один раз и не меняется: на сервере уже есть первая.",
    "flawed-instrument": "В файле методики ошибка: откройте «Методики» и загрузите исправленный.",
  },
  about: {
    register: (what: string, marks: number) =>
      `${what}: ${marks === 0 ? "список" : `отметки ${counted(marks, "ученика", "учеников", "учеников")}`}`,
    checklist: (what: string) => `${what}: чек-лист`,
    activity: {
      made: (what: string) => `${what}: в плане`,
      held: (what: string) => `${what}: проведено`,
      cancelled: (what: string) => `${what}: отменено`,
      gone: (what: string) => `${what}: убрано из плана`,
      changed: (what: string) => `${what}: изменения`,
    },
    /** By the grammar of the name; where it is unknown the name stands alone. */
    pupilNamed: {
      m: (name: string) => `Ученик ${name}`,
      f: (name: string) => `Ученица ${name}`,
      unknown: (name: string) => name,
    },
    pupil: {
      made: (who: string) => `${who}: новая карточка`,
      changed: (who: string) => `${who}: изменения`,
      gone: (who: string) => `${who}: карточка убрана`,
    },
    schoolClass: {
      made: (name: string) => `Класс ${name}: новый`,
      changed: (name: string) => `Класс ${name}: изменения`,
      gone: (name: string) => `Класс ${name}: убран`,
    },
    consent: (name: string) => (name === "" ? "Согласие" : `Согласие: ${name}`),
    sitting: (name: string) => (name === "" ? "Прохождение теста" : `Прохождение теста: ${name}`),
    recommendation: (name: string) => (name === "" ? "Рекомендация" : `Рекомендация: ${name}`),
    instrument: (code: string) => (code === "" ? "Методика школы" : `Методика школы: ${code}`),
    template: (kind: string) => `Чек-лист школы: ${kind}`,
    season: "Даты сезона",
    school: "Сведения о школе",
    person: "Человек школы",
    import: (day: string, added: number) =>
      `Загрузка списка ${day}: ${counted(added, "ученик", "ученика", "учеников")}`,
    activityOn: (kind: string, classes: string, day: string) =>
      [kind, classes, day].filter((part) => part !== "").join(" "),
    someActivity: "Мероприятие",
    someClass: "без названия",
    clash: (what: string, pupils: number) =>
      pupils === 0
        ? `${what}: два разных значения`
        : `${what}: у ${counted(pupils, "ученика", "учеников", "учеников")}`,
  },
  when: (when: string) => `записано ${when}`,
}

const en: SameKeys<typeof ru> = {
  title: "Sending",
  explain: {
    demo: "This is the practice class: all of it is invented and nothing is sent anywhere.",
    local:
      "No server is connected: the records live on this tablet only. Join a school and they go there by themselves.",
    sent: "The server has acknowledged every record of this tablet.",
    waiting: "The records are saved here and go as soon as they can. You may close the tablet.",
    sending: "Records are on their way to the server. You can go on working.",
    offline: "The tablet has no connection. Marks are saved here and go by themselves later.",
    full: "The tablet is full: nothing can be sent or received until there is room. What was saved is safe and goes by itself later.",
    unreachable:
      "There is a connection, but the school’s server does not answer. The records are safe and we keep trying. If the wifi asks you to sign in, do so in the browser.",
    "signed-out":
      "The sign-in on this tablet has ended. Sign in with your passphrase. No passphrase? Ask the head for a new link or code; if you are the head, run npm start -- --new-head-link on the school’s server. The records go by themselves afterwards and nothing is erased.",
    revoked:
      "The head has ended the access. The school’s lists were removed from this tablet; what was not sent is still here: save it to a file or join by a new invitation.",
    version:
      "The server has another version of the app. Update the logbook: it will take that one, and the records will go.",
    refused: "Everything else is sent as usual. What was not accepted waits for you below.",
    clash:
      "Two people marked differently without knowing of each other. Both values are kept; choose the right one.",
  },
  sendNow: "Send now",
  checkNow: "Check now",
  enterCode: "Sign in by a new link",
  joinSchool: "Join a school",
  leavePractice: "Leave the practice class",
  reload: "Update the logbook",
  rescue: "Rescue records",
  rescueWhy: (records) =>
    `Everything the server does not have: ${countedEn(records, "record", "records")}. It can be given as an encrypted file or shown to another tablet’s camera.`,
  safety: "The spare way out",
  facts: {
    sent: "All was sent",
    fetched: "Lists from",
    clock: "The tablet’s clock",
    never: "never yet",
  },
  clockRight: "right",
  clockAhead: (by) => `${by} fast`,
  clockBehind: (by) => `${by} slow`,
  waiting: "Waiting to be sent",
  onlyHere: "Only here",
  nothingUnsent: "The server has everything written here: there is nothing to save to a file.",
  nothingLocal: "No records yet, so there is nothing to save to a file.",
  more: (records) => `and ${countedEn(records, "more record", "more records")}`,
  refused: "Not accepted by the server",
  clashes: "Different marks",
  mend: "Mend",
  choose: "Choose",
  resend: "Send again",
  setDown: "Take off the screen",
  resent: (what) => `Sending again: ${what}`,
  wasSetDown: (what) => `Taken off the screen: ${what}`,
  menu: (what) => `${what}: more`,
  refusal: {
    "unknown-kind": "The server does not know such records yet: it needs an update.",
    "unknown-field": "The server does not know this field yet: it needs an update.",
    "bad-value": "Such a value cannot be stored: check what was typed.",
    "too-large": "Too much for one record.",
    "server-only": "Only the head changes this, under “School”.",
    "class-of-another": (classes) =>
      classes === ""
        ? "Another teacher keeps this class: ask the head to appoint it to you."
        : `Another teacher keeps class ${classes}: ask the head to appoint it to you.`,
    "lesson-of-another": "Another person leads this lesson: ask them or the head.",
    "not-for-this-role": "A lesson leader changes the own lessons only: ask the navigator.",
    "changed-body": "The record changed on its way. Send it again.",
    "no-consent":
      "The server has no consent for that day. Note it under “Consents” and send the test again.",
    "never-changes":
      "Such a record is made once and does not change: the server has the first one.",
    "flawed-instrument":
      "The instrument’s file has a mistake: open “Instruments” and load a mended one.",
  },
  about: {
    register: (what, marks) =>
      `${what}: ${marks === 0 ? "the list" : `marks of ${countedEn(marks, "pupil", "pupils")}`}`,
    checklist: (what) => `${what}: checklist`,
    activity: {
      made: (what) => `${what}: planned`,
      held: (what) => `${what}: held`,
      cancelled: (what) => `${what}: cancelled`,
      gone: (what) => `${what}: taken out of the plan`,
      changed: (what) => `${what}: changes`,
    },
    pupilNamed: {
      m: (name) => `Pupil ${name}`,
      f: (name) => `Pupil ${name}`,
      unknown: (name) => `Pupil ${name}`,
    },
    pupil: {
      made: (who) => `${who}: new card`,
      changed: (who) => `${who}: changes`,
      gone: (who) => `${who}: card removed`,
    },
    schoolClass: {
      made: (name) => `Class ${name}: new`,
      changed: (name) => `Class ${name}: changes`,
      gone: (name) => `Class ${name}: removed`,
    },
    consent: (name) => (name === "" ? "A consent" : `Consent: ${name}`),
    sitting: (name) => (name === "" ? "A test taken" : `A test taken: ${name}`),
    recommendation: (name) => (name === "" ? "A recommendation" : `Recommendation: ${name}`),
    instrument: (code) =>
      code === "" ? "The school’s instrument" : `The school’s instrument: ${code}`,
    template: (kind) => `The school’s checklist: ${kind}`,
    season: "Dates of the season",
    school: "About the school",
    person: "A person of the school",
    import: (day, added) => `List imported on ${day}: ${countedEn(added, "pupil", "pupils")}`,
    activityOn: (kind, classes, day) =>
      [kind, classes, day].filter((part) => part !== "").join(" "),
    someActivity: "Activity",
    someClass: "without a name",
    clash: (what, pupils) =>
      pupils === 0
        ? `${what}: two different values`
        : `${what}: ${countedEn(pupils, "pupil", "pupils")}`,
  },
  when: (when) => `written ${when}`,
}

export const queueWords = pair(ru, en)
