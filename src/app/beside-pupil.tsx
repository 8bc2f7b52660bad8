import { RecommendationsPart } from "#/features/consultation/recommendations-part.tsx"
import { PupilResultsPart } from "#/features/results/pupil-results-part.tsx"

type Props = { readonly classId: string; readonly pupilId: string }

/** What stands in a pupil's pane besides the steps. */
export function BesidePupil(pupil: Props) {
  return (
    <>
      <PupilResultsPart {...pupil} />
      <RecommendationsPart {...pupil} />
    </>
  )
}
