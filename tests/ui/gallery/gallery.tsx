import { useState, type ReactNode } from "react"

import { syncWords } from "#/text/sync.ts"
import { Banner } from "#/ui/banner.tsx"
import { Button, IconButton, LinkButton } from "#/ui/button.tsx"
import { Card, Facts } from "#/ui/card.tsx"
import { CheckboxPhase, CheckboxRow } from "#/ui/checkbox-row.tsx"
import { ChoiceChip, Chip, ChipRow } from "#/ui/chip.tsx"
import { ChoiceField, TickField } from "#/ui/choice-field.tsx"
import { DateField } from "#/ui/date-field.tsx"
import { Dialog } from "#/ui/dialog.tsx"
import { Empty } from "#/ui/empty.tsx"
import { Entries, Entry } from "#/ui/entries.tsx"
import { SelectField, TextArea, TextField } from "#/ui/field.tsx"
import { Icon, iconNames } from "#/ui/icon.tsx"
import { Menu } from "#/ui/menu.tsx"
import { Meter } from "#/ui/meter.tsx"
import { Page } from "#/ui/page.tsx"
import { Scale, wayNotches } from "#/ui/scale.tsx"
import { SearchField } from "#/ui/search-field.tsx"
import { Shell } from "#/ui/shell.tsx"
import { Stamp } from "#/ui/stamp.tsx"
import { StatusSlotContext, type StatusLook } from "#/ui/status-slot.tsx"
import { SyncPill } from "#/ui/sync-pill.tsx"
import { Table } from "#/ui/table.tsx"
import { TabPanel, Tabs } from "#/ui/tabs.tsx"
import { ToastDock, ToastProvider, useToast } from "#/ui/toast.tsx"

const sections = [
  { to: "/today", label: "Сегодня", icon: "today" },
  { to: "/classes", label: "Классы", icon: "class" },
  { to: "/season", label: "Сезон", icon: "season" },
  { to: "/reports", label: "Отчёты", icon: "report" },
  { to: "/more", label: "Ещё", icon: "more" },
] as const

const nothing = () => undefined

/** Every part in every state, side by side, to compare a screen with what was agreed. */
export function Gallery({ opens }: { readonly opens: string | null }) {
  return (
    <StatusSlotContext value={practice}>
      <ToastProvider>
        <Shell items={sections} lock={{ label: "Закрыть", run: nothing }}>
          <Page
            title="Части и состояния"
            sub="Все состояния рядом, чтобы сверять экран с договорённостью"
            back={{ to: "/today", label: "Сегодня" }}
            actions={<Button icon="upload">Загрузить список</Button>}
          >
            <div className="with-side">
              <div className="stack">
                <Lesson />
                <Missing />
                <Fields />
                <Choices />
                <Buttons />
              </div>
              <div className="stack">
                <Connection />
                <Day />
                <Season />
                <Checklist />
                <Speaking />
                <Nothing />
              </div>
            </div>
          </Page>
        </Shell>
        {opens === "dialog" && <Question />}
      </ToastProvider>
    </StatusSlotContext>
  )
}

function practice(look: StatusLook): ReactNode {
  const text = syncWords.ru.practice
  return (
    <SyncPill kind="practice" state="unmarked" icon="sheet" text={text} to="/sync" look={look} />
  )
}

function Connection() {
  const words = syncWords.ru
  const pills = [
    { state: "sent", icon: "sent", text: words.allSent("14:05") },
    { state: "waiting", icon: "wait", text: words.waiting(7) },
    { state: "waiting", icon: "wait", text: words.sending(3, 7) },
    { state: "waiting", icon: "off", text: words.offline(7) },
    { state: "late", icon: "clock", text: words.unreachable("14:20", 7) },
    { state: "late", icon: "lock", text: words.signIn(7) },
    { state: "refused", icon: "refused", text: words.refused(1) },
    { state: "conflict", icon: "clash", text: words.conflict(1) },
    { state: "unmarked", icon: "clock", text: words.oldLists("12 ноября") },
  ] as const
  return (
    <Card title="Связь">
      <ChipRow>
        {pills.map(({ state, icon, text }) => (
          <SyncPill key={text} kind={text} state={state} icon={icon} text={text} to="/sync" />
        ))}
      </ChipRow>
    </Card>
  )
}

function Lesson() {
  return (
    <Card next label="Следующий урок">
      <div className="line line-between">
        <p className="muted">Следующий урок · через 25 минут</p>
        <Chip state="present" icon="check">
          Можно без сети
        </Chip>
      </div>
      <h2 className="title-large">7Б · Всероссийский профориентационный урок</h2>
      <p className="num">09:10–09:55 · кабинет 214 · ведёт Иванова И. П.</p>
      <Facts
        facts={[
          { term: "Список", value: "27 учеников" },
          { term: "До урока", value: "4 из 5 готово" },
          { term: "Согласия", value: "24 из 27" },
        ]}
      />
      <div className="line">
        <LinkButton to="/lesson" look="main" big>
          Начать урок
        </LinkButton>
        <Button look="quiet">Чек-лист</Button>
        <Button look="quiet">Напечатать список</Button>
      </div>
    </Card>
  )
}

