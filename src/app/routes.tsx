import { lazy } from "react"
import { Navigate, Route, Routes } from "react-router"

import { beginsAt, sectionsFor } from "#/domain/screen-access.ts"
import { paths } from "#/features/paths.ts"
// «Сегодня» opens first and every day: it comes with the frame. The other screens come when they are asked for.
import { TodayScreen } from "#/features/today/today-screen.tsx"
import { useServices } from "#/platform/services.tsx"

import { NotFound } from "./not-found.tsx"

const WeekScreen = lazy(async () => ({
  default: (await import("#/features/today/week-screen.tsx")).WeekScreen,
}))
const ClassesScreen = lazy(async () => ({
  default: (await import("#/features/classes/classes-screen.tsx")).ClassesScreen,
}))
const ClassScreen = lazy(async () => ({
  default: (await import("#/features/classes/class-screen.tsx")).ClassScreen,
}))
const ClassForm = lazy(async () => ({
  default: (await import("#/features/classes/class-form.tsx")).ClassForm,
}))
const PupilForm = lazy(async () => ({
  default: (await import("#/features/classes/pupil-form.tsx")).PupilForm,
}))
const ConsentsScreen = lazy(async () => ({
  default: (await import("#/features/consents/consents-screen.tsx")).ConsentsScreen,
}))
const SearchScreen = lazy(async () => ({
  default: (await import("#/features/classes/search-screen.tsx")).SearchScreen,
}))
const ImportScreen = lazy(async () => ({
  default: (await import("#/features/import/import-screen.tsx")).ImportScreen,
}))
const ImportsScreen = lazy(async () => ({
  default: (await import("#/features/import/imports-screen.tsx")).ImportsScreen,
}))
const ActivityScreen = lazy(async () => ({
  default: (await import("#/features/lesson/activity-screen.tsx")).ActivityScreen,
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
const MoreScreen = lazy(async () => ({
  default: (await import("#/features/more/more-screen.tsx")).MoreScreen,
}))
const InstallScreen = lazy(async () => ({
  default: (await import("#/features/more/install-screen.tsx")).InstallScreen,
}))
const StorageScreen = lazy(async () => ({
  default: (await import("#/features/more/storage-screen.tsx")).StorageScreen,
}))
const ReadyScreen = lazy(async () => ({
  default: (await import("#/features/ready/ready-screen.tsx")).ReadyScreen,
}))
const KeyScreen = lazy(async () => ({
  default: (await import("#/features/lock/key-screen.tsx")).KeyScreen,
}))
const RescueScreen = lazy(async () => ({
  default: (await import("#/features/rescue/rescue-screen.tsx")).RescueScreen,
}))
const FactorScreen = lazy(async () => ({
  default: (await import("#/features/school/factor-screen.tsx")).FactorScreen,
}))
const HowWeTest = lazy(async () => ({
  default: (await import("#/features/more/how-we-test.tsx")).HowWeTest,
}))
const SchoolScreen = lazy(async () => ({
  default: (await import("#/features/school/school-screen.tsx")).SchoolScreen,
}))
const RetentionScreen = lazy(async () => ({
  default: (await import("#/features/school/retention-screen.tsx")).RetentionScreen,
}))
const ErasePupilScreen = lazy(async () => ({
  default: (await import("#/features/school/erase-pupil-screen.tsx")).ErasePupilScreen,
}))
const DevicesScreen = lazy(async () => ({
  default: (await import("#/features/school/devices-screen.tsx")).DevicesScreen,
}))
const AuditScreen = lazy(async () => ({
  default: (await import("#/features/school/audit-screen.tsx")).AuditScreen,
}))
const HeadScreen = lazy(async () => ({
  default: (await import("#/features/head/head-screen.tsx")).HeadScreen,
}))
const ReportSheetScreen = lazy(async () => ({
  default: (await import("#/features/head/report-sheet-screen.tsx")).ReportSheetScreen,
}))
const AreaScreen = lazy(async () => ({
  default: (await import("#/features/area/area-screen.tsx")).AreaScreen,
}))
const StepUpForm = lazy(async () => ({
  default: (await import("#/features/school/step-up-form.tsx")).StepUpForm,
}))
const TemplatesScreen = lazy(async () => ({
  default: (await import("#/features/lesson/templates-screen.tsx")).TemplatesScreen,
}))

/** Which screen stands at which address. */
export function AppRoutes() {
  return (
    <Routes>
      <Route path="/" element={<Beginning />} />
      <Route path={paths.today} element={<Today />} />
      <Route path={paths.week} element={<WeekScreen />} />
      <Route path={paths.classes} element={<ClassesScreen />} />
      <Route path={paths.newClass} element={<ClassForm />} />
      <Route path={paths.search} element={<SearchScreen />} />
      <Route path={paths.schoolClass(":classId")} element={<ClassScreen />} />
      <Route path={paths.editClass(":classId")} element={<ClassForm />} />
      <Route path={paths.consents(":classId")} element={<ConsentsScreen />} />
      <Route path={paths.newPupil(":classId")} element={<PupilForm />} />
      {/* The same screen as the class: the pupil stands beside the list, which must not start anew at every tap. */}
      <Route path={paths.pupil(":classId", ":pupilId")} element={<ClassScreen />} />
      <Route path={paths.editPupil(":classId", ":pupilId")} element={<PupilForm />} />
      <Route path={paths.import} element={<ImportScreen />} />
      <Route path={paths.imports} element={<ImportsScreen />} />
      <Route path={paths.plan} element={<PlanScreen />} />
      <Route path={paths.activity(":activityId")} element={<ActivityScreen />} />
      <Route path={paths.editActivity(":activityId")} element={<PlanScreen />} />
      <Route path={paths.season} element={<SeasonScreen />} />
      <Route path={paths.sync} element={<SyncScreen />} />
      <Route path={paths.more} element={<MoreScreen />} />
      <Route path={paths.install} element={<InstallScreen />} />
      <Route path={paths.storage} element={<StorageScreen />} />
      <Route path={paths.ready} element={<ReadyScreen />} />
      <Route path={paths.key} element={<KeyScreen />} />
      <Route path={paths.rescue} element={<RescueScreen />} />
      <Route path={paths.factor} element={<FactorScreen />} />
      <Route path={paths.howWeTest} element={<HowWeTest />} />
      <Route path={paths.school} element={<SchoolScreen />} />
      <Route path={paths.area} element={<AreaScreen StepUp={StepUpForm} />} />
      <Route path={paths.retention} element={<RetentionScreen />} />
      <Route path={paths.erasePupil(":pupilId")} element={<ErasePupilScreen />} />
      <Route path={paths.devices} element={<DevicesScreen />} />
      <Route path={paths.audit} element={<AuditScreen />} />
      <Route path={paths.report} element={<HeadScreen />} />
      <Route path={paths.reportSheet(":month")} element={<ReportSheetScreen />} />
      <Route path={paths.templates} element={<TemplatesScreen />} />
      <Route path="*" element={<NotFound />} />
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
