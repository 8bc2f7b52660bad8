/** Every address of the app. Ids only: no name ever stands in an address. */
export const paths = {
  today: "/today",
  week: "/week",
  classes: "/classes",
  newClass: "/classes/new",
  schoolClass: (id: string): string => `/classes/${id}`,
  editClass: (id: string): string => `/classes/${id}/edit`,
  pupil: (classId: string, pupilId: string): string => `/classes/${classId}/pupils/${pupilId}`,
  /** What a pupil answered in diagnostics. Query: `attempt`. */
  results: (classId: string, pupilId: string): string =>
    `/classes/${classId}/pupils/${pupilId}/results`,
  consents: (classId: string): string => `/classes/${classId}/consents`,
  /** Groups for consultations, formed of a class or a band. */
  groups: (classId: string): string => `/classes/${classId}/groups`,
  newPupil: (classId: string): string => `/classes/${classId}/pupils/new`,
  editPupil: (classId: string, pupilId: string): string =>
    `/classes/${classId}/pupils/${pupilId}/edit`,
  /** Anyone on the tablet, by name: search over all classes. */
  search: "/classes/search",
  import: "/import",
  imports: "/import/history",
  activity: (id: string): string => `/activities/${id}`,
  /** The picture of a class that a diagnostic gave. */
  classResults: (id: string): string => `/activities/${id}/results`,
  editActivity: (id: string): string => `/activities/${id}/edit`,
  /** Query: `class`, `kind`, `day`, `step`. */
  plan: "/activities/new",
  season: "/season",
  sync: "/sync",
  more: "/more",
  install: "/more/install",
  storage: "/more/storage",
  /** What is unsent as a file or a run of codes, and how it comes back. */
  rescue: "/more/rescue",
  /** «Можно без сети?» */
  ready: "/more/ready",
  /** PIN, passphrase and the other ways to the key of this place. */
  key: "/more/key",
  /** The second factor: an authenticator for the head and the coordinators. */
  factor: "/more/factor",
  howWeTest: "/more/how-we-test",
  school: "/more/school",
  /** How long names are kept, and taking them away. */
  retention: "/more/school/retention",
  erasePupil: (pupilId: string): string => `/more/school/retention/${pupilId}`,
  /** «Кто чего не сделал»: where the head's day begins. */
  report: "/report",
  /** One month on paper, `YYYY-MM`. */
  reportSheet: (month: string): string => `/report/${month}`,
  /** Query: `device`. */
  devices: "/more/devices",
  /** Who came and who could see what, for the head. Query: `device`. */
  audit: "/more/audit",
  /** Counts of a city or a region, for its coordinators. */
  area: "/area",
  templates: "/more/checklists",
  /** «Методики»: the shipped instruments and the school's own. */
  instruments: "/more/instruments",
  instrument: (code: string): string => `/more/instruments/${code}`,
  newInstrument: "/more/instruments/new",
  start: "/start",
  /** Right after joining or beginning: PIN, passphrase, recovery code. Query: `new-pin` for a forgotten one. */
  protect: "/protect",
  /** A document of its own, without any key: what pupils hold while the tablet is handed over to them. */
  pupilMode: "/pupil",
  /** Whose journals are on this tablet. */
  teachers: "/teachers",
  /** The token stands after `#`, so that it reaches no log. */
  join: "/join",
} as const