function Look({ label }: { readonly label: string }) {
  return (
    <LinkButton to="/classes" look="quiet">
      {label}
    </LinkButton>
  )
}

function Missing() {
  return (
    <Card flush title="Чего не хватает" aside={<span className="muted num">3</span>}>
      <Entries>
        <Entry
          margin={<Icon name="refused" />}
          state="refused"
          title="Сервер не принял 1 запись"
          detail="8А, урок 16 ноября: ученик переведён в 8Б"
          action={<Look label="Посмотреть" />}
        />
        <Entry
          margin={<Icon name="clash" />}
          state="conflict"
          title="Разные отметки у 1 ученика"
          detail="7Б, Орлова Дарья: отметили двое"
          action={<Look label="Выбрать" />}
        />
        <Entry
          margin="8В"
          state="absent"
          title="Смирнова О. В. · урок не проведён"
          detail="срок 6 ноября; планшет № 7 не отправлял"
          action={
            <>
              <Chip state="absent" icon="clock">
                просрочено 12 дней
              </Chip>
              <Look label="Напомнить" />
            </>
          }
        />
      </Entries>
    </Card>
  )
}

function Day() {
  return (
    <Card flush title="День" aside={<Button look="quiet">Неделя</Button>}>
      <Entries margin="time" ordered>
        <Entry
          margin="08:20"
          state="present"
          to="/lesson"
          title="9В · Консультация"
          detail="проведено · были 22 из 24"
          sign={<Icon name="check" />}
        />
        <Entry
          now
          margin="09:10"
          state="waiting"
          to="/lesson"
          title="7Б · Урок"
          detail="каб. 214 · через 25 минут"
          sign={<Icon name="next" />}
        />
        <Entry
          margin="11:15"
          state="late"
          to="/lesson"
          title="8А · Диагностика"
          detail="каб. 305 · согласий 24 из 26"
          sign={<Icon name="lock" />}
        />
      </Entries>
    </Card>
  )
}

function Fields() {
  const [end, setEnd] = useState("2021-11-30")
  const [note, setNote] = useState("Лебедев пришёл в 09:20, предупредил.")
  const [pin, setPin] = useState("12")
  const [reason, setReason] = useState("ill")
  const fault = pin.length < 4 ? { text: "В PIN-коде не меньше четырёх цифр." } : undefined
  return (
    <Card title="Поле">
      <div className="stack">
        <DateField label="Окончание мероприятий" value={end} onChange={setEnd} />
        <TextField
          label="PIN-код"
          type="password"
          inputMode="numeric"
          autoComplete="off"
          value={pin}
          onChange={setPin}
          fault={fault}
          insist
        />
        <TextField
          label="Фамилия"
          value="Жданов"
          onChange={nothing}
          insist
          fault={{
            text: "Такая фамилия в классе уже есть. Может быть:",
            offers: [
              { label: "Жданов К.", value: "Жданов К." },
              { label: "Жданов Р.", value: "Жданов Р." },
            ],
          }}
        />
        <SelectField
          label="Что сделать"
          value={reason}
          onChange={setReason}
          options={[
            { value: "ill", label: "Записать так" },
            { value: "trip", label: "Отложить" },
          ]}
        />
        <TextArea
          label="Заметка к уроку"
          value={note}
          onChange={setNote}
          hint="Сохранено на планшете · 09:41"
        />
        <SearchField label="Найти ученика" value={note.slice(0, 7)} onChange={setNote} />
      </div>
    </Card>
  )
}

function Choices() {
  const [band, setBand] = useState<"6-7" | "8-9">("6-7")
  const [agreed, setAgreed] = useState(true)
  const [tab, setTab] = useState<"who" | "list" | "test" | "note" | "end">("list")
  return (
    <Card title="Выбор">
      <div className="stack">
        <ChipRow label="Какие строки показать">
          <ChoiceChip pressed onPress={nothing}>
            Новые · 19
          </ChoiceChip>
          <ChoiceChip pressed={false} onPress={nothing}>
            Все · 27
          </ChoiceChip>
        </ChipRow>
        <ChoiceField
          label="Классы"
          value={band}
          onChange={setBand}
          options={[
            { value: "6-7", label: "6–7", detail: "Двадцать вопросов" },
            { value: "8-9", label: "8–9" },
          ]}
          hint="От этого зависят вопросы"
        />
        <TickField label="Согласие получено" checked={agreed} onChange={setAgreed} />
        <div>
          <Tabs
            name="lesson"
            label="Урок"
            current={tab}
            onChange={setTab}
            tabs={[
              { id: "who", label: "Кто здесь" },
              { id: "list", label: "Чек-лист" },
              { id: "test", label: "Тест" },
              { id: "note", label: "Заметка" },
              { id: "end", label: "Итог" },
            ]}
          />
          <TabPanel name="lesson" id={tab}>
            <p>{tab}</p>
          </TabPanel>
        </div>
        <Table label="Строки файла" margin>
          <thead>
            <tr>
              <th scope="col">№</th>
              <th scope="col">В файле</th>
              <th scope="col">Почему сомневаемся</th>
            </tr>
          </thead>
          <tbody>
            <tr>
              <td>4</td>
              <td>Абрамова Вероника Олеговна</td>
              <td>
                <Chip state="present" icon="check">
                  новый
                </Chip>
              </td>
            </tr>
            <tr data-row="doubt">
              <td>9</td>
              <td>
                Дмит<mark>p</mark>и<mark>e</mark>в Лев Ильич
              </td>
              <td>Латинские «p» и «e» внутри фамилии</td>
            </tr>
            <tr data-row="stop">
              <td>29</td>
              <td>Семёнова Ульяна Марковна</td>
              <td>Класс 7В вам не назначен</td>
            </tr>
          </tbody>
        </Table>
      </div>
    </Card>
  )
}

