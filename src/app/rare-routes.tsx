import { lazy } from "react"
import { Route, Routes } from "react-router"

import { paths } from "#/features/paths.ts"

import { NotFound } from "./not-found.tsx"

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
const InstrumentsScreen = lazy(async () => ({
  default: (await import("#/features/instruments/instruments-screen.tsx")).InstrumentsScreen,
}))
const BringScreen = lazy(async () => ({
  default: (await import("#/features/instruments/bring-screen.tsx")).BringScreen,
}))
const ImportsScreen = lazy(async () => ({
  default: (await import("#/features/import/imports-screen.tsx")).ImportsScreen,
}))
const ConsentsScreen = lazy(async () => ({
  default: (await import("#/features/consents/consents-screen.tsx")).ConsentsScreen,
}))
const ResultsScreen = lazy(async () => ({
  default: (await import("#/features/results/results-screen.tsx")).ResultsScreen,
}))
const ClassResultsScreen = lazy(async () => ({
  default: (await import("#/features/results/class-results-screen.tsx")).ClassResultsScreen,
}))
const GroupsScreen = lazy(async () => ({
  default: (await import("#/features/consultation/groups-screen.tsx")).GroupsScreen,
}))
const MoreScreen = lazy(async () => ({
  default: (await import("#/features/more/more-screen.tsx")).MoreScreen,
}))

/** The addresses that are not part of every day; apart from routes.tsx, which comes with the first screen. */
export function RareRoutes() {
  return (
    <Routes>
      <Route path={paths.consents(":classId")} element={<ConsentsScreen />} />
      <Route path={paths.results(":classId", ":pupilId")} element={<ResultsScreen />} />
      <Route path={paths.groups(":classId")} element={<GroupsScreen />} />
      <Route path={paths.classResults(":activityId")} element={<ClassResultsScreen />} />
      <Route path={paths.imports} element={<ImportsScreen />} />
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
      <Route path={paths.instruments} element={<InstrumentsScreen />} />
      <Route path={paths.newInstrument} element={<BringScreen />} />
      <Route path={paths.instrument(":code")} element={<InstrumentsScreen />} />
      <Route path="*" element={<NotFound />} />
    </Routes>
  )
}
