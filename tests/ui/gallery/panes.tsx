import { Button } from "#/ui/button.tsx"
import { Card } from "#/ui/card.tsx"
import { Entries, Entry } from "#/ui/entries.tsx"
import { Icon } from "#/ui/icon.tsx"
import { ListDetail } from "#/ui/list-detail.tsx"
import { Page } from "#/ui/page.tsx"
import { SearchField } from "#/ui/search-field.tsx"
import { Shell } from "#/ui/shell.tsx"

const pupils = [
  "Абрамова Вероника",
  "Белов Артём",
  "Воронина Алиса",
  "Гаврилов Матвей",
  "Григорьева Екатерина",
  "Дмитриев Лев",
  "Ершова Полина",
  "Жданов Кирилл",
  "Зайцева Мария",
  "Иванов Егор",
  "Калинин Роман",
  "Кузнецова Анастасия Игоревна",
]

const nothing = () => undefined

/** A page of the window's height with a list beside its detail: each pane scrolls by itself. */
export function Panes() {
  return (
    <Shell items={[{ to: "/more", label: "Классы", icon: "class" }]}>
      <Page fill title="7Б" sub="12 учеников" back={{ to: "/classes", label: "Классы" }}>
        <ListDetail showing="list" list={<List />} detail={<Detail />} />
      </Page>
    </Shell>
  )
}

function List() {
  return (
    <div className="stack stack-close">
      <SearchField label="Найти ученика" value="" onChange={nothing} />
      <Card flush label="Ученики">
        <Entries ordered>
          {pupils.map((pupil, index) => (
            <Entry
              key={pupil}
              to={`/pupils/${index}`}
              now={index === 2}
              margin={index + 1}
              title={pupil}
              detail="согласие есть"
              sign={<Icon name="next" />}
            />
          ))}
        </Entries>
      </Card>
    </div>
  )
}

function Detail() {
  return (
    <Card title="Воронина Алиса">
      <p>Дальше: закончить диагностику</p>
      <Button look="main" wide>
        Передать планшет
      </Button>
    </Card>
  )
}