function Buttons() {
  return (
    <Card title="Кнопки">
      <div className="stack">
        <div className="line">
          <Button look="main" big>
            Начать урок
          </Button>
          <Button icon="print">Напечатать</Button>
          <Button look="quiet">Подробнее</Button>
          <Button look="harm" icon="trash">
            Удалить класс
          </Button>
          <Button look="main" disabled>
            Загрузить
          </Button>
          <IconButton icon="edit" label="Исправить" />
          <Menu
            label="Петров Илья"
            items={[
              { label: "Опоздал", icon: "clock", checked: true, run: nothing },
              { label: "Уважительная причина", icon: "excuse", checked: false, run: nothing },
              { label: "История отметок", icon: "sheet", run: nothing },
              { label: "Убрать из урока", icon: "trash", harm: true, run: nothing },
            ]}
          />
        </div>
        <div className="line">
          {iconNames.map((name) => (
            <Icon key={name} name={name} large />
          ))}
        </div>
      </div>
    </Card>
  )
}

function Season() {
  return (
    <Card title="Сезон 2021" aside={<span className="muted num">3 шага из 7</span>}>
      <div className="stack stack-close">
        <Scale label="Пройдено 3 шага из 7" notches={wayNotches(7, 3)} />
        <Scale
          label="Отмечено 5 из 7"
          notches={["present", "absent", "present", "late", "conflict", "unmarked", "present"]}
        />
        <p>
          Сейчас: онлайн-диагностика. <span className="muted">До 30 ноября 12 дней.</span>
        </p>
        <Meter label="264 из 412" value={264} of={412} />
        <Meter label="0 из 412" value={0} of={412} />
        <Stamp complete={false} to="/tablets">
          данные 14 из 15 планшетов, последний — 18.11 16:40
        </Stamp>
        <Stamp complete>данные всех 15 планшетов, 18.11 16:40</Stamp>
      </div>
    </Card>
  )
}

function Checklist() {
  const [ready, setReady] = useState(true)
  return (
    <Card flush title="Чек-лист">
      <CheckboxPhase title="До урока" aside="1 из 2" />
      <CheckboxRow checked={ready} onChange={setReady}>
        Проектор проверен
      </CheckboxRow>
      <CheckboxRow checked={false} onChange={nothing}>
        Список напечатан
      </CheckboxRow>
      <CheckboxPhase title="На уроке" aside="0 из 2 · 40 мин" />
      <CheckboxRow checked={false} now aside="3′" onChange={nothing}>
        Начало и отметка
      </CheckboxRow>
      <CheckboxRow checked={false} aside="5′" onChange={nothing}>
        Вопрос для разогрева
      </CheckboxRow>
    </Card>
  )
}

function Speaking() {
  const toasts = useToast()
  return (
    <Card title="Баннер и тост">
      <div className="stack stack-close">
        <Banner
          state="unmarked"
          icon="clock"
          action={
            <LinkButton to="/history" look="quiet">
              История
            </LinkButton>
          }
        >
          Урок 16 ноября. Правки сохранятся в истории.
        </Banner>
        <Banner state="conflict" icon="clash">
          Урок 7Б сегодня уже начат в 09:10 (Иванова).
        </Banner>
        <Button
          onClick={() => {
            toasts.show({
              text: "Остальные — были: 24 ученика",
              action: { label: "Отменить", run: nothing },
            })
          }}
        >
          Показать тост
        </Button>
        <ToastDock />
      </div>
    </Card>
  )
}

function Nothing() {
  return (
    <Card title="Пусто">
      <Empty
        action={
          <LinkButton to="/import" look="main">
            Загрузить список
          </LinkButton>
        }
        example={
          <LinkButton to="/classes" look="quiet">
            Посмотреть учебный класс
          </LinkButton>
        }
      >
        Здесь появится ваш первый класс.
      </Empty>
    </Card>
  )
}

function Question() {
  return (
    <Dialog
      title="Убрать Смирнову О. В. с этого планшета?"
      better={{ label: "Сохранить файл спасения", run: nothing }}
      stay={{ label: "Оставить Смирнову", run: nothing }}
      harm={{ label: "Убрать без 7 записей", run: nothing }}
    >
      <p>
        У неё не отправлено 7 записей за 16 и 18 ноября. Сначала сохраните их в файл спасения, иначе
        их не вернуть.
      </p>
    </Dialog>
  )
}
