import { pair, type SameKeys } from "./pair.ts"

/** How the app gets to the home screen, browser by browser: one step a line, as the browser's own menu words it. */
const ru = {
  title: "Установка",
  browser: {
    "yandex-android": "Яндекс Браузер на планшете",
    yandex: "Яндекс Браузер",
    samsung: "Браузер Samsung",
    "firefox-android": "Firefox на планшете",
    firefox: "Firefox",
    "safari-ipad": "Safari на iPad",
    "safari-iphone": "Safari на iPhone",
    "ios-other": "Этот браузер на iPad и iPhone",
    "safari-mac": "Safari на Mac",
    "chrome-android": "Chrome на планшете",
    chrome: "Chrome",
  },
  steps: {
    "yandex-android": [
      "Нажмите «⋮» внизу справа.",
      "Выберите «Добавить на главный экран».",
      "Откройте Бортжурнал со значка.",
    ],
    yandex: [
      "Нажмите на значок установки в конце адресной строки.",
      "Подтвердите: «Установить».",
      "Откройте Бортжурнал из меню «Пуск» или с панели.",
    ],
    samsung: [
      "Нажмите «≡» внизу справа.",
      "Выберите «Добавить страницу на» и «Начальный экран».",
      "Откройте Бортжурнал со значка.",
    ],
    "firefox-android": [
      "Нажмите «⋮» у адресной строки.",
      "Выберите «Установить» или «Добавить на главный экран».",
      "Откройте Бортжурнал со значка.",
    ],
    firefox: [
      "Firefox на компьютере не ставит приложения: добавьте страницу в закладки.",
      "Без интернета журнал откроется и так, если открыть его здесь хотя бы раз.",
    ],
    "safari-ipad": [
      "Нажмите «Поделиться»: квадрат со стрелкой вверх, справа от адреса.",
      "Выберите «На экран “Домой”» и «Добавить».",
      "Откройте Бортжурнал со значка: страница в Safari через неделю без дела может быть стёрта.",
    ],
    "safari-iphone": [
      "Нажмите «Поделиться»: квадрат со стрелкой вверх, внизу.",
      "Выберите «На экран “Домой”» и «Добавить».",
      "Откройте Бортжурнал со значка: страница в Safari через неделю без дела может быть стёрта.",
    ],
    "ios-other": [
      "Откройте эту страницу в Safari: там установка надёжнее всего.",
      "Нажмите «Поделиться», «На экран “Домой”» и «Добавить».",
    ],
    "safari-mac": ["В меню «Файл» выберите «Добавить в Dock».", "Откройте Бортжурнал из Dock."],
    "chrome-android": [
      "Нажмите «⋮» вверху справа.",
      "Выберите «Добавить на главный экран», потом «Установить».",
      "Откройте Бортжурнал со значка.",
    ],
    chrome: [
      "Нажмите на значок установки в конце адресной строки.",
      "Подтвердите: «Установить».",
      "Откройте Бортжурнал со значка на рабочем столе.",
    ],
  },
  installed: "Журнал открыт со значка: он установлен.",
  notYet: "Пока журнал открыт во вкладке браузера.",
  whatFor: "Что это даёт",
  gains: [
    "Открывается одним нажатием и без интернета.",
    "Браузер бережёт записи: не стирает их, когда кончается место.",
    "На экране больше места для класса.",
  ],
  action: "Установить на этот планшет",
  agreed: "Установлено: откройте журнал со значка на экране.",
  declined: "Не установлено. Это можно сделать в любой день.",
  note: "Отправленное есть на сервере. Неотправленное живёт в том браузере, где записано: у значка на iPad своё хранилище, поэтому до установки отправьте всё.",
}

const en: SameKeys<typeof ru> = {
  title: "Installing",
  browser: {
    "yandex-android": "Yandex Browser on a tablet",
    yandex: "Yandex Browser",
    samsung: "Samsung Internet",
    "firefox-android": "Firefox on a tablet",
    firefox: "Firefox",
    "safari-ipad": "Safari on iPad",
    "safari-iphone": "Safari on iPhone",
    "ios-other": "This browser on iPad and iPhone",
    "safari-mac": "Safari on Mac",
    "chrome-android": "Chrome on a tablet",
    chrome: "Chrome",
  },
  steps: {
    "yandex-android": [
      "Tap “⋮” at the bottom right.",
      "Choose “Add to Home screen”.",
      "Open the logbook from its icon.",
    ],
    yandex: [
      "Press the install icon at the end of the address bar.",
      "Confirm with “Install”.",
      "Open the logbook from the Start menu or the taskbar.",
    ],
    samsung: [
      "Tap “≡” at the bottom right.",
      "Choose “Add page to”, then “Home screen”.",
      "Open the logbook from its icon.",
    ],
    "firefox-android": [
      "Tap “⋮” beside the address bar.",
      "Choose “Install” or “Add to Home screen”.",
      "Open the logbook from its icon.",
    ],
    firefox: [
      "Firefox on a computer does not install apps: bookmark the page.",
      "The logbook opens without internet all the same once it was opened here.",
    ],
    "safari-ipad": [
      "Tap Share: the square with an arrow, right of the address.",
      "Choose “Add to Home Screen”, then “Add”.",
      "Open the logbook from its icon: a page in Safari may be wiped after a week without use.",
    ],
    "safari-iphone": [
      "Tap Share: the square with an arrow, at the bottom.",
      "Choose “Add to Home Screen”, then “Add”.",
      "Open the logbook from its icon: a page in Safari may be wiped after a week without use.",
    ],
    "ios-other": [
      "Open this page in Safari: installing works best there.",
      "Tap Share, “Add to Home Screen”, then “Add”.",
    ],
    "safari-mac": ["Choose “Add to Dock” in the File menu.", "Open the logbook from the Dock."],
    "chrome-android": [
      "Tap “⋮” at the top right.",
      "Choose “Add to Home screen”, then “Install”.",
      "Open the logbook from its icon.",
    ],
    chrome: [
      "Press the install icon at the end of the address bar.",
      "Confirm with “Install”.",
      "Open the logbook from its icon on the desktop.",
    ],
  },
  installed: "The logbook was opened from its icon: it is installed.",
  notYet: "For now the logbook is open in a tab of the browser.",
  whatFor: "What it gives",
  gains: [
    "It opens with one tap and without internet.",
    "The browser keeps your records and does not wipe them when space runs out.",
    "There is more room for the class on the screen.",
  ],
  action: "Install on this tablet",
  agreed: "Installed: open the logbook from its icon.",
  declined: "Not installed. It can be done any day.",
  note: "What was sent is on the server. What was not lives in the browser it was written in: the icon on an iPad has a storage of its own, so send everything before installing.",
}

export const installWords = pair(ru, en)
