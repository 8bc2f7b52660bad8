import { lazy } from "react"
import { Navigate, Route, Routes } from "react-router"

import { beginsAt, sectionsFor } from "#/domain/screen-access.ts"
import { paths } from "#/features/paths.ts"
// «Сегодня» opens first and every day: it comes with the frame. The other screens come when they are asked for.
import { TodayScreen } from "#/features/today/today-screen.tsx"
import { useServices } from "#/platform/services.tsx"

import { ActivityScreen, ClassScreen, useNextScreensAtHand } from "./next-screens.tsx"

const WeekScreen = lazy(async () => ({
  default: (await import("#/features/today/week-screen.tsx")).WeekScreen,
}))
const ClassesScreen = lazy(async () => ({
  default: (await import("#/features/classes/classes-screen.tsx")).ClassesScreen,
}))
const ClassForm = lazy(async () => ({
  default: (await import("#/features/classes/class-form.tsx")).ClassForm,
}))
const PupilForm = lazy(async () => ({
  default: (await import("#/features/classes/pupil-form.tsx")).PupilForm,
}))
const SearchScreen = lazy(async () => ({
  default: (await import("#/features/classes/search-screen.tsx")).SearchScreen,
}))
const ImportScreen = lazy(async () => ({
  default: (await import("#/features/import/import-screen.tsx")).ImportScreen,
}))
const PlanScreen = lazy(async () => ({
  default: (await import("#/features/plan/plan-screen.tsx")).PlanScreen,
}))
const SeasonScreen = lazy(async () => ({
  default: (await import("#/features/season/season-screen.tsx")).SeasonScreen,
}))
const SyncScreen = lazy(async () => ({
  default: (await import("#/features/sync/sync-screen.tsx")).SyncScreen,
}))

/** Addresses that are asked for once a day or once a season: their list comes when one of them is. */
const RareRoutes = lazy(async () => ({
  default: (await import("./rare-routes.tsx")).RareRoutes,
}))

/** Which screen stands at which address: those of a lesson day, and the others in rare-routes.tsx. */
export function AppRoutes() {
  useNextScreensAtHand()
  return (
    <Routes>
      <Route path="/" element={<Beginning />} />
      <Route path={paths.today} element={<Today />} />
      <Route path={paths.week} element={<WeekScreen />} />
      <Route path={paths.classes} element={<ClassesScreen />} />
      {/* Here and not among the rare ones: these addresses look like those of a class or a pupil. */}
      <Route path={paths.newClass} element={<ClassForm />} />
      <Route path={paths.search} element={<SearchScreen />} />
      <Route path={paths.schoolClass(":classId")} element={<ClassScreen />} />
      {/* The same screen as the class: the pupil stands beside the list, which must not start anew at every tap. */}
      <Route path={paths.pupil(":classId", ":pupilId")} element={<ClassScreen />} />
      <Route path={paths.editClass(":classId")} element={<ClassForm />} />
      <Route path={paths.newPupil(":classId")} element={<PupilForm />} />
      <Route path={paths.editPupil(":classId", ":pupilId")} element={<PupilForm />} />
      <Route path={paths.import} element={<ImportScreen />} />
      <Route path={paths.plan} element={<PlanScreen />} />
      <Route path={paths.activity(":activityId")} element={<ActivityScreen />} />
      <Route path={paths.editActivity(":activityId")} element={<PlanScreen />} />
      <Route path={paths.season} element={<SeasonScreen />} />
      <Route path={paths.sync} element={<SyncScreen />} />
      <Route path="*" element={<RareRoutes />} />
    </Routes>
  )
}

/** A coordinator has no lessons: whatever leads to «Сегодня» leads on to the summary. */
function Today() {
  const role = useServices().place.person?.role ?? null
  if (sectionsFor(role).includes("today")) return <TodayScreen />
  return <Navigate to={paths[beginsAt(role)]} replace />
}

/** Where a day begins: with today's lessons, for a head with who has not done what. */
function Beginning() {
  const { person } = useServices().place
  return <Navigate to={paths[beginsAt(person?.role ?? null)]} replace />
}
