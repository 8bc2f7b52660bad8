import type { ComponentProps, ReactNode } from "react"
import { Link, type LinkProps } from "react-router"

import { classNames } from "./class-names.ts"
import { Icon, type IconName } from "./icon.tsx"

import "./button.css"

type Looks = {
  /** One main button on a screen. Harm is for what cannot be taken back. */
  readonly look?: "main" | "plain" | "quiet" | "harm" | undefined
  readonly big?: boolean | undefined
  readonly wide?: boolean | undefined
  readonly icon?: IconName | undefined
  readonly children: ReactNode
}

export type ButtonProps = Looks & Omit<ComponentProps<"button">, "style" | "children">
export type LinkButtonProps = Looks & Omit<LinkProps, "style" | "children">

function classOf({ look, big, wide }: Omit<Looks, "children">): string {
  const lookClass = look !== undefined && look !== "plain" && `btn-${look}`
  return classNames("btn", lookClass, big && "btn-big", wide && "btn-wide")
}

export function Button({ look, big, wide, icon, children, className, ...rest }: ButtonProps) {
  const looks = classOf({ look, big, wide })
  return (
    <button type="button" {...rest} className={classNames(looks, className)}>
      {icon && <Icon name={icon} />}
      {children}
    </button>
  )
}

export function LinkButton({
  look,
  big,
  wide,
  icon,
  children,
  className,
  ...rest
}: LinkButtonProps) {
  const looks = classOf({ look, big, wide })
  return (
    <Link {...rest} className={classNames(looks, className)}>
      {icon && <Icon name={icon} />}
      {children}
    </Link>
  )
}

type Named = { readonly icon: IconName; readonly label: string }

export type IconButtonProps = Named &
  Omit<ComponentProps<"button">, "style" | "children" | "aria-label">
export type IconLinkProps = Named & Omit<LinkProps, "style" | "children" | "aria-label">

export function IconButton({ icon, label, className, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      aria-label={label}
      className={classNames("btn-icon", className)}
    >
      <Icon name={icon} large />
    </button>
  )
}

export function IconLink({ icon, label, className, ...rest }: IconLinkProps) {
  return (
    <Link {...rest} aria-label={label} className={classNames("btn-icon", className)}>
      <Icon name={icon} large />
    </Link>
  )
}
