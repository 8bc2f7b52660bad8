import { useId, useState, type DragEvent, type ReactNode } from "react"

import { classNames } from "./class-names.ts"
import { Icon } from "./icon.tsx"
import { Wait } from "./wait.tsx"

import "./file-drop.css"

type Props = {
  /** On the button. */
  readonly pick: string
  /** By ending and by type: on Android a file manager knows one or the other. */
  readonly accept: string
  readonly multiple?: boolean
  /** Said instead while a file is being read. */
  readonly reading: string | undefined
  readonly onFiles: (files: readonly File[]) => void
  /** Beside the button; told whether a file hangs over the place. */
  readonly children?: (isOver: boolean) => ReactNode
}

/** A place for a file: chosen by its button, or dragged there from a folder. */
export function FileDrop({ pick, accept, multiple = false, reading, onFiles, children }: Props) {
  const id = useId()
  const { isOver, handlers } = useDrop(onFiles)
  return (
    <div className={classNames("file-drop", isOver && "over")} {...handlers}>
      {reading !== undefined ? (
        <Wait text={reading} />
      ) : (
        <>
          <label className="btn btn-main btn-big file-drop-pick" htmlFor={id}>
            <Icon name="upload" />
            {pick}
            <input
              id={id}
              className="unseen"
              type="file"
              multiple={multiple}
              accept={accept}
              onChange={(event) => {
                const files = [...(event.target.files ?? [])]
                if (files.length > 0) onFiles(files)
                // The same file, mended meanwhile, can be chosen again.
                event.target.value = ""
              }}
            />
          </label>
          {children?.(isOver)}
        </>
      )}
    </div>
  )
}

/** Dropped beside the place a file must not make the browser leave the app for it. */
function useDrop(onFiles: (files: readonly File[]) => void) {
  const [isOver, setOver] = useState(false)
  const over = (event: DragEvent): void => {
    event.preventDefault()
    setOver(true)
  }
  const handlers = {
    onDragEnter: over,
    onDragOver: over,
    onDragLeave: () => {
      setOver(false)
    },
    onDrop: (event: DragEvent) => {
      event.preventDefault()
      setOver(false)
      const files = [...event.dataTransfer.files]
      if (files.length > 0) onFiles(files)
    },
  }
  return { isOver, handlers }
}
