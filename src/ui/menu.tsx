import { useId, useRef, useState, type KeyboardEvent } from "react"

import { classNames } from "./class-names.ts"
import { Icon, type IconName } from "./icon.tsx"
import { useModal } from "./modal.ts"

import "./menu.css"

export type MenuItem = {
  readonly label: string
  readonly run: () => void
  readonly icon?: IconName
  readonly harm?: boolean
  /** Given when the item is a state that is on or off. */
  readonly checked?: boolean
}

export type MenuProps = {
  /** Names the button and heads the menu: «Петров Илья: ещё». */
  readonly label: string
  readonly items: readonly MenuItem[]
  readonly icon?: IconName
  readonly className?: string
}

/** The «⋯» button and its menu: beside the button when wide, a sheet at the bottom on a phone. */
export function Menu({ label, items, icon = "more", className }: MenuProps) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <button
        type="button"
        className={classNames("btn-icon menu-button", className)}
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={() => {
          setOpen(true)
        }}
      >
        <Icon name={icon} large />
      </button>
      {open && (
        <MenuSheet
          label={label}
          items={items}
          onClose={() => {
            setOpen(false)
          }}
        />
      )}
    </>
  )
}

type SheetProps = Pick<MenuProps, "label" | "items"> & { readonly onClose: () => void }

/** A modal dialog, because it alone stands above every pane, closes on Escape and keeps the rest still on old tablets. */
function MenuSheet({ label, items, onClose }: SheetProps) {
  const sheet = useRef<HTMLDialogElement>(null)
  const id = useId()
  useModal(sheet)
  return (
    // Escape is the key that does what a click behind the sheet does; the browser turns it into `cancel`.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions
    <dialog
      ref={sheet}
      className="menu"
      aria-labelledby={id}
      onClose={onClose}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onClick={(event) => {
        // The sheet has no inner margin of its own: a click on the dialog itself is one on what lies behind it.
        if (event.target === event.currentTarget) onClose()
      }}
    >
      <div className="menu-body">
        <p className="menu-title" id={id}>
          {label}
        </p>
        {/* The focus is on one of its items. */}
        {/* oxlint-disable-next-line jsx-a11y/interactive-supports-focus */}
        <div role="menu" aria-labelledby={id} onKeyDown={moveFocus}>
          {items.map((item, index) => (
            <Item key={item.label} item={item} first={index === 0} onClose={onClose} />
          ))}
        </div>
      </div>
    </dialog>
  )
}

type ItemProps = {
  readonly item: MenuItem
  readonly first: boolean
  readonly onClose: () => void
}

function Item({ item, first, onClose }: ItemProps) {
  const { label, icon, checked, harm = false, run } = item
  return (
    <button
      type="button"
      className={classNames("menu-item", harm && "menu-harm")}
      role={checked === undefined ? "menuitem" : "menuitemcheckbox"}
      aria-checked={checked}
      tabIndex={first ? 0 : -1}
      onClick={() => {
        onClose()
        run()
      }}
    >
      {icon && <Icon name={icon} />}
      <span>{label}</span>
      {checked === true && <Icon name="check" />}
    </button>
  )
}

function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>("button")]
  const at = items.findIndex((item) => item === document.activeElement)
  const to = target(event.key, at, items.length)
  if (to === undefined) return
  event.preventDefault()
  items[to]?.focus()
}

function target(key: string, at: number, count: number): number | undefined {
  if (key === "ArrowDown") return (at + 1) % count
  if (key === "ArrowUp") return (at - 1 + count) % count
  if (key === "Home") return 0
  return key === "End" ? count - 1 : undefined
}
