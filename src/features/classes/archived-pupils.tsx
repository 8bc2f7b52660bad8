import { Link } from "react-router"

import { fullName } from "#/domain/pupil.ts"
import { paths } from "#/features/paths.ts"
import { classWords } from "#/text/classes.ts"
import { useWords } from "#/ui/words.tsx"

import type { ClassView } from "./read-class-view.ts"

import "./archived-pupils.css"

/** Those who have left, folded below the list: their lessons still name them. */
export function ArchivedPupils({ view }: { readonly view: ClassView }) {
  const words = useWords(classWords).season
  const { archived, schoolClass } = view
  if (archived.length === 0) return null
  return (
    <details className="left">
      <summary>{words.archived(archived.length)}</summary>
      <ul>
        {archived.map((pupil) => (
          <li key={pupil.id}>
            <Link to={paths.pupil(schoolClass.id, pupil.id)}>{fullName(pupil)}</Link>
          </li>
        ))}
      </ul>
    </details>
  )
}
