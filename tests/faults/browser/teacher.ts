import { expect, type Page } from "@playwright/test"

/** One round of a teacher's work: every pupil gets another mark, once, and the note grows in between. */
export interface Work {
  readonly seed: number
  /** Between two taps, at most. */
  readonly restMsMax: number
  /** After so many taps the browser says that there is a network: sending runs into the marking. */
  readonly sendAfter: number
}

/**
 * Runs in the page. Faster than any hand, so that at every moment something is being written. Ends when all are marked
 * or when the page dies under it.
 */
export async function teach({ seed, restMsMax, sendAfter }: Work): Promise<void> {
  let state = seed >>> 0
  const random = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
  const groups = [
    ...document.querySelectorAll<HTMLElement>('[aria-label="Кто здесь"] [role="group"]'),
  ]
    .map((group) => ({ group, place: random() }))
    .sort((one, other) => one.place - other.place)
    .map(({ group }) => group)
  let tapped = 0
  for (const group of groups) {
    tap(group)
    tapped += 1
    if (tapped % 4 === 0) type(tapped)
    if (tapped === sendAfter) dispatchEvent(new Event("online"))
    const restMs = random() * restMsMax
    await new Promise((resolve) => setTimeout(resolve, restMs))
  }

  function tap(group: HTMLElement): void {
    const buttons = [...group.querySelectorAll<HTMLButtonElement>("button[aria-pressed]")]
    const button = buttons[Math.floor(random() * buttons.length)]
    if (button === undefined) return
    const clears = button.getAttribute("aria-pressed") === "true"
    const to = clears ? "" : button.textContent
    void witness({ what: "tapped", pupil: group.getAttribute("aria-label") ?? "", to })
    button.click()
  }

  function type(count: number): void {
    const field = document.querySelector<HTMLTextAreaElement>('[role="tabpanel"] textarea')
    if (field === null) return
    const text = `Заметка ${seed}, слово ${count}`
    // Called with its own object below.
    // oxlint-disable-next-line typescript/unbound-method
    const set = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value")?.set
    void witness({ what: "typed", text })
    set?.call(field, text)
    field.dispatchEvent(new Event("input", { bubbles: true }))
    // Leaving the field saves it at once.
    field.dispatchEvent(new FocusEvent("focusout", { bubbles: true }))
  }
}

/** What the screen shows: a mark for each pupil, "" for none, and the note. */
export interface Screen {
  readonly marks: Readonly<Record<string, string>>
  readonly note: string
}

/** Opens the lesson with its note beside the register. */
export async function openAt(page: Page, lesson: string, pupils: number): Promise<void> {
  await page.goto(lesson)
  await expect(groupsOf(page)).toHaveCount(pupils, { timeout: 20_000 })
  await page.getByRole("tab", { name: "Заметка" }).click()
  await expect(noteOf(page)).toBeVisible()
}

export async function screenOf(page: Page): Promise<Screen> {
  const marks = await groupsOf(page).evaluateAll((groups) =>
    Object.fromEntries(
      groups.map((group) => [
        group.getAttribute("aria-label") ?? "",
        group.querySelector('[aria-pressed="true"]')?.textContent ?? "",
      ]),
    ),
  )
  return { marks, note: await noteOf(page).inputValue() }
}

export function noteOf(page: Page) {
  return page.getByLabel("Заметка об уроке")
}

function groupsOf(page: Page) {
  return page.getByRole("region", { name: "Кто здесь" }).getByRole("group")
}

/** Everything is on the server, by the app's own word. */
export async function expectAllSent(page: Page): Promise<void> {
  await expect(page.locator("a.sync").first()).toContainText("Всё отправлено", { timeout: 20_000 })
}
